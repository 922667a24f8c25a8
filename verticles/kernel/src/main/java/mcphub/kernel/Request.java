package mcphub.kernel;

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
 */
public record Request(
        String operation,
        String id,
        Caller caller,
        JsonObject input,
        @Nullable JsonObject body) {

    /** The part of the operation's id behind the dot. */
    public String name() {
        return operation.substring(operation.indexOf('.') + 1);
    }
}
