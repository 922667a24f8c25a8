package mcphub.kernel;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what is stored but must not be read from a copy of the database: AES-256-GCM, the nonce before the bytes. */
public final class Vault {
    /** What is kept for webhooks, in and out. */
    public static final String WEBHOOKS = "webhook secrets";

    /** What packages of an organization's own registries are fetched with. */
    public static final String REGISTRIES = "registry tokens";

    /** What receipts of versions are signed with. */
    public static final String VERSION_RECEIPTS = "version receipt keys";

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String what;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * A vault of its own for one kind of secret.
     *
     * @param what is kept in it, such as {@code signing keys}
     */
    public Vault(HubSecret secret, String what) {
        this.what = what;
        this.key = new SecretKeySpec(secret.keyFor(what), "AES");
    }

    /** The bytes as they may be stored. */
    public Buffer lock(byte[] plain) {
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
    public byte[] open(Buffer locked) {
        byte[] all = locked.getBytes();
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, all, 0, NONCE_BYTES));
            return cipher.doFinal(Arrays.copyOfRange(all, NONCE_BYTES, all.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "identity.secret (HUB_IDENTITY_SECRET) is not the one that this hub's " + what
                            + " were encrypted with; put the old one back, or remove what was encrypted with it",
                    e);
        }
    }
}
