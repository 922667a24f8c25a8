package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class MessagesTest {
    private static final Map<Class<?>, MessageCodec<?, ?>> CODECS = new HashMap<>();

    static {
        Messages.register((EventBus) Proxy.newProxyInstance(
                MessagesTest.class.getClassLoader(), new Class<?>[] {EventBus.class}, (bus, method, arguments) -> {
                    CODECS.put((Class<?>) arguments[0], (MessageCodec<?, ?>) arguments[1]);
                    return bus;
                }));
    }

    @SuppressWarnings("unchecked") // each codec was registered for its own type
    private static <T> T overTheWire(T message) {
        var codec = (MessageCodec<T, T>) Objects.requireNonNull(CODECS.get(message.getClass()));
        var buffer = Buffer.buffer("before");
        codec.encodeToWire(buffer, message);
        return codec.decodeFromWire(6, buffer.appendString("after"));
    }

    @Test
    void a_request_is_the_same_on_the_other_node() {
        var request = new Request(
                "catalog.getMcp",
                "r-1",
                new Caller(
                        Caller.Kind.USER,
                        "::1",
                        "u-1",
                        "ann@example.org",
                        "session",
                        "s-1",
                        Plan.PRO,
                        PlatformRole.AUDITOR,
                        true,
                        List.of("read"),
                        Map.of(
                                "o-1",
                                new Caller.Membership("acme", Role.ADMIN, Plan.ENTERPRISE, false),
                                "o-2",
                                new Caller.Membership("other", null, Plan.FREE, true)),
                        Map.of("a-1", Role.VIEWER)),
                new JsonObject().put("limit", 20).put("q", "ä\u0000"),
                null,
                Buffer.buffer(new byte[] {0, -1, 13, 10}),
                "text/csv",
                "17");

        assertThat(overTheWire(request)).isEqualTo(request);
    }

    @Test
    void a_reply_is_the_same_on_the_other_node_to_the_byte() {
        var reply = Reply.ok("application/pdf", Buffer.buffer(new byte[] {0, -1, 127}))
                .with("etag", "\"x\"")
                .followedBy("2");

        assertThat(overTheWire(reply)).isEqualTo(reply);
    }
}
