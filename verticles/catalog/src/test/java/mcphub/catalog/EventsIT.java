package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.EventStream.Event;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A version's life as it happens, heard by clients through the door. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventsIT {
    private static final int STREAMS = 100;
    private static final int SPARE = 20;
    private TestHub hub;

    @BeforeAll
    void startHub(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of("streams.most_per_caller", STREAMS, "streams.most", STREAMS + SPARE, "streams.seconds", 20),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
    }

    private String analysed(String name) {
        return hub.latest(hub.upload(name, Packages.good(name, "1.0.0")));
    }

    private static String id(String version) {
        return version.substring(version.lastIndexOf('/') + 1);
    }

    private EventStream open(String version) {
        return EventStream.open(hub.api().base() + version + "/events", null, null);
    }

    private void move(String version, String status) {
        hub.execute("update analysis.versions set status = '" + status + "' where id = '" + id(version)
                + "'; insert into analysis.version_events (version_id, status) values ('" + id(version) + "', '"
                + status + "')");
    }

    private static List<String> statuses(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("status"))
                .map(event -> new JsonObject(event.data()).getString("status"))
                .toList();
    }

    private static Event told(EventStream stream) {
        return Objects.requireNonNull(stream.event(), "the stream ended");
    }

    @Test
    void what_is_settled_is_told_and_the_stream_ends() {
        String version = analysed("settled");
        try (var stream = open(version)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
            assertThat(stream.header("cache-control")).isEqualTo("no-store");
            var events = stream.rest();
            var list = hub.api().get(version + "/events").getJsonArray("events");
            assertThat(events.stream()
                            .filter(event -> event.name().equals("status"))
                            .map(event -> new JsonObject(event.data())))
                    .containsExactlyElementsOf(
                            list.stream().map(JsonObject.class::cast).toList());
            String last = events.get(events.size() - 2).id();
            assertThat(events.getLast())
                    .isEqualTo(new Event("end", last + "-end", "{\"status\":\"CERTIFIED\",\"because\":\"settled\"}"));
        }
        var overHttp2 = hub.api().send("GET", version + "/events", "accept", "text/event-stream");
        assertThat(overHttp2.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_2);
        assertThat(overHttp2.body()).startsWith("retry: 3000\n\nid: ").endsWith("settled\"}\n\n");
    }

    @Test
    void an_analysis_is_heard_while_it_runs() throws Exception {
        String version = analysed("running");
        String mcp = version.split("/", -1)[4];
        move(version, "PENDING_ANALYSIS");
        try (var stream = open(version)) {
            var heard = CompletableFuture.supplyAsync(stream::rest);
            hub.execute("select analysis.queue_certify('" + mcp + "', '" + id(version) + "')");
            var events = heard.get(60, TimeUnit.SECONDS);
            var statuses = statuses(events);
            assertThat(statuses.subList(statuses.lastIndexOf("PENDING_ANALYSIS"), statuses.size()))
                    .startsWith("PENDING_ANALYSIS")
                    .endsWith("ANALYZING", "CERTIFIED");
            assertThat(events.getLast().data()).contains("settled");
            var ids = events.stream()
                    .filter(event -> event.name().equals("status"))
                    .map(event -> Long.valueOf(event.id()))
                    .toList();
            assertThat(ids).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void each_event_comes_soon_after_it_happened() {
        String version = analysed("soon");
        move(version, "INGESTING");
        try (var stream = open(version)) {
            while (!told(stream).data().contains("INGESTING")) {
                // what was before
            }
            for (String status : List.of("INGESTED", "ANALYZING", "CERTIFIED")) {
                long start = System.nanoTime();
                move(version, status);
                assertThat(told(stream).data()).contains(status);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
            assertThat(told(stream).name()).isEqualTo("end");
            assertThat(stream.event()).isNull();
        }
    }

    @Test
    void a_client_goes_on_behind_what_it_heard() {
        String version = analysed("resumed");
        List<Event> all;
        try (var stream = open(version)) {
            all = stream.rest();
        }
        String third = all.get(2).id();
        try (var rest = EventStream.open(hub.api().base() + version + "/events", null, third)) {
            assertThat(rest.rest()).isEqualTo(all.subList(3, all.size()));
        }
        String last = all.get(all.size() - 2).id();
        try (var rest = EventStream.open(hub.api().base() + version + "/events", null, last)) {
            assertThat(rest.rest()).isEqualTo(all.subList(all.size() - 1, all.size()));
        }
        String end = all.getLast().id();
        try (var done = EventStream.open(hub.api().base() + version + "/events", null, end)) {
            assertThat(done.status()).as("nothing more: an EventSource stops").isEqualTo(204);
            assertThat(done.rest()).isEmpty();
        }
        move(version, "DEPRECATED");
        try (var more = EventStream.open(hub.api().base() + version + "/events", null, end)) {
            assertThat(statuses(more.rest())).containsExactly("DEPRECATED");
        }
        for (String no : List.of("end", "-1", "1-END", "1234567890123456789")) {
            var refused = hub.api().send("GET", version + "/events", "last-event-id", no);
            assertThat(refused.statusCode()).as(no).isEqualTo(400);
        }
        var wrong = hub.api().send("GET", version + "/events", "last-event-id", "yesterday");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Last-Event-ID");
    }

    @Test
    void who_wants_a_list_gets_a_list() {
        String version = analysed("listed");
        for (String accept : List.of("application/json", "*/*", "text/html,*/*;q=0.8")) {
            var list = hub.api().send("GET", version + "/events", "accept", accept);
            assertThat(list.headers().firstValue("content-type")).contains("application/json");
            assertThat(list.headers().firstValue("etag")).isPresent();
            assertThat(list.headers().allValues("vary").toString()).contains("accept");
        }
        var head = hub.api().send("HEAD", version + "/events", "accept", "text/event-stream");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void a_stream_that_hears_nothing_beats_and_ends_after_its_time() {
        String version = analysed("silent");
        move(version, "INGESTING");
        try (var stream = open(version)) {
            int beats = 0;
            var last = stream.next();
            for (var next = last; next != null; next = stream.next()) {
                last = next;
                beats += next.name().isEmpty() ? 1 : 0;
            }
            assertThat(beats).isPositive();
            assertThat(Objects.requireNonNull(last).id())
                    .as("it is continued, not over")
                    .isEmpty();
            assertThat(last.data()).isEqualTo("{\"status\":\"INGESTING\",\"because\":\"time\"}");
        }
    }

    @Test
    void strangers_hear_nothing_and_who_may_no_longer_hears_no_more() throws Exception {
        var people = new People(hub);
        var owner = people.join("listener");
        String version = analysed("private-events");
        move(version, "INGESTING");
        hub.execute("update catalog.mcps set visibility = 'private', owner_id = '" + owner.id()
                + "' where name = 'private-events'");
        try (var stranger = open(version)) {
            assertThat(stranger.status()).isEqualTo(404);
        }
        try (var stream = EventStream.open(hub.api().base() + version + "/events", owner.token(), null)) {
            assertThat(stream.status()).isEqualTo(200);
            var heard = CompletableFuture.supplyAsync(stream::rest);
            HubUnderTest.pause(300);
            hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + owner.id() + "'");
            HubUnderTest.pause(300);
            move(version, "ANALYZING");
            var events = heard.get(15, TimeUnit.SECONDS);
            assertThat(statuses(events)).isNotEmpty().endsWith("INGESTING");
            assertThat(events.getLast().name()).as("it breaks off").isEqualTo("status");
        }
    }

    @Test
    void a_hundred_streams_hear_the_same_and_one_more_is_refused() throws Exception {
        String version = analysed("crowd");
        move(version, "INGESTING");
        var streams = new ArrayList<>(Parallel.run(STREAMS, n -> open(version)));
        try {
            assertThat(streams.stream().map(EventStream::status)).containsOnly(200);
            try (var more = open(version)) {
                assertThat(more.status()).isEqualTo(429);
                assertThat(more.header("retry-after")).isEqualTo("30");
            }
            refusedByTheNode(version);
            assertThat(hub.api().send("GET", version + "/events").statusCode())
                    .as("lists are told all the same")
                    .isEqualTo(200);
            long before = calls();
            HubUnderTest.pause(4_000);
            long asked = calls() - before;
            System.out.println(asked + " questions to the database for " + STREAMS + " idle streams in 4 s");
            long start = System.nanoTime();
            move(version, "CERTIFIED");
            var heard = Parallel.run(STREAMS, n -> statuses(streams.get(n).rest()));
            System.out.println("heard by " + STREAMS + " after " + (System.nanoTime() - start) / 1_000_000 + " ms");
            assertThat(heard.stream().distinct()).hasSize(1);
            assertThat(heard.getFirst()).endsWith("INGESTING", "CERTIFIED");
        } finally {
            streams.forEach(EventStream::close);
        }
        try (var again = open(version)) {
            assertThat(again.status()).as("there is room again").isEqualTo(200);
        }
    }

    /** A caller with few streams of his own, when the node has as many as it takes. */
    private void refusedByTheNode(String version) {
        var person = new People(hub).join("late-listener");
        var streams = new ArrayList<EventStream>();
        for (int i = 0; i <= SPARE; i++) {
            streams.add(EventStream.open(hub.api().base() + version + "/events", person.token(), null));
        }
        assertThat(streams.removeLast().status()).isEqualTo(503);
        assertThat(streams).extracting(EventStream::status).hasSize(SPARE).containsOnly(200);
        streams.forEach(EventStream::close);
    }

    @Test
    void clients_that_go_away_leave_room() throws Exception {
        String version = analysed("leaving");
        move(version, "INGESTING");
        for (int round = 0; round < 3; round++) {
            var streams = Parallel.run(STREAMS, n -> open(version));
            assertThat(streams.stream().map(EventStream::status)).containsOnly(200);
            streams.forEach(EventStream::close);
            HubUnderTest.until(() -> {
                try (var next = open(version)) {
                    return next.status() == 200;
                }
            });
            HubUnderTest.pause(1_000);
        }
    }

    private long calls() {
        return Long.parseLong(hub.query("select xact_commit from pg_stat_database where datname = current_database()"));
    }
}
