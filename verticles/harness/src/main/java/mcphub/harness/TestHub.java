package mcphub.harness;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mcphub.kernel.Messages;
import mcphub.kernel.Part;
import mcphub.kernel.Settings;

/**
 * The verticles in question behind a real gateway, on the Vert.x of a test, which undeploys them when it closes. What goes over the bus travels as bytes, as between two
 * nodes: what is right here is right in a cluster.
 */
public final class TestHub extends HubUnderTest implements AutoCloseable {
    private final Vertx vertx;
    private final boolean isOwn;
    private final Settings settings;
    private final ApiClient api;

    private TestHub(Vertx vertx, boolean isOwn, Settings settings, int port) {
        this.vertx = vertx;
        this.isOwn = isOwn;
        this.settings = settings;
        this.api = new ApiClient("http://127.0.0.1:" + port);
    }

    /** Deploys these parts, in this order, on a new database, and waits until they serve; the gateway is one of them. */
    public static TestHub start(Vertx vertx, Map<String, Object> settings, Part... parts) {
        return start(vertx, false, TestServers.newDatabase(), settings, parts);
    }

    /** A second hub beside that of the test, on a Vert.x of its own, which is closed with it. */
    public static TestHub start(Map<String, Object> settings, Part... parts) {
        return start(Vertx.vertx(), true, TestServers.newDatabase(), settings, parts);
    }

    private static TestHub start(
            Vertx vertx, boolean isOwn, String database, Map<String, Object> settings, Part... parts) {
        var read = reader(database, settings).read();
        Messages.registerAsBetweenNodes(vertx.eventBus());
        int port = 0;
        for (Part part : parts) {
            port += part.deployment()
                    .deploy(vertx, read, ApiClient.contract(), folder())
                    .await();
        }
        TestServers.keepKey(database);
        return new TestHub(vertx, isOwn, read, port);
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("mcphub-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings that its parts were deployed with. */
    public Settings settings() {
        return settings;
    }

    @Override
    public ApiClient api() {
        return api;
    }

    @Override
    public String databaseUrl() {
        return String.valueOf(settings.database().url());
    }

    @Override
    public Vertx vertx() {
        return vertx;
    }

    /** Closes what is its own; the Vert.x of a test is closed by the test. */
    @Override
    public void close() {
        if (isOwn) {
            vertx.close().await();
        }
    }
}
