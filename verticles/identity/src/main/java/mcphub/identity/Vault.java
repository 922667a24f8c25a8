package mcphub.identity;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import mcphub.kernel.HubSecret;

/** Encrypts what is stored but must not be read from a copy of the database: AES-256-GCM, the nonce before the bytes. */
final class Vault {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Vault(HubSecret secret) {
        this.key = new SecretKeySpec(secret.keyFor("signing keys"), "AES");
    }

    Buffer lock(byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            return Buffer.buffer(nonce).appendBytes(cipher.doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    /**
     * The bytes that were locked in.
     *
     * @throws IllegalStateException where another secret locked them
     */
    byte[] open(Buffer locked) {
        byte[] all = locked.getBytes();
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, all, 0, NONCE_BYTES));
            return cipher.doFinal(Arrays.copyOfRange(all, NONCE_BYTES, all.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "identity.secret (HUB_IDENTITY_SECRET) is not the one that this hub's signing keys were encrypted with;"
                            + " put the old one back, or delete the rows of identity.signing_keys, which signs everybody out",
                    e);
        }
    }
}
