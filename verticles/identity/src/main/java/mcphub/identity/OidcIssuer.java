package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One OpenID Connect issuer of the settings. Its keys are fetched when first needed, again every ten minutes, and for a key that nobody knows yet at most
 * once in ten seconds. Only asymmetric algorithms are taken, and only the one that a key is for.
 */
final class OidcIssuer {
    private static final Logger log = LoggerFactory.getLogger(OidcIssuer.class);
    private static final Map<String, List<String>> ALGORITHMS = Map.of(
            "RSA", List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
            "EC", List.of("ES256", "ES384", "ES512"),
            "OKP", List.of("EdDSA"));
    private static final long TIMEOUT_MS = 3_000;
    private static final long FRESH_MS = TimeUnit.MINUTES.toMillis(10);
    private static final long RETRY_MS = TimeUnit.SECONDS.toMillis(10);
    private static final int MAX_BYTES = 256 * 1024;
    private static final int LEEWAY_SECONDS = 30;

    private final Vertx vertx;
    private final HttpClientAgent http;
    private final String issuer;
    private final String audience;
    private final @Nullable String jwksUrl;
    private final Map<String, JsonObject> keys = new HashMap<>();
    private final Map<String, JWTAuth> verifiers = new HashMap<>();
    private long triedAt;
    private Future<Void> loading = Future.succeededFuture();

    /**
     * An issuer as the settings write it.
     *
     * @param line issuer, audience, and perhaps the JWKS URL, with spaces between
     */
    OidcIssuer(Vertx vertx, HttpClientAgent http, String line) {
        String[] parts = line.strip().split("\\s+", -1);
        if (parts.length < 2 || parts.length > 3 || !parts[0].startsWith("http")) {
            throw new IllegalArgumentException("identity.oidc_issuers: '" + line
                    + "' is not an issuer's URL, an audience, and perhaps the URL of its keys, with spaces between");
        }
        this.vertx = vertx;
        this.http = http;
        this.issuer = parts[0];
        this.audience = parts[1];
        this.jwksUrl = parts.length == 3 ? parts[2] : null;
    }

    String issuer() {
        return issuer;
    }

    /** The claims of a token that is good; empty for one that is not; fails where the issuer's keys cannot be had. */
    Future<Optional<Jwt>> verify(String token, Jwt jwt) {
        return key(jwt.kid()).compose(key -> {
            String algorithm = jwt.algorithm();
            if (key.isEmpty() || !fits(key.get(), algorithm)) {
                return Future.succeededFuture(Optional.empty());
            }
            var verifier = verifiers.computeIfAbsent(jwt.kid() + ' ' + algorithm, k -> verifier(key.get(), algorithm));
            return AccessTokens.verify(verifier, token, jwt, issuer, audience);
        });
    }

    private static boolean fits(JsonObject jwk, String algorithm) {
        return ALGORITHMS.getOrDefault(jwk.getString("kty", ""), List.of()).contains(algorithm)
                && jwk.getString("alg", algorithm).equals(algorithm)
                && jwk.getString("use", "sig").equals("sig");
    }

    private JWTAuth verifier(JsonObject jwk, String algorithm) {
        return JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .setJWTOptions(new JWTOptions().setLeeway(LEEWAY_SECONDS))
                        .addJwk(jwk.copy().put("alg", algorithm)));
    }

    private Future<Optional<JsonObject>> key(String kid) {
        long age = System.currentTimeMillis() - triedAt;
        boolean known = keys.containsKey(kid);
        if ((known && age < FRESH_MS) || (!known && age < RETRY_MS && loading.isComplete())) {
            return Future.succeededFuture(Optional.ofNullable(keys.get(kid)));
        }
        if (loading.isComplete()) {
            triedAt = System.currentTimeMillis();
            loading = load();
        }
        return loading.otherwise(failure -> {
                    log.warn("The keys of {} cannot be had: {}", issuer, failure.toString());
                    if (!known) {
                        throw Problem.UNAVAILABLE.because(
                                "The issuer of this token does not answer right now; try again in a moment");
                    }
                    return null;
                })
                .map(loaded -> Optional.ofNullable(keys.get(kid)));
    }

    private Future<Void> load() {
        return location().compose(this::get).map(document -> {
            keys.clear();
            verifiers.clear();
            for (Object key : document.getJsonArray("keys", new JsonArray())) {
                if (key instanceof JsonObject jwk) {
                    keys.put(jwk.getString("kid", ""), jwk);
                }
            }
            return null;
        });
    }

    private Future<String> location() {
        if (jwksUrl != null) {
            return Future.succeededFuture(jwksUrl);
        }
        return get(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration")
                .map(document -> {
                    if (!issuer.equals(document.getString("issuer"))) {
                        throw new IllegalStateException("its discovery document names another issuer");
                    }
                    return document.getString("jwks_uri");
                });
    }

    private Future<JsonObject> get(String url) {
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setTimeout(TIMEOUT_MS))
                .compose(request -> request.send())
                .compose(response -> {
                    String length = response.getHeader("content-length");
                    if (response.statusCode() != 200 || (length != null && Long.parseLong(length) > MAX_BYTES)) {
                        return Future.failedFuture(url + " answered " + response.statusCode() + ", length " + length);
                    }
                    return response.body();
                })
                .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .map(JsonObject::new);
    }
}
