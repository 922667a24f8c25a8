package mcphub.admin;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import mcphub.kernel.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The last row of a page: what the list is sorted by, and the id that tells rows of equal rank apart. The next page begins behind it, however many rows come and go
 * before.
 */
record Cursor(String key, String id) {

    /** Adds what the statements take; nothing for the first page. */
    static void addTo(JsonObject values, @Nullable String written) {
        if (written == null) {
            return;
        }
        var cursor = parse(written);
        values.put("after_key", cursor.key()).put("after_id", cursor.id());
    }

    private static Cursor parse(String written) {
        try {
            var parts = new JsonArray(new String(Base64.getUrlDecoder().decode(written), StandardCharsets.UTF_8));
            return new Cursor(
                    parts.getString(0), UUID.fromString(parts.getString(1)).toString());
        } catch (DecodeException
                | IllegalArgumentException
                | ClassCastException
                | IndexOutOfBoundsException
                | NullPointerException e) {
            throw Problem.BAD_REQUEST.because("Invalid parameter 'cursor': must be the next_cursor of the page before");
        }
    }

    String encode() {
        byte[] text = new JsonArray().add(key).add(id).encode().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
