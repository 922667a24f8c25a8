package mcphub.identity;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import mcphub.kernel.Request;

/** What the contract promises to be in a body. */
final class Bodies {
    private Bodies() {}

    static JsonObject of(Request request) {
        return Objects.requireNonNull(request.body(), "the contract requires a body");
    }

    static String text(Request request, String field) {
        return of(request).getString(field);
    }
}
