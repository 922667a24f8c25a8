package mcphub.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;

/** Signs with a hub's own key, as nobody outside can: so that a test sees that the claims are checked, and not only the signature. */
public final class TokenForge {
    private final SigningKey key;

    /** The key that a hub with these settings signs with. */
    public TokenForge(Vertx vertx, Settings settings) {
        var keys = new SigningKeys(
                vertx,
                Database.open(vertx, settings.database()),
                IdentityVerticle.queries(),
                new Vault(new HubSecret(settings.identity()), SigningKeys.IN_VAULT),
                settings.identity());
        keys.refresh().await();
        this.key = keys.signing();
    }

    /** A token with these claims and none besides. */
    public String sign(JsonObject claims) {
        return key.auth()
                .generateToken(claims, new JWTOptions().setAlgorithm("RS256").setNoTimestamp(true));
    }

    /** The key's name. */
    public String kid() {
        return key.kid();
    }

    /** The key's public half as JWKS shows it. */
    public JsonObject jwk() {
        return key.jwk();
    }
}
