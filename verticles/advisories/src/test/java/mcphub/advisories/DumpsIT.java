package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Osv;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps that are fetched from a server that stands for the world, and uploads, by a worker. */
@ExtendWith(VertxExtension.class)
final class DumpsIT {

    @TempDir
    private Path folder;

    private final AtomicInteger fetched = new AtomicInteger();
    private volatile byte[] dump = Osv.dump(Osv.record("GHSA-1", "npm", "a", "0", "1.0.0"));
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile CountDownLatch goOn = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile String tag = "\"one\"";
    private HttpServer world;
    private String database = "";

    @BeforeEach
    void open() throws IOException {
        database = TestServers.newDatabase();
        world = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        world.createContext("/npm/all.zip", exchange -> {
            boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            byte[] body = dump;
            exchange.getResponseHeaders().add("ETag", tag);
            exchange.sendResponseHeaders(same ? 304 : status, same ? -1 : body.length);
            if (!same) {
                fetched.incrementAndGet();
                exchange.getResponseBody().write(body, 0, 20);
                exchange.getResponseBody().flush();
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
                exchange.getResponseBody().write(body, 20, body.length - 20);
            }
            exchange.close();
        });
        world.start();
    }

    @AfterEach
    void close() {
        world.stop(0);
    }

