package mcphub.identity;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import mcphub.kernel.Digests;

/**
 * One RSA key of the hub: signs, verifies, and shows its public half.
 *
 * @param kid its name in tokens: the beginning of the public half's digest
 * @param jwk the public half as JWKS shows it
 * @param auth signs and verifies with this key and no other
 */
record SigningKey(String kid, JsonObject jwk, JWTAuth auth) {
    static final String ALGORITHM = "RS256";
    private static final int BITS = 2048;
    private static final int KID_BYTES = 12;

    /** A pair as it is stored: the encoded halves. */
    record Pair(String kid, Buffer publicKey, Buffer privateKey) {

        static Pair generate() {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                var pair = generator.generateKeyPair();
                byte[] publicKey = pair.getPublic().getEncoded();
                byte[] digest = Digests.sha256(Base64.getEncoder().encodeToString(publicKey))
                        .getBytes();
                String kid = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, KID_BYTES));
                return new Pair(
                        kid,
                        Buffer.buffer(publicKey),
                        Buffer.buffer(pair.getPrivate().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java has RSA", e);
            }
        }
    }

    static SigningKey of(Vertx vertx, Pair pair, int leewaySeconds) {
        var auth = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .setJWTOptions(new JWTOptions().setLeeway(leewaySeconds))
                        .addPubSecKey(key(pair.kid(), pem("PUBLIC KEY", pair.publicKey())))
                        .addPubSecKey(key(pair.kid(), pem("PRIVATE KEY", pair.privateKey()))));
        return new SigningKey(pair.kid(), jwk(pair), auth);
    }

    private static PubSecKeyOptions key(String kid, String pem) {
        return new PubSecKeyOptions().setId(kid).setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(pem));
    }

    private static String pem(String kind, Buffer encoded) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded.getBytes())
                + "\n-----END " + kind + "-----\n";
    }

    private static JsonObject jwk(Pair pair) {
        try {
            var key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(pair.publicKey().getBytes()));
            return new JsonObject()
                    .put("kty", "RSA")
                    .put("use", "sig")
                    .put("alg", ALGORITHM)
                    .put("kid", pair.kid())
                    .put("n", unsigned(key.getModulus()))
                    .put("e", unsigned(key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored key cannot be read", e);
        }
    }

    /** Without the byte that says that a number is positive. */
    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
