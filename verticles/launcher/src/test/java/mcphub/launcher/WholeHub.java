package mcphub.launcher;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.TestServers;
import mcphub.kernel.SettingsReader;

/** A hub to test: in one process, or as two nodes of a cluster, with a database of its own. */
final class WholeHub extends HubUnderTest implements AutoCloseable {
    private final String databaseUrl;
    private final List<Hub> hubs = new ArrayList<>();
    private final ApiClient api;

    private WholeHub(String databaseUrl, List<SettingsReader> readers) {
        this.databaseUrl = databaseUrl;
        readers.forEach(reader -> hubs.add(Hub.start(reader)));
        this.api = new ApiClient(hubs.getLast().url());
        TestServers.keepKey(databaseUrl);
    }

    static WholeHub inProcess(Map<String, Object> settings) {
        return at(TestServers.newDatabase(), settings);
    }

    /** One node on this database, or on where the settings say. */
    static WholeHub at(String database, Map<String, Object> settings) {
        return new WholeHub(database, List.of(reader(database, settings)));
    }

    /** The gateway on one node, everything else on the other. */
    static WholeHub clustered(Map<String, Object> settings) {
        return clustered(settings, "catalog,analysis,identity,org,policy,webhook,report,admin", "gateway");
    }

    /** Two nodes that answer HTTP, and share the rest. */
    static WholeHub twoGateways(Map<String, Object> settings) {
        return clustered(
                settings,
                "catalog,analysis,identity,org,policy,webhook,report,admin,gateway",
                "identity,org,webhook,report,gateway");
    }

    private static WholeHub clustered(Map<String, Object> settings, String... ofNodes) {
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
        return new WholeHub(database, nodes);
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

    @Override
    public ApiClient api() {
        return api;
    }

    /** The first node's API, where that node has a gateway. */
    ApiClient firstApi() {
        return new ApiClient(hubs.getFirst().url());
    }

    @Override
    public String databaseUrl() {
        return databaseUrl;
    }

    @Override
    public Vertx vertx() {
        return hubs.getLast().node().vertx();
    }

    @Override
    public void close() {
        hubs.reversed().forEach(Hub::close);
    }
}
