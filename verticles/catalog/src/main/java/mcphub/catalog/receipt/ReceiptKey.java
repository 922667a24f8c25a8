package mcphub.catalog.receipt;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The public half of a key that signs receipts, and nothing else.
 *
 * @param kid its RFC 7638 thumbprint, computed here and never believed
 * @param x the bare point (RFC 8037)
 */
public record ReceiptKey(String kid, String x, PublicKey key) {
    private static final String ED25519 = "Ed25519";
    private static final int POINT_BYTES = 32;
    /** What stands before the point in the encoded form of RFC 8410. */
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * Both halves.
     *
     * @param encoded the private one, as PKCS #8 has it
     */
    public record Pair(ReceiptKey half, Buffer encoded) {

        /** A new one. */
        public static Pair generate() {
            try {
                var pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
                byte[] spoken = pair.getPublic().getEncoded();
                byte[] point = Arrays.copyOfRange(spoken, HEAD.length, spoken.length);
                return new Pair(
                        of(Base64.getUrlEncoder().withoutPadding().encodeToString(point)),
                        Buffer.buffer(pair.getPrivate().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java has Ed25519", e);
            }
        }

        /** Signs a payload and its type; the same ones always give the same bytes. */
        public Envelope sign(String payloadType, Buffer payload) {
            try {
                var signature = Signature.getInstance(ED25519);
                signature.initSign(
                        KeyFactory.getInstance(ED25519).generatePrivate(new PKCS8EncodedKeySpec(encoded.getBytes())));
                signature.update(Envelope.signed(payloadType, payload).getBytes());
                var signed = new Envelope.Signature(half.kid(), Buffer.buffer(signature.sign()));
                return new Envelope(payloadType, payload, List.of(signed));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("A stored key cannot sign", e);
            }
        }
    }

    /** The keys of a set (RFC 7517) by thumbprint; those of other kinds are passed over. */
    public static Map<String, ReceiptKey> set(String jwks) {
        var keys = new LinkedHashMap<String, ReceiptKey>();
        var listed = Envelope.object(jwks).getValue("keys");
        if (!(listed instanceof JsonArray all)) {
            throw new IllegalArgumentException("it is no set of keys: it has no list of keys");
        }
        for (Object each : all) {
            if (each instanceof JsonObject jwk
                    && "OKP".equals(jwk.getValue("kty"))
                    && ED25519.equals(jwk.getValue("crv"))
                    && jwk.getValue("x") instanceof String x) {
                var key = of(x);
                keys.put(key.kid(), key);
            }
        }
        return keys;
    }

    /**
     * The key of this point.
     *
     * @throws IllegalArgumentException for what is none
     */
    public static ReceiptKey of(String x) {
        byte[] point = Base64.getUrlDecoder().decode(x);
        if (point.length != POINT_BYTES) {
            throw new IllegalArgumentException("a key has " + point.length + " bytes, not " + POINT_BYTES);
        }
        try {
            var encoded = Buffer.buffer(HEAD).appendBytes(point).getBytes();
            var key = KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded));
            String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8));
            return new ReceiptKey(Base64.getUrlEncoder().withoutPadding().encodeToString(digest), x, key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key is no point of Ed25519", e);
        }
    }

    /** As it is published. */
    public JsonObject jwk() {
        return new JsonObject()
                .put("kty", "OKP")
                .put("crv", ED25519)
                .put("use", "sig")
                .put("alg", "EdDSA")
                .put("kid", kid)
                .put("x", x);
    }

    boolean verifies(Buffer signed, Buffer bytes) {
        try {
            var signature = Signature.getInstance(ED25519);
            signature.initVerify(key);
            signature.update(signed.getBytes());
            return signature.verify(bytes.getBytes());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