    private String deploy(Vertx vertx, boolean fetches) {
        String address = "http://127.0.0.1:" + world.getAddress().getPort() + "/npm/all.zip";
        var settings = HubUnderTest.reader(
                        database,
                        fetches
                                ? Map.of("advisories.dumps", "npm " + address, "advisories.poll_tick_ms", 50)
                                : Map.of())
                .read();
        return vertx.deployVerticle(
                        new ImportVerticle(settings, folder),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
    }

    private String query(String sql) {
        return TestServers.query(database, sql);
    }

    private void await(String sql, String value) {
        HubUnderTest.until(() -> query(sql).equals(value));
    }

    private void again() {
        TestServers.execute(database, "update advisories.feeds set next_at = now()");
    }

    @Test
    void a_hub_that_stops_waits_for_no_dump(Vertx vertx) throws InterruptedException {
        goOn = new CountDownLatch(1);
        try {
            String hub = deploy(vertx, true);
            begun.await();
            vertx.undeploy(hub).await();
            assertThat(query("select state || ': ' || error from advisories.imports"))
                    .as("of which half has come")
                    .startsWith("queued: The dump did not come");
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void a_dump_is_fetched_in_its_turn_and_imported_where_it_has_changed(Vertx vertx) {
        deploy(vertx, true);
        await("select state from advisories.imports", "done");
        assertThat(query("select name || ' ' || kind || ' ' || complete_of::text || ' ' || etag from advisories.feeds"))
                .isEqualTo("dump-npm dump {npm} \"one\"");
        assertThat(query("select next_at > now() + interval '5 hours' from advisories.feeds"))
                .isEqualTo("t");

        again();
        await("select count(*) from advisories.imports where state = 'done'", "2");
        assertThat(fetched).as("nothing has changed").hasValue(1);
        assertThat(query("select counts ->> 'files' from advisories.imports order by created_at desc limit 1"))
                .isEqualTo("0");

        tag = "\"two\"";
        dump = Osv.dump(Osv.record("GHSA-1", "npm", "a", "0", "1.0.0"), Osv.record("GHSA-2", "npm", "b", "0", "1.0.0"));
        again();
        await("select count(*) from advisories.imports where state = 'done'", "3");
        assertThat(query("select (counts ->> 'added') || (counts ->> 'unchanged') from advisories.imports "
                        + "order by created_at desc limit 1"))
                .isEqualTo("11");
        assertThat(folder).as("nothing is left behind").isEmptyDirectory();
    }

    @Test
    void a_dump_of_which_some_cannot_be_read_is_complete_of_nothing_until_one_comes_that_can(Vertx vertx) {
        var good = Osv.record("GHSA-1", "npm", "a", "0", "1.0.0");
        dump = Osv.dump(good, Osv.record("GHSA-2", "npm", "b", "0", "1.0.0").put("modified", "never"));
        deploy(vertx, true);
        await("select state from advisories.imports", "done");
        for (String imports : List.of("2", "3")) {
            assertThat(query("select complete_of::text || ' ' || incomplete from advisories.feeds"))
                    .as("also when there is nothing new")
                    .startsWith("{} The last import that was to be complete has not everything of npm: 1 of 2 files");
            again();
            await("select count(*) from advisories.imports where state = 'done'", imports);
        }

        tag = "\"two\"";
        dump = Osv.dump(good);
        again();
        await("select count(*) from advisories.imports where state = 'done'", "4");
        assertThat(query("select complete_of::text || ' ' || coalesce(incomplete, 'all') from advisories.feeds"))
                .isEqualTo("{npm} all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pypi", "NPM", "Go"})
    void a_dump_of_an_ecosystem_that_nothing_is_judged_of_is_refused_at_the_start(String ecosystem) {
        var settings = HubUnderTest.reader(
                        database, Map.of("advisories.dumps", ecosystem + " https://dumps.example.org/all.zip"))
                .read();
        assertThatThrownBy(() -> new ImportVerticle(settings, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "advisories.dumps: '" + ecosystem + " https://dumps.example.org/all.zip' is of the ecosystem '"
                                + ecosystem + "', expected one of [npm, PyPI], as written here");
    }

    @Test
    void a_dump_that_cannot_be_had_says_why_and_is_tried_again(Vertx vertx) {
        status = 404;
        deploy(vertx, true);
        await(
                "select state || ': ' || error from advisories.imports",
                "failed: Where the dump should be, the answer is 404");
        status = 503;
        again();
        await(
                "select state || ': ' || error from advisories.imports order by created_at desc limit 1",
                "dead: Where the dump should be, the answer is 503 (given up after 3 attempts)");
        status = 200;
        dump = Arrays.copyOf(dump, dump.length - 25);
        again();
        await(
                "select state || ': ' || error from advisories.imports order by created_at desc limit 1",
                "failed: The zip cannot be read to its end: it is cut off");
        assertThat(query(
                        "select coalesce(etag, 'none') || coalesce(imported_at::text, ' never') from advisories.feeds"))
                .isEqualTo("none never");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_upload_goes_on_where_a_worker_died(Vertx vertx) {
        var files = new LinkedHashMap<String, String>();
        for (int i = 0; i < 1_200; i++) {
            files.put(
                    i + ".json",
                    Osv.record("GHSA-" + i, "npm", "a", "0", "1.0.0").encode());
        }
        files.put("last.json", "[]");
        String id = UUID.randomUUID().toString();
        TestServers.execute(database, "insert into analysis.uploads (id) values ('" + id + "')");
        byte[] zip = Osv.zip(files);
        int half = zip.length / 2;
        for (int i = 0; i < 2; i++) {
            var slice = Arrays.copyOfRange(zip, i * half, i == 0 ? half : zip.length);
            TestServers.execute(
                    database,
                    "insert into analysis.upload_slices (upload_id, position, bytes) values ('" + id + "', " + i
                            + ", '\\x" + HexFormat.of().formatHex(slice) + "')");
        }
        var before = new JsonObject().put("files", 700).put("added", 699).put("broken", 1);
        TestServers.execute(
                database,
                "with f as (insert into advisories.feeds (name, kind) values ('upload', 'upload') returning id)"
                        + " insert into advisories.imports (feed_id, upload_id, state, attempts, leased_until, counts, broken)"
                        + " select id, '" + id + "', 'running', 1, now() - interval '1 minute', '" + before.encode()
                        + "', '[{\"name\": \"earlier.json\", \"reason\": \"r\"}]' from f");
        deploy(vertx, false);
        await("select state from advisories.imports", "done");
        assertThat(
                        query(
                                "select (counts ->> 'files') || ' ' || (counts ->> 'added') || ' ' || (counts ->> 'broken') || ' ' || (broken -> 1 ->> 'name') from advisories.imports"))
                .isEqualTo("1201 1199 2 last.json");
        assertThat(query("select count(*) from advisories.records")).isEqualTo("500");
        assertThat(query("select count(*) from analysis.uploads")).isEqualTo("0");
    }
}
