package mcphub.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hub in a process of its own, which is replaced when the sources changed. */
final class ServedProcess implements AutoCloseable {
    private final DevSources sources;
    private final List<String> arguments;
    private @Nullable Process process;

    ServedProcess(DevSources sources, List<String> arguments) {
        this.sources = sources;
        this.arguments = List.copyOf(arguments);
    }

    /** Starts it; the one before is stopped first. */
    synchronized void start() throws IOException {
        close();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-XX:TieredStopAtLevel=1");
        // logback's settings are there twice, in their source and as they were built, and it would say so at length
        command.add("-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener");
        command.addAll(List.of("-cp", sources.classPath(), HubCommand.class.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command).inheritIO().start();
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
            process = null;
        }
    }
}
