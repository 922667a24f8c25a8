package mcphub.kernel;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret part of an invitation's link: {@code mcphub_inv_} and the base64url of the invitation's id, 16 random bytes and an HMAC-SHA-256 over both. A
 * forged one is told without the database; that it is used once is the database's business.
 */
public final class InvitationLinks {
    private static final String PREFIX = "mcphub_inv_";
    private static final int ID_BYTES = 16;
    private static final int SIGNED_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** Signs and checks with this hub's secret. */
    public InvitationLinks(HubSecret secret) {
        this.key = new SecretKeySpec(secret.keyFor("invitations"), HMAC);
    }

    /** A new token for an invitation; every call gives another one. */
    public String newToken(UUID invitation) {
        var nonce = new byte[SIGNED_BYTES - ID_BYTES];
        random.nextBytes(nonce);
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(invitation.getMostSignificantBits())
                .putLong(invitation.getLeastSignificantBits())
                .put(nonce)
                .array();
        byte[] seal = seal(signed);
        byte[] all = Arrays.copyOf(signed, SIGNED_BYTES + seal.length);
        System.arraycopy(seal, 0, all, SIGNED_BYTES, seal.length);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** The invitation that a token names; empty where this hub never made it. */
    public Optional<UUID> invitation(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(token.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (all.length <= SIGNED_BYTES) {
            return Optional.empty();
        }
        byte[] signed = Arrays.copyOf(all, SIGNED_BYTES);
        byte[] seal = Arrays.copyOfRange(all, SIGNED_BYTES, all.length);
        if (!MessageDigest.isEqual(seal, seal(signed))) {
            return Optional.empty();
        }
        var id = ByteBuffer.wrap(signed);
        return Optional.of(new UUID(id.getLong(), id.getLong()));
    }

    private byte[] seal(byte[] signed) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
        }
    }
}
