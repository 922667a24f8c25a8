package mcphub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.HubUnderTest;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Access tokens that somebody made up, or bent. */
@ExtendWith(VertxExtension.class)
final class ForgedTokensIT {
    private static final Vertx VERTX = Vertx.vertx();

    private static TestHub hub;

    private static People.Person ann;

    private static TokenForge forge;

    @BeforeAll
    static void hub(Vertx vertx) {
        hub = TestHub.start(vertx, Map.of(), IdentityVerticle.PART, GatewayVerticle.PART);
        ann = new People(hub).join("ann");
        forge = new TokenForge(
                VERTX, HubUnderTest.reader(hub.databaseUrl(), Map.of()).read());
    }

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @Test
    void a_good_token_is_good_and_so_is_one_that_only_the_test_has_signed() {
        ann.api().call(200, "GET", "/api/v1/auth/me", null);
        hub.api().as(forge.sign(claims())).call(200, "GET", "/api/v1/auth/me", null);
    }

    static Stream<Arguments> forgeries() throws GeneralSecurityException {
        String[] good = ann.token().split("\\.", -1);
        var header = new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", forge.kid());
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var stranger = generator.generateKeyPair();
        var ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(256);
        long now = Instant.now().getEpochSecond();
        byte[] publicKey = hubsPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(publicKey)
                + "\n-----END PUBLIC KEY-----\n";
        return Stream.of(
                Arguments.of(
                        "alg none, no signature",
                        encode(header.copy().put("alg", "none")) + '.' + encode(claims()) + '.'),
                Arguments.of(
                        "alg none, the old signature",
                        encode(header.copy().put("alg", "none")) + '.' + good[1] + '.' + good[2]),
                Arguments.of("alg NonE", encode(header.copy().put("alg", "NonE")) + '.' + encode(claims()) + ".AAAA"),
                Arguments.of(
                        "no alg", encode(new JsonObject().put("kid", forge.kid())) + '.' + good[1] + '.' + good[2]),
                Arguments.of(
                        "HS256 with the public key as its secret",
                        hmac(encode(header.copy().put("alg", "HS256")) + '.' + encode(claims()), publicKey)),
                Arguments.of(
                        "HS256 with the public key's PEM as its secret",
                        hmac(
                                encode(header.copy().put("alg", "HS256")) + '.' + encode(claims()),
                                pem.getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "ES256 by another key",
                        sign(
                                encode(header.copy().put("alg", "ES256")) + '.' + encode(claims()),
                                "SHA256withECDSAinP1363Format",
                                ec.generateKeyPair().getPrivate())),
                Arguments.of(
                        "RS512 over a token of RS256",
                        encode(header.copy().put("alg", "RS512")) + '.' + good[1] + '.' + good[2]),
                Arguments.of(
                        "another key under the hub's kid",
                        sign(encode(header) + '.' + encode(claims()), "SHA256withRSA", stranger.getPrivate())),
                Arguments.of(
                        "a key of the token's own (jwk)",
                        sign(
                                encode(header.copy().put("jwk", forge.jwk())) + '.' + encode(claims()),
                                "SHA256withRSA",
                                stranger.getPrivate())),
                Arguments.of(
                        "a key behind a URL (jku)",
                        sign(
                                encode(header.copy().put("jku", hub.api().base() + "/.well-known/jwks.json"))
                                        + '.'
                                        + encode(claims()),
                                "SHA256withRSA",
                                stranger.getPrivate())),
                Arguments.of(
                        "a kid that nobody has",
                        encode(header.copy().put("kid", "nobody")) + '.' + good[1] + '.' + good[2]),
                Arguments.of(
                        "a kid that points to a file",
                        encode(header.copy().put("kid", "../../../dev/null")) + '.' + good[1] + '.' + good[2]),
                Arguments.of(
                        "a kid that is SQL",
                        encode(header.copy().put("kid", "' or '1'='1")) + '.' + good[1] + '.' + good[2]),
                Arguments.of("another issuer", forge.sign(claims().put("iss", "urn:other"))),
                Arguments.of("no issuer", forge.sign(without("iss"))),
                Arguments.of("another audience", forge.sign(claims().put("aud", new JsonArray().add("other")))),
                Arguments.of("no audience", forge.sign(without("aud"))),
                Arguments.of("expired", forge.sign(claims().put("exp", now - 60))),
                Arguments.of("without an end", forge.sign(without("exp"))),
                Arguments.of("an end that is no number", forge.sign(claims().put("exp", "tomorrow"))),
                Arguments.of("not yet valid", forge.sign(claims().put("nbf", now + 600))),
                Arguments.of("issued in the future", forge.sign(claims().put("iat", now + 600))),
                Arguments.of("no session", forge.sign(without("sid"))),
                Arguments.of(
                        "somebody else's session",
                        forge.sign(claims().put("sub", "00000000-0000-4000-8000-000000000000"))),
                Arguments.of("a session that is no UUID", forge.sign(claims().put("sid", "1' or true"))),
                Arguments.of(
                        "a truncated signature",
                        ann.token().substring(0, ann.token().length() - 4)),
                Arguments.of("half a signature", good[0] + '.' + good[1] + '.' + good[2].substring(0, 170)),
                Arguments.of("no signature", good[0] + '.' + good[1] + '.'),
                Arguments.of("two parts", good[0] + '.' + good[1]),
                Arguments.of("another payload", good[0] + '.' + encode(claims().put("admin", true)) + '.' + good[2]),
                Arguments.of("another spelling of the signature", otherSpelling(ann.token())),
                Arguments.of(
                        "a critical extension",
                        encode(header.copy().put("crit", new JsonArray().add("b64"))) + '.' + good[1] + '.' + good[2]),
                Arguments.of("a payload that is no JSON", good[0] + ".bm9uc2Vuc2U." + good[2]),
                Arguments.of("a payload that is a list", good[0] + ".W10." + good[2]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void a_forged_token_is_refused(String what, String token) {
        var response = hub.api().as(token).send("GET", "/api/v1/auth/me");

        assertThat(response.statusCode()).as(what).isEqualTo(401);
        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("unauthorized");
        assertThat(response.body()).doesNotContain(token, "Exception", "null");
        assertThat(hub.api().as(token).send("GET", "/api/v1/mcps").statusCode()).isEqualTo(401);
    }

    private static JsonObject claims() {
        var claims = new JsonObject(
                new String(Base64.getUrlDecoder().decode(ann.token().split("\\.", -1)[1]), StandardCharsets.UTF_8));
        return claims.put("exp", Instant.now().getEpochSecond() + 300);
    }

    private static JsonObject without(String claim) {
        var claims = claims();
        claims.remove(claim);
        return claims;
    }

    private static PublicKey hubsPublicKey() throws GeneralSecurityException {
        var decoder = Base64.getUrlDecoder();
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, decoder.decode(forge.jwk().getString("n"))),
                        new BigInteger(1, decoder.decode(forge.jwk().getString("e")))));
    }

    private static String encode(JsonObject json) {
        return encode(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hmac(String signed, byte[] secret) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return signed + '.' + encode(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sign(String signed, String algorithm, PrivateKey key) throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signed + '.' + encode(signature.sign());
    }

    /** The last character carries bits that decoders ignore. */
    private static String otherSpelling(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    }
}
