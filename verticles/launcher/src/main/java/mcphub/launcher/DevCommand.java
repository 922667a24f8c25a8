package mcphub.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.SettingsReader;
import mcphub.servers.Servers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hub dev}: serves from the sources, and anew after each change of them. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the hub from the sources and watches them: what changed is compiled, and the hub is started anew,",
            "while the embedded servers stay up. Warnings and formatting are left to scripts/test."
        })
final class DevCommand implements Callable<Integer> {
    private static final long LOOK_MS = 200;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String root = System.getProperty("hub.root");
        if (root == null || spec == null) {
            throw new IllegalArgumentException("hub dev needs the sources: start it as scripts/hub dev");
        }
        var sources = new DevSources(Path.of(root), options.out());
        SettingsReader reader = options.reader();
        var servers = Servers.provide(reader);
        var served = new ServedProcess(sources, serve(reader), options.out());
        // however the process ends, it ends with its hooks
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            served.close();
            servers.close();
        }));
        served.start();
        sources.warm();
        options.out().println("Watching " + root + " (Ctrl-C ends)");
        while (true) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            long since = System.nanoTime();
            if (sources.changed()) {
                options.out().printf("Compiled in %.1f s, starting anew%n", (System.nanoTime() - since) / 1e9);
                served.start();
            }
        }
    }

    /** What was asked for, and the servers that are there already. */
    private List<String> serve(SettingsReader reader) {
        var arguments = new ArrayList<String>(List.of("serve"));
        var given = java.util.Objects.requireNonNull(spec)
                .commandLine()
                .getParseResult()
                .originalArgs();
        arguments.addAll(given.subList(given.indexOf("dev") + 1, given.size()));
        for (String key : List.of("database.url", "redis.url")) {
            arguments.addAll(
                    List.of("--set", key + "=" + String.valueOf(reader.values().get(key))));
        }
        return arguments;
    }
}
