package mcphub.launcher;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import mcphub.kernel.SettingsReader;
import mcphub.report.ReportVerticle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub serve}: serves until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Starts the hub and serves until it is stopped.",
        footer = {
            "",
            "Two processes that make one hub:",
            "  hub serve --cluster --verticles gateway,catalog",
            "  hub serve --cluster --verticles analysis"
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--cluster", description = "Join a cluster (HUB_CLUSTER_ENABLED).")
    private boolean cluster;

    @Option(names = "--verticles", paramLabel = "NAMES", description = "The verticles to deploy here (HUB_VERTICLES).")
    private @Nullable String verticles;

    @Override
    public Integer call() throws InterruptedException {
        SettingsReader reader = options.reader();
        if (cluster) {
            reader.set("cluster.enabled", true);
        }
        if (verticles != null) {
            reader.set("verticles", verticles);
        }
        try (var hub = Hub.start(reader)) {
            System.out.println(
                    hub.port() == 0 ? "MCP Hub runs: " + hub.settings().verticles() : "MCP Hub serves at " + hub.url());
            if (hub.settings().verticles().contains(ReportVerticle.NAME)
                    && hub.settings().report().fonts().isEmpty()) {
                System.out.println("Reports show Korean as code points; `hub fonts` fetches a font for it.");
            }
            untilStopped(hub);
        }
        return 0;
    }

    /** Waits for the signal to stop, and closes before the process ends. */
    static void untilStopped(Hub hub) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            hub.close();
            stopped.countDown();
        }));
        stopped.await();
    }
}
