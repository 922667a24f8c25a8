package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.EventStream.Event;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What bounds streams of events, and where one goes on that was opened by the id of a wish. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamsIT {
    private static final int PATIENCE_MS = 30_000;
    private static final int SETTINGS = 4;
    private static final int RST_STREAM = 3;
    private TestHub hub;

    @BeforeAll
    void startHub(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of("streams.most_per_caller", 1, "streams.stalled_seconds", 1, "http.idle_timeout_seconds", 0),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
    }

    /** The path of a version that is under way. */
    private String underWay(String name) {
        String version = hub.latest(hub.upload(name, Packages.good(name, "1.0.0")));
        hub.execute("update analysis.versions set status = 'INGESTING' where id = '" + id(version) + "'");
        return version;
    }

    private static String id(String version) {
        return version.substring(version.lastIndexOf('/') + 1);
    }

    private EventStream open(String version) {
        return EventStream.open(hub.api().base() + version + "/events", null, null);
    }

    private boolean hasRoom(String version) {
        try (var stream = open(version)) {
            return stream.status() == 200;
        }
    }

    @Test
    void a_client_that_never_reads_is_cut_off_and_leaves_room() throws Exception {
        String version = underWay("unread");
        hub.execute("insert into analysis.version_events (version_id, status, reason) select '" + id(version)
                + "', 'INGESTING', repeat('x', 10000) from generate_series(1, 3000)");
        var base = URI.create(hub.api().base());
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(PATIENCE_MS);
            socket.connect(new java.net.InetSocketAddress(base.getHost(), base.getPort()));
            socket.getOutputStream()
                    .write(("GET " + version + "/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
            assertThat(hasRoom(version)).isFalse();
            HubUnderTest.until(() -> hasRoom(version));
            assertThat(readToTheEnd(socket)).as("of 30 MB").isLessThan(30_000_000);
        }
    }

    private static long readToTheEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
            return 0;
        }
    }

    @Test
    void a_stream_of_http_2_that_never_grants_anything_is_cut_off() throws Exception {
        String version = underWay("ungranted");
        var base = URI.create(hub.api().base());
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            frame(out, SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0}); // a window of nothing
            var head = new ByteArrayOutputStream();
            var fields = List.of(
                    ":method",
                    "GET",
                    ":scheme",
                    "http",
                    ":authority",
                    "x",
                    ":path",
                    version + "/events",
                    "accept",
                    "text/event-stream");
            for (int i = 0; i < fields.size(); i++) {
                if (i % 2 == 0) {
                    head.write(0); // a field as it is, kept by no table
                }
                head.write(fields.get(i).length());
                head.writeBytes(fields.get(i).getBytes(StandardCharsets.US_ASCII));
            }
            frame(out, 1, 5, 1, head.toByteArray());
            var in = new DataInputStream(socket.getInputStream());
            int type;
            do {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(length);
                if (type == SETTINGS && flags == 0) {
                    frame(out, SETTINGS, 1, 0, new byte[0]);
                }
                if (type == RST_STREAM) {
                    assertThat(stream).isOne();
                    assertThat(payload).containsExactly(0, 0, 0, 8);
                }
            } while (type != RST_STREAM);
            HubUnderTest.until(() -> hasRoom(version));
        }
    }

    private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
            throws IOException {
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
        out.flush();
    }

    @Test
    void streams_are_counted_in_the_whole_process() {
        String version = underWay("counted");
        int other = GatewayVerticle.PART
                .deployment()
                .deploy(hub.vertx(), hub.settings(), ApiClient.contract(), Path.of(""))
                .await();
        String beside = "http://127.0.0.1:" + other + version + "/events";
        try (var first = open(version);
                var second = EventStream.open(beside, null, null)) {
            assertThat(first.status()).isEqualTo(200);
            assertThat(second.status())
                    .as("at another door of the same process")
                    .isEqualTo(429);
        }
        HubUnderTest.until(() -> {
            try (var again = EventStream.open(beside, null, null)) {
                return again.status() == 200;
            }
        });
    }

    @Test
    void where_a_wish_leads_to_is_told_as_soon_as_it_is_known_and_only_to_who_may_see_it() {
        var owner = new People(hub).join("wisher");
        String there = underWay("led-to");
        String mcp = there.split("/", -1)[4];
        String wish = "0b9c1c36-7a0e-4f5c-9d57-6c1f6e2d8b21";
        hub.execute("update analysis.versions set status = 'CERTIFIED' where id = '" + id(there)
                + "'; update catalog.mcps set visibility = 'private', owner_id = '" + owner.id()
                + "' where id = '" + mcp
                + "'; insert into analysis.versions (id, mcp_id, visible_version, source_type, source_ref, wanted) values ('"
                + wish + "', '" + mcp
                + "', 'newest', 'upload', 'newest', 'newest'); insert into analysis.version_events (version_id, status) values ('"
                + wish + "', 'PENDING_ANALYSIS')");
        String events = hub.api().base() + "/api/v1/mcps/" + mcp + "/versions/" + wish + "/events";
        try (var stranger = EventStream.open(events, null, null)) {
            assertThat(stranger.status()).isEqualTo(404);
        }
        List<Event> heard;
        String pending;
        try (var stream = EventStream.open(events, owner.token(), null)) {
            var first = Objects.requireNonNull(stream.next());
            assertThat(first.data()).contains("PENDING_ANALYSIS");
            pending = first.id();
            hub.execute("with wish as (delete from analysis.versions where id = '" + wish
                    + "' returning id, mcp_id, wanted) insert into analysis.settled_wishes (id, mcp_id, wanted, version_id)"
                    + " select id, mcp_id, wanted, '" + id(there) + "' from wish");
            var next = Objects.requireNonNull(stream.next());
            assertThat(next)
                    .as("before the next beat")
                    .isEqualTo(new Event(
                            "led_to",
                            "",
                            new JsonObject().put("version_id", id(there)).encode()));
            heard = stream.rest();
        }
        var life = owner.api().get(there + "/events").getJsonArray("events");
        assertThat(heard.stream()
                        .filter(event -> event.name().equals("status"))
                        .map(event -> new JsonObject(event.data())))
                .containsExactlyElementsOf(
                        life.stream().map(JsonObject.class::cast).toList());
        assertThat(heard.getLast().data()).contains("settled");
        try (var late = EventStream.open(events, owner.token(), pending)) {
            var all = late.rest();
            assertThat(all.getFirst().name()).as("who was away hears it, too").isEqualTo("led_to");
            assertThat(all.subList(1, all.size())).isEqualTo(heard);
        }
        try (var done = EventStream.open(events, owner.token(), heard.getLast().id())) {
            assertThat(done.status()).isEqualTo(204);
        }
        try (var stranger = EventStream.open(events, null, heard.getLast().id())) {
            assertThat(stranger.status()).isEqualTo(404);
        }
    }
}
