package mcphub.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hub in a process of its own, which is replaced when the sources changed. */
final class ServedProcess implements AutoCloseable {
    private final DevSources sources;
    private final List<String> arguments;
    private final PrintWriter out;
    private @Nullable Process process;

    /** Serves these sources, called with these arguments; says where the hub ends by itself. */
    ServedProcess(DevSources sources, List<String> arguments, PrintWriter out) {
        this.out = out;
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
        var started = new ProcessBuilder(command).inheritIO().start();
        process = started;
        Thread.ofVirtual().start(() -> ended(started.onExit().join()));
    }

    private synchronized void ended(Process which) {
        if (which.equals(process)) {
            out.println("The hub ended; the next change starts it anew");
        }
    }

    @Override
    public void close() {
        Process last;
        synchronized (this) {
            last = process;
            process = null;
        }
        if (last != null) {
            last.destroy();
            last.onExit().join();
        }
    }
}
