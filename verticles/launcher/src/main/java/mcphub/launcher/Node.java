package mcphub.launcher;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mcphub.admin.AdminVerticle;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.identity.IdentityVerticle;
import mcphub.kernel.Contract;
import mcphub.kernel.Messages;
import mcphub.kernel.Part;
import mcphub.kernel.Settings;
import mcphub.org.OrgVerticle;
import mcphub.policy.PolicyVerticle;
import mcphub.report.ReportVerticle;
import mcphub.webhook.WebhookVerticle;

/** One process's part of the hub: a Vert.x, alone or in a cluster, with the verticles that were asked for. */
public final class Node implements AutoCloseable {
    /** In the order of their start: who answers before who asks. */
    private static final List<Part> PARTS = List.of(
            AnalysisVerticle.PART,
            CatalogVerticle.PART,
            OrgVerticle.PART,
            PolicyVerticle.PART,
            WebhookVerticle.PART,
            ReportVerticle.PART,
            AdminVerticle.PART,
            IdentityVerticle.PART,
            GatewayVerticle.PART);

    private final Vertx vertx;
    private final int port;

    private Node(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /**
     * Starts a node and waits until it serves. The schema must be there already.
     *
     * @throws IllegalArgumentException for the name of a verticle that does not exist
     */
    public static Node start(Settings settings) {
        var known = PARTS.stream().map(Part::name).toList();
        for (String name : settings.verticles()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("There is no verticle '" + name + "'; there are " + known);
            }
        }
        Path folder = folder();
        Vertx vertx = vertx(settings).await();
        try {
            Messages.register(vertx.eventBus());
            return new Node(vertx, deploy(vertx, settings, folder));
        } catch (RuntimeException e) {
            vertx.close().await();
            throw e;
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("mcphub-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for temporary files can be made: " + e.getMessage(), e);
        }
    }

    private static int deploy(Vertx vertx, Settings settings, Path folder) {
        Contract contract = Contract.load();
        int port = 0;
        for (Part part : PARTS) {
            if (settings.verticles().contains(part.name())) {
                port += part.deployment()
                        .deploy(vertx, settings, contract, folder)
                        .await();
            }
        }
        return port;
    }

    private static Future<Vertx> vertx(Settings settings) {
        var metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setJvmMetricsEnabled(true)
                // four timers a request, and the HTTP metrics say the same
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS.toCategory())
                .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true));
        var options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(settings.http().eventLoops())
                .setMetricsOptions(metrics);
        var builder = Vertx.builder()
                .with(options)
                .withMetrics(new MicrometerMetricsFactory(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
        if (!settings.cluster().enabled()) {
            return Future.succeededFuture(builder.build());
        }
        options.setEventBusOptions(Clustering.bus(settings.cluster()));
        return builder.withClusterManager(Clustering.manager(settings.cluster()))
                .buildClustered();
    }

    /** Its Vert.x. */
    public Vertx vertx() {
        return vertx;
    }

    /** The HTTP port it listens on; 0 where it has no gateway. */
    public int port() {
        return port;
    }

    /** Stops serving, leaves the cluster. */
    @Override
    public void close() {
        vertx.close().await();
    }
}
