package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
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
import mcphub.harness.Osv;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that are asked about what versions are made of, before a server that stands for the world. */
@ExtendWith(VertxExtension.class)
final class AskedFeedsIT {
    @TempDir
    private Path folder;

    private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private final Map<String, JsonObject> records = new ConcurrentHashMap<>();
    private final List<Integer> refusals = new CopyOnWriteArrayList<>();
    private volatile String answer = "";
    private HttpServer world;
    private String database = "";

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
            reply(exchange, 200, answer.isEmpty() ? results(question).encode() : answer);
        });
        world.createContext("/v1/vulns/", exchange -> {
            String id = exchange.getRequestURI().getPath().substring("/v1/vulns/".length());
            fetched.add(id);
            var record = records.get(id);
            reply(exchange, record == null ? 404 : 200, record == null ? "{}" : record.encode());
        });
        world.createContext("/npm/-/npm/v1/security/advisories/bulk", exchange -> {
            asked.add(new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            reply(exchange, answer.isEmpty() ? 405 : 200, answer);
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
                    .filter(record -> record.encode()
                            .contains("\"name\":\""
                                    + query.getJsonObject("package").getString("name") + "\""))
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

    private void deploy(Vertx vertx, String key, String value) {
        String address = "http://127.0.0.1:" + world.getAddress().getPort();
        var settings = HubUnderTest.reader(
                        database, Map.of(key, value.replace("WORLD", address), "advisories.poll_tick_ms", 50))
                .read();
        vertx.deployVerticle(
                        new ImportVerticle(settings, folder),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
    }

    private String query(String sql) {
        return TestServers.query(database, sql);
    }

    private void again(int imports) {
        TestServers.execute(database, "update advisories.feeds set next_at = now()");
        settled(imports);
    }

    private void settled(int imports) {
        HubUnderTest.until(() -> query("select count(*) from advisories.imports where finished_at is not null")
                .equals(String.valueOf(imports)));
    }

    private String last() {
        return query(
                "select state || coalesce(': ' || error, '') from advisories.imports order by created_at desc limit 1");
    }

    private void hit(String id, String ecosystem, String name) {
        records.put(id, Osv.record(id, ecosystem, name, "0", "2.0.0"));
    }

    @Test
    void the_api_is_asked_about_public_versions_and_what_is_new_is_fetched(Vertx vertx) {
        hit("GHSA-1", "npm", "a");
        hit("GHSA-2", "npm", "a");
        hit("GHSA-3", "PyPI", "c");
        refusals.addAll(List.of(429, 503));
        deploy(vertx, "advisories.apis", "npm+PyPI WORLD");
        settled(1);

        assertThat(last()).isEqualTo("done");
        assertThat(asked.getFirst().getJsonArray("queries").encode())
                .as("a range is asked about as all of its package, and what is private about not at all")
                .isEqualTo("[{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"c\"},\"version\":\"2.0\"},"
                        + "{\"package\":{\"ecosystem\":\"npm\",\"name\":\"a\"},\"version\":\"1.0.0\"},"
                        + "{\"package\":{\"ecosystem\":\"npm\",\"name\":\"b\"}}]");
        assertThat(asked.get(1).getJsonArray("queries"))
                .as("the next page of one")
                .hasSize(1);
        assertThat(query("select string_agg(id, ' ' order by id) from advisories.records"))
                .isEqualTo("GHSA-1 GHSA-2 GHSA-3");
        assertThat(
                        query(
                                "select kind || ' ' || complete_of::text || ' ' || asks::text || ' ' || (as_of > now() - interval '1 minute') from advisories.feeds"))
                .as("nobody asked about all")
                .isEqualTo("api {} {npm,PyPI} true");
        assertThat(fetched).hasSize(3);

        records.put(
                "GHSA-2",
                Osv.record("GHSA-2", "npm", "a", "0", "2.0.0")
                        .put("modified", "2026-02-01T00:00:00Z")
                        .put("withdrawn", "2026-02-01T00:00:00Z"));
        again(2);
        assertThat(fetched).as("only what has changed").hasSize(4).endsWith("GHSA-2");
        assertThat(query("select hub.utc(withdrawn) from advisories.records where id = 'GHSA-2'"))
                .isEqualTo("2026-02-01T00:00:00.000Z");
    }

    @Test
    void an_import_goes_on_behind_the_page_that_was_written(Vertx vertx) {
        TestServers.execute(database, """
                insert into analysis.components (version_id, ecosystem, package, version, requirement, itself)
                select v.id, 'npm', 'p' || lpad(n::text, 5, '0'), '1.0.0', '', false
                from analysis.versions v join catalog.mcps m on m.id = v.mcp_id, generate_series(1, 2000) n where m.visibility = 'public'
                """);
        TestServers.execute(
                database,
                "with f as (insert into advisories.feeds (name, kind, next_at, address, asks) values ('api-127.0.0.1-"
                        + world.getAddress().getPort() + "', 'api', now() + interval '1 hour', 'http://127.0.0.1:"
                        + world.getAddress().getPort() + "', '{npm}') returning id)"
                        + " insert into advisories.imports (feed_id, state, attempts, leased_until, counts)"
                        + " select id, 'running', 1, now() - interval '1 minute', '{\"files\": 502, \"after\": [\"npm\", \"p00500\", \"1.0.0\"]}' from f");
        hit("GHSA-9", "npm", "p01999");
        deploy(vertx, "advisories.apis", "npm WORLD");
        settled(1);
        assertThat(last()).isEqualTo("done");
        assertThat(asked.stream().map(one -> one.getJsonArray("queries").size()))
                .as("a thousand at a time")
                .containsExactly(1000, 500);
        assertThat(query("select counts ->> 'files' from advisories.imports")).isEqualTo("2002");
        assertThat(query("select id from advisories.records")).isEqualTo("GHSA-9");
    }

    @Test
    void what_the_api_says_wrongly_is_named_or_refused(Vertx vertx) {
        hit("GHSA-1", "npm", "a");
        records.put("GHSA-2", Osv.record("GHSA-other", "npm", "a", "0", "1.0.0"));
        answer =
                "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-1\"}, {\"id\": \"GHSA-2\"}, {\"id\": \"../etc\"}, {\"id\": 7}]}, {}]}";
        deploy(vertx, "advisories.apis", "npm WORLD");
        settled(1);
        assertThat(last()).isEqualTo("done");
        assertThat(
                        query(
                                "select string_agg(b ->> 'name' || ': ' || (b ->> 'reason'), ', ') from advisories.imports, jsonb_array_elements(broken) b"))
                .contains(
                        "GHSA-2: What the feed has under it is the record GHSA-other",
                        "../etc: The feed names it, and has it not");

        for (var wrong : Map.of(
                        "{\"results\": []}", "The answer has 0 results to 2 questions",
                        "{\"results\"", "The answer is no JSON",
                        "[[[[[", "The answer is no JSON",
                        "{\"results\": [{\"next_page_token\": \"on\"}, {}]}", "The answer has 2 results to 1 questions")
                .entrySet()) {
            answer = wrong.getKey();
            int before = Integer.parseInt(query("select count(*) from advisories.imports"));
            again(before + 1);
            assertThat(last()).isEqualTo("failed: " + wrong.getValue());
        }
        assertThat(query("select string_agg(id, ' ') from advisories.records")).isEqualTo("GHSA-1");
    }

    @Test
    void a_registry_is_asked_as_npm_audit_asks_and_its_word_gives_way_to_a_record(Vertx vertx) {
        answer = JsonObject.of(
                        "a",
                        JsonArray.of(
                                advisory("GHSA-xvch-5gv4-984h", ">=1.0.0 <1.2.6"),
                                advisory("GHSA-jf85-cpcp-j695", "<=1.0.0 || 3.0.0")),
                        "nobody",
                        JsonArray.of(advisory("GHSA-35jh-r3h4-6jhm", "*")),
                        "b",
                        JsonArray.of(advisory("none", "*"), advisory("GHSA-35jh-r3h4-6jhm", "no range")))
                .encode();
        deploy(vertx, "advisories.registries", "npm WORLD/npm");
        settled(1);
        assertThat(last()).isEqualTo("done");
        assertThat(asked.getFirst().encode()).isEqualTo("{\"a\":[\"1.0.0\"],\"b\":[\"1.1.0\"]}");
        assertThat(
                        query(
                                "select string_agg(id || ' ' || severity || ' ' || score || ' ' || summary, ', ' order by id) from advisories.records"))
                .isEqualTo("GHSA-jf85-cpcp-j695 high 7.5 Title, GHSA-xvch-5gv4-984h high 7.5 Title");
        assertThat(query("select string_agg(ranges::text, ' ' order by record_id) from advisories.affected"))
                .contains(
                        "{\"last_affected\":\"1.0.0\"}",
                        "{\"introduced\":\"3.0.0\"},{\"last_affected\":\"3.0.0\"}",
                        "{\"introduced\":\"1.0.0\"},{\"fixed\":\"1.2.6\"}");
        assertThat(query("select jsonb_array_length(broken) from advisories.imports"))
                .isEqualTo("3");

        again(2);
        assertThat(query("select counts ->> 'unchanged' from advisories.imports order by created_at desc limit 1"))
                .isEqualTo("2");
        answer = JsonObject.of("a", JsonArray.of(advisory("GHSA-xvch-5gv4-984h", "<1.2.7")))
                .encode();
        again(3);
        assertThat(query("select ranges::text from advisories.affected where record_id like 'GHSA-xvch%'"))
                .contains("1.2.7");

        TestServers.execute(
                database,
                "with f as (insert into advisories.feeds (name, kind) values ('u', 'upload') returning id) "
                        + "update advisories.records set feed_id = f.id, modified = '2022-03-18' from f where records.id like 'GHSA-xvch%'");
        answer = JsonObject.of("a", JsonArray.of(advisory("GHSA-xvch-5gv4-984h", "<9.0.0")))
                .encode();
        again(4);
        assertThat(query("select ranges::text from advisories.affected where record_id like 'GHSA-xvch%'"))
                .contains("1.2.7");
    }

    @Test
    void a_registry_that_has_no_such_answer_says_so_in_its_feed(Vertx vertx) {
        deploy(vertx, "advisories.registries", "npm WORLD/npm");
        settled(1);
        assertThat(last())
                .isEqualTo(
                        "failed: This registry answers nothing to npm audit: it has no /-/npm/v1/security/advisories/bulk");
    }

    private static JsonObject advisory(String id, String range) {
        return JsonObject.of(
                "id",
                1097678,
                "url",
                "https://github.com/advisories/" + id,
                "title",
                "Title",
                "severity",
                "high",
                "vulnerable_versions",
                range,
                "cwe",
                JsonArray.of("CWE-1321"),
                "cvss",
                JsonObject.of("score", 7.5, "vectorString", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"));
    }
}
