package mcphub.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect issuer over real HTTP: discovery, keys, tokens. */
public final class OidcIssuerStub implements AutoCloseable {
    public static final String AUDIENCE = "the-hub";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, JsonObject> keys = new LinkedHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final String url;

    public OidcIssuerStub() {
        addKey("one");
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/keys")) {
                        asked.incrementAndGet();
                        request.response().end(jwks().encode());
                    } else {
                        request.response().end(configuration(request.authority().toString()));
                    }
                })
                .listen(0)
                .await();
        this.url = "http://localhost:" + server.actualPort();
    }

    private static String configuration(String authority) {
        return new JsonObject()
                .put("issuer", "http://" + authority)
                .put("jwks_uri", "http://" + authority + "/keys")
                .encode();
    }

    public String url() {
        return url;
    }

    /** How often its keys were fetched. */
    public int asked() {
        return asked.get();
    }

    public synchronized void addKey(String kid) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys.put(kid, jwk(kid, generator.generateKeyPair()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a key another name. */
    public synchronized void rename(String kid, String name) {
        keys.put(name, Objects.requireNonNull(keys.remove(kid)).put("kid", name));
    }

    private synchronized JsonObject jwks() {
        var all = new JsonArray();
        keys.values().forEach(key -> {
            var shown = key.copy();
            Arrays.asList("d", "p", "q", "dp", "dq", "qi").forEach(shown::remove);
            all.add(shown);
        });
        return new JsonObject().put("keys", all);
    }

    private static JsonObject jwk(String kid, KeyPair pair) {
        var key = (RSAPrivateCrtKey) pair.getPrivate();
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", kid)
                .put("n", number(key.getModulus()))
                .put("e", number(key.getPublicExponent()))
                .put("d", number(key.getPrivateExponent()))
                .put("p", number(key.getPrimeP()))
                .put("q", number(key.getPrimeQ()))
                .put("dp", number(key.getPrimeExponentP()))
                .put("dq", number(key.getPrimeExponentQ()))
                .put("qi", number(key.getCrtCoefficient()));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** The claims that a good token of this person has. */
    public JsonObject claims(String subject, String email) {
        return new JsonObject()
                .put("iss", url)
                .put("aud", AUDIENCE)
                .put("sub", subject)
                .put("email", email)
                .put("email_verified", true)
                .put("name", subject)
                .put("exp", Instant.now().getEpochSecond() + 300);
    }

    public synchronized String sign(String kid, JsonObject claims) {
        return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(keys.get(kid)))
                .generateToken(claims, new JWTOptions().setAlgorithm("RS256").setNoTimestamp(true));
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
