package mcphub.advisories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import mcphub.harness.HubUnderTest;
import mcphub.harness.TestServers;
import mcphub.kernel.osv.AffectedVersions;
import mcphub.kernel.osv.Affectedness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that stands for the world, and versions whose feeds ask it. */
@ExtendWith(VertxExtension.class)
abstract class AskedFeedsCase {
    @TempDir
    private Path folder;

    final List<JsonObject> asked = new CopyOnWriteArrayList<>();
    final List<String> fetched = new CopyOnWriteArrayList<>();
    final Map<String, JsonObject> records = new ConcurrentHashMap<>();
    final List<Integer> refusals = new CopyOnWriteArrayList<>();
    volatile String answer = "";
    volatile @Nullable AuditStub audit;
    volatile Hold hold = () -> {};
    HttpServer world;
    String database = "";

    /** Waits before an API answers. */
    interface Hold {
        void await() throws InterruptedException;
    }

    @BeforeEach
    void open() throws IOException {
        database = TestServers.newDatabase();
        world = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        world.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        world.createContext("/v1/querybatch", exchange -> {
            var question = new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (!refusals.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", "0");
                reply(exchange, refusals.removeFirst(), "{}");
                return;
            }
            asked.add(question);
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            reply(exchange, 200, answer.isEmpty() ? results(question).encode() : answer);
        });
        world.createContext("/v1/vulns/", exchange -> {
            String id = exchange.getRequestURI().getPath().substring("/v1/vulns/".length());
            fetched.add(id);
            var record = records.get(id);
            reply(exchange, record == null ? 404 : 200, record == null ? "{}" : record.encode());
        });
        world.createContext("/npm/-/npm/v1/security/advisories/bulk", exchange -> {
            var question = new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(question);
            if (audit != null) {
                reply(exchange, 200, audit.answer(question).encode());
            } else {
                reply(exchange, answer.isEmpty() ? 405 : 200, answer);
            }
        });
        world.start();
        components();
    }

    @AfterEach
    void close() {
        world.stop(0);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** As osv.dev answers: one page for each record that hits, in the order of the questions. */
    private JsonObject results(JsonObject question) {
        var results = new JsonArray();
        question.getJsonArray("queries").forEach(one -> {
            var query = (JsonObject) one;
            var hits = records.values().stream()
                    .filter(record -> !record.containsKey("withdrawn") && isHit(record, query))
                    .sorted((a, b) -> a.getString("id").compareTo(b.getString("id")))
                    .toList();
            int page = Integer.parseInt(query.getString("page_token", "0"));
            var result = new JsonObject();
            if (page < hits.size()) {
                var hit = hits.get(page);
                result.put(
                        "vulns",
                        JsonArray.of(JsonObject.of("id", hit.getString("id"), "modified", hit.getString("modified"))));
            }
            if (page + 1 < hits.size()) {
                result.put("next_page_token", String.valueOf(page + 1));
            }
            results.add(result);
        });
        return JsonObject.of("results", results);
    }

    /** Whether a record says that of a package, or of the version that is asked about. */
    private static boolean isHit(JsonObject record, JsonObject query) {
        return record.getJsonArray("affected").stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.getJsonObject("package").equals(query.getJsonObject("package")))
                .anyMatch(entry -> !query.containsKey("version")
                        || AffectedVersions.of(
                                                entry.getJsonObject("package").getString("ecosystem"),
                                                entry.getJsonArray("ranges"),
                                                new JsonArray())
                                        .version(query.getString("version"))
                                == Affectedness.AFFECTED);
    }

    /** Something more that the public version is made of. */
    void component(String name, String version) {
        TestServers.execute(database, """
                insert into analysis.components (version_id, ecosystem, package, version, itself)
                select v.id, 'npm', '%s', '%s', false from analysis.versions v join catalog.mcps m on m.id = v.mcp_id where m.visibility = 'public'
                """.formatted(name, version));
    }

    /** A public version and a private one, with what they are made of. */
    private void components() {
        for (String visibility : List.of("public", "private")) {
            TestServers.execute(database, """
                    with m as (
                        insert into catalog.mcps (name, visibility, source_type, source_package)
                        values ('m-%1$s', '%1$s', 'npm', 'm-%1$s') returning id),
                    v as (
                        insert into analysis.versions (mcp_id, visible_version, source_type, source_ref)
                        select id, '1.0.0', 'npm', '1.0.0' from m returning id)
                    insert into analysis.components (version_id, ecosystem, package, version, requirement, itself)
                    select v.id, c.e, c.p, c.v, c.r, false from v cross join (values %2$s) c (e, p, v, r)
                    """.formatted(
                            visibility,
                            visibility.equals("public")
                                    ? "('npm', 'a', '1.0.0', ''), ('npm', 'b', '1.1.0', '^1.1.0'), ('PyPI', 'c', '2.0', '')"
                                    : "('npm', 'secret', '1.0.0', '')"));
        }
    }

    String deploy(Vertx vertx, String key, String value) {
        String address = "http://127.0.0.1:" + world.getAddress().getPort();
        var settings = HubUnderTest.reader(
                        database, Map.of(key, value.replace("WORLD", address), "advisories.poll_tick_ms", 50))
                .read();
        return vertx.deployVerticle(
                        new ImportVerticle(settings, folder),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
    }

    String query(String sql) {
        return TestServers.query(database, sql);
    }

    /** What feeds say of a record now. */
    String withdrawn(String id) {
        return query("select (withdrawn is not null)::text from advisories.records where id = '" + id + "'");
    }

    void again(int imports) {
        TestServers.execute(database, "update advisories.feeds set next_at = now()");
        settled(imports);
    }

    void settled(int imports) {
        HubUnderTest.until(() -> query("select count(*) from advisories.imports where finished_at is not null")
                .equals(String.valueOf(imports)));
    }

    String last() {
        return query(
                "select state || coalesce(': ' || error, '') from advisories.imports order by created_at desc limit 1");
    }
}
