package mcphub.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** What only this hub's nodes know. Each use has a key of its own, made from the one secret by HKDF, so that what one seals no other opens. */
public final class HubSecret {
    private static final int MIN_LENGTH = 16;
    private static final int KEY_BYTES = 32;

    private final byte[] secret;

    /**
     * Takes the secret of the settings.
     *
     * @throws IllegalArgumentException for none, or one that is too short
     */
    public HubSecret(Settings.Identity settings) {
        String given = settings.secret();
        if (given == null || given.strip().length() < MIN_LENGTH) {
            throw new IllegalArgumentException("identity.secret (HUB_IDENTITY_SECRET) needs " + MIN_LENGTH
                    + " characters or more; `openssl rand -base64 32` makes a good one");
        }
        this.secret = given.strip().getBytes(StandardCharsets.UTF_8);
    }

    /** The 32 bytes for one use, such as {@code invitations}. */
    public byte[] keyFor(String use) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .thenExpand(("mcphub " + use).getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java from 25 on has HKDF", e);
        }
    }
}
