package mcphub.kernel;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is stored of a secret that only has to be recognised. Long random secrets need no salt and no slow hash. */
public final class Digests {
    private Digests() {}

    /** The SHA-256 of a text, as a column of type bytea takes it. */
    public static Buffer sha256(String secret) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
