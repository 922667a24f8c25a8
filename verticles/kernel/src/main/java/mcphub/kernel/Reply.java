package mcphub.kernel;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verticle answers: bytes that go to the caller as they are.
 *
 * @param status HTTP status
 * @param headers response headers by lower-case name; {@code content-type} is among them unless the body is empty
 * @param body the encoded body, never changed after it was put here
 * @param next where the answer goes on, for who asks with it as {@link Request#resume}; null at its end. A long answer is a chain of such parts, of which
 *     the door sends each before it asks for the next: neither side ever holds more than one
 */
public record Reply(
        int status,
        Map<String, String> headers,
        Buffer body,
        @Nullable String next) {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** An answer that is whole. */
    public Reply(int status, Map<String, String> headers, Buffer body) {
        this(status, headers, body, null);
    }

    /** A JSON answer with this status. */
    public static Reply json(int status, Buffer body) {
        return new Reply(status, JSON, body);
    }

    /** 200 with this content type. */
    public static Reply ok(String contentType, Buffer body) {
        return new Reply(200, Map.of("content-type", contentType), body);
    }

    /** 204. */
    public static Reply nothing() {
        return new Reply(204, Map.of(), Buffer.buffer());
    }

    /** The same answer with one more header. */
    public Reply with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, next);
    }

    /** The same answer as a part that another one follows. */
    public Reply followedBy(@Nullable String following) {
        return new Reply(status, headers, body, following);
    }
}
