package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import mcphub.analysis.Tarballs;
import mcphub.kernel.Database;
import mcphub.kernel.SettingsReader;
import mcphub.kernel.services.Intake;

/** A hub to test: in one process, or as two nodes of a cluster, with a database of its own. */
final class TestHub implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final String databaseUrl;
    private final List<Hub> hubs = new ArrayList<>();
    private final ApiClient api;

    private TestHub(String databaseUrl, List<SettingsReader> readers) {
        this.databaseUrl = databaseUrl;
        readers.forEach(reader -> hubs.add(Hub.start(reader)));
        this.api = new ApiClient(hubs.getLast().url());
    }

    static TestHub inProcess(Map<String, Object> settings) {
        return at(TestServers.newDatabase(), settings);
    }

    /** One node on this database, or on where the settings say. */
    static TestHub at(String database, Map<String, Object> settings) {
        return new TestHub(database, List.of(reader(database, settings)));
    }

    /** The gateway on one node, everything else on the other. */
    static TestHub clustered(Map<String, Object> settings) {
        return clustered(settings, "catalog,analysis,identity,org,policy,webhook,report,admin", "gateway");
    }

    /** Two nodes that answer HTTP, and share the rest. */
    static TestHub twoGateways(Map<String, Object> settings) {
        return clustered(
                settings,
                "catalog,analysis,identity,org,policy,webhook,report,admin,gateway",
                "identity,org,webhook,report,gateway");
    }

    private static TestHub clustered(Map<String, Object> settings, String... ofNodes) {
        String database = TestServers.newDatabase();
        List<Integer> ports = List.of(freePort(), freePort());
        String members = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1);
        String cluster = "test-" + UUID.randomUUID();
        var nodes = new ArrayList<SettingsReader>();
        for (String verticles : ofNodes) {
            nodes.add(reader(database, settings)
                    .set("verticles", verticles)
                    .set("cluster.enabled", true)
                    .set("cluster.name", cluster)
                    .set("cluster.port", ports.get(nodes.size()))
                    .set("cluster.members", members));
        }
        return new TestHub(database, nodes);
    }

    /** Below the ports that systems give to connections on their way out, which another test may be about to make. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken: the next one
            }
        }
    }

    static SettingsReader reader(String database, Map<String, Object> settings) {
        var reader = SettingsReader.defaults()
                .set("http.port", 0)
                .set("database.url", database)
                .set("redis.url", TestServers.redisUrl())
                .set("limits.anonymous_per_minute", 0)
                .set("limits.sign_in_per_minute", 0)
                .set("plans.free.requests_per_minute", 0)
                .set("plans.enterprise.requests_per_minute", 0)
                .set("identity.secret", "a secret that only the tests have")
                .set("analysis.poll_ms", 100)
                .set("analysis.retry_backoff_ms", 100)
                .set("analysis.max_attempts", 3)
                .set("report.rest_percent", 0);
        settings.forEach(reader::set);
        return reader;
    }

    ApiClient api() {
        return api;
    }

    /** The first node's API, where that node has a gateway. */
    ApiClient firstApi() {
        return new ApiClient(hubs.getFirst().url());
    }

    String databaseUrl() {
        return databaseUrl;
    }

    Intake intake() {
        return Intake.proxy(hubs.getLast().node().vertx());
    }

    /** Has an npm package analysed; gives the MCP's id once no job is open. */
    String certify(String name, String wanted) {
        String id = intake().npm(name, wanted, new JsonObject()).await();
        awaitSettled(id);
        return id;
    }

    /** Has a tarball analysed; gives the MCP's id once no job is open. */
    String upload(String name, byte[] tarball) {
        try {
            Path file = Files.createTempFile("upload-", ".tgz");
            Files.write(file, tarball);
            var vertx = hubs.getFirst().node().vertx();
            var database = Database.open(vertx, hubs.getFirst().settings().database());
            String sha256 = new Tarballs(database).store(file).await().sha256();
            Files.delete(file);
            String id = intake().upload(name, sha256, new JsonObject()).await();
            awaitSettled(id);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitSettled(String mcp) {
        awaitNone("select count(*) from analysis.jobs where state in ('queued', 'running') and mcp_id = '" + mcp + "'");
    }

    void awaitNone(String countSql) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!query(countSql).equals("0")) {
            assertThat(System.nanoTime())
                    .as("still not settled: " + query("select json_agg(j) from analysis.jobs j where state <> 'done'"))
                    .isLessThan(end);
            pause(50);
        }
    }

    static void pause(int ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String query(String sql) {
        return TestServers.query(databaseUrl, sql);
    }

    void execute(String sql) {
        TestServers.execute(databaseUrl, sql);
    }

    /** The path of an MCP's latest version. */
    String latest(String mcp) {
        var version = api.get("/api/v1/mcps/" + mcp).getJsonObject("latest_version");
        return "/api/v1/mcps/" + mcp + "/versions/" + version.getString("id");
    }

    @Override
    public void close() {
        hubs.reversed().forEach(Hub::close);
    }
}
