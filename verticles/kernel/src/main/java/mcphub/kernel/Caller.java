package mcphub.kernel;

import io.vertx.core.json.JsonObject;

/**
 * Who asks.
 *
 * @param address the caller's IP address, after trusted proxies were taken off
 */
public record Caller(String address) {

    JsonObject encode() {
        return new JsonObject().put("address", address);
    }

    static Caller decode(JsonObject json) {
        return new Caller(json.getString("address"));
    }
}
