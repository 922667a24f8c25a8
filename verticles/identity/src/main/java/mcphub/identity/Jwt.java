package mcphub.identity;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A JWT as it was sent, not believed yet: its header and claims say only which key to ask.
 *
 * @param header the JOSE header
 * @param claims the payload
 */
record Jwt(JsonObject header, JsonObject claims) {

    /** Takes a token apart; empty for what is not a signed JWT in its one canonical spelling. */
    static Optional<Jwt> parse(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3 || !isCanonical(parts[2])) {
            return Optional.empty();
        }
        try {
            var jwt = new Jwt(json(parts[0]), json(parts[1]));
            return jwt.header.containsKey("crit") ? Optional.empty() : Optional.of(jwt);
        } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    String text(String claim) {
        return claims.getValue(claim) instanceof String value ? value : "";
    }

    String algorithm() {
        return header.getValue("alg") instanceof String value ? value : "";
    }

    String kid() {
        return header.getValue("kid") instanceof String value ? value : "";
    }

    /** Milliseconds since 1970 at which it ends; 0 where it does not say. */
    long expiresAt() {
        return claims.getValue("exp") instanceof Number seconds ? seconds.longValue() * 1_000 : 0;
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    /** The last character of base64 has bits that decoders ignore: without this one signature would have several spellings. */
    private static boolean isCanonical(String signature) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(signature);
            return bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
