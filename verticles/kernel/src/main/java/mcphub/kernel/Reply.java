package mcphub.kernel;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;

/**
 * What a verticle answers: bytes that go to the caller as they are.
 *
 * @param status HTTP status
 * @param headers response headers by lower-case name; {@code content-type} is among them unless the body is empty
 * @param body the encoded body, never changed after it was put here
 */
public record Reply(int status, Map<String, String> headers, Buffer body) {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A JSON answer with this status. */
    public static Reply json(int status, Buffer body) {
        return new Reply(status, JSON, body);
    }

    /** 200 with this content type. */
    public static Reply ok(String contentType, Buffer body) {
        return new Reply(200, Map.of("content-type", contentType), body);
    }

    /** The same answer with one more header. */
    public Reply with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
