package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.util.Optional;
import mcphub.kernel.Settings;

/** Makes and checks the hub's own access tokens: JWTs of its own issuer and audience, signed by a key that the header names and the hub knows. */
final class AccessTokens {
    private static final String AUDIENCE = "mcphub";

    private final SigningKeys keys;
    private final Settings.Identity settings;

    AccessTokens(SigningKeys keys, Settings.Identity settings) {
        this.keys = keys;
        this.settings = settings;
    }

    boolean isOurs(Jwt jwt) {
        return jwt.text("iss").equals(settings.issuer());
    }

    int lifetimeSeconds() {
        return settings.accessTokenMinutes() * 60;
    }

    /** A token for one session of one person. */
    String issue(String user, String session) {
        var key = keys.signing();
        return key.auth()
                .generateToken(
                        new JsonObject().put("sid", session),
                        new JWTOptions()
                                .setAlgorithm(SigningKey.ALGORITHM)
                                .setIssuer(settings.issuer())
                                .addAudience(AUDIENCE)
                                .setSubject(user)
                                .setExpiresInSeconds(lifetimeSeconds()));
    }

    /** The claims of a token that is good; empty for one that is not. */
    Future<Optional<Jwt>> verify(String token, Jwt jwt) {
        if (!jwt.algorithm().equals(SigningKey.ALGORITHM)) {
            return Future.succeededFuture(Optional.empty());
        }
        return keys.find(jwt.kid())
                .compose(key -> key.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : verify(key.get().auth(), token, jwt, settings.issuer(), AUDIENCE));
    }

    /** Asks one key whether it signed this, and whether issuer, audience and times are right. A token without an end is not good. */
    static Future<Optional<Jwt>> verify(JWTAuth key, String token, Jwt jwt, String issuer, String audience) {
        if (jwt.expiresAt() == 0 || !jwt.text("iss").equals(issuer) || !isFor(jwt, audience)) {
            return Future.succeededFuture(Optional.empty());
        }
        return key.authenticate(new TokenCredentials(token))
                .map(user -> Optional.of(jwt))
                .otherwise(Optional.empty());
    }

    private static boolean isFor(Jwt jwt, String audience) {
        return switch (jwt.claims().getValue("aud")) {
            case String one -> one.equals(audience);
            case io.vertx.core.json.JsonArray several -> several.contains(audience);
            case null, default -> false;
        };
    }
}
