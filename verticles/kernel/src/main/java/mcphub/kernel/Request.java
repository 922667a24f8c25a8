package mcphub.kernel;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One call of one operation, checked against the contract.
 *
 * @param operation the operation's id, such as {@code catalog.getMcp}
 * @param id the request id: in every log line, in every error, and in the response's {@code X-Request-Id}
 * @param caller who asks
 * @param input path, query and header parameters by name: decoded, coerced to the type in the contract, defaults applied; absent ones missing
 * @param body the JSON body, where the operation has one
 * @param raw the body's very bytes, of an operation whose contract says {@code x-raw-body}; nobody has parsed them
 * @param accept the one of the operation's media types that the caller likes best
 * @param resume where a long answer goes on: what the part before gave as {@link Reply#next}
 */
public record Request(
        String operation,
        String id,
        Caller caller,
        JsonObject input,
        @Nullable JsonObject body,
        @Nullable Buffer raw,
        String accept,
        @Nullable String resume) {

    /** A request for JSON, from its beginning. */
    public Request(String operation, String id, Caller caller, JsonObject input, @Nullable JsonObject body) {
        this(operation, id, caller, input, body, null, "application/json", null);
    }

    /** The part of the operation's id before the dot. */
    public String verticle() {
        return operation.substring(0, operation.indexOf('.'));
    }

    /** The part of the operation's id behind the dot. */
    public String name() {
        return operation.substring(operation.indexOf('.') + 1);
    }

    /** The same request for the next part of its answer. */
    public Request resumedAt(String next) {
        return resumedAt(next, caller);
    }

    /** The same request for the next part of its answer, by the same caller as he is now. */
    public Request resumedAt(String next, Caller now) {
        return new Request(operation, id, now, input, body, raw, accept, next);
    }

    /**
     * What statements take by name: the fields of the body, the parameters, {@code caller} (the caller's id) and {@code viewer} (see {@link
     * Caller#viewer}).
     */
    public JsonObject values() {
        var values = new JsonObject();
        if (body != null) {
            values.mergeIn(body);
        }
        return values.mergeIn(input).put("caller", caller.id()).put("viewer", caller.viewer());
    }
}
