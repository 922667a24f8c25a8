package mcphub.kernel;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The form of service tokens: {@code mcphub_}, 36 random base62 characters (214 bits), and six that are the CRC32 of those, so that scanners for leaked
 * secrets can tell a real one from a look-alike.
 */
public final class ServiceTokens {
    /** What every service token begins with. */
    public static final String PREFIX = "mcphub_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 36;
    private static final int CHECKSUM = 6;
    private static final SecureRandom RANDOMNESS = new SecureRandom();

    private ServiceTokens() {}

    /** A new one. */
    public static String generate() {
        var random = new StringBuilder(RANDOM);
        for (int i = 0; i < RANDOM; i++) {
            random.append(ALPHABET.charAt(RANDOMNESS.nextInt(ALPHABET.length())));
        }
        return PREFIX + random + checksum(random.toString());
    }

    /** Whether a text is formed like one; what is not needs no look into the database. */
    public static boolean isWellFormed(String token) {
        int start = PREFIX.length();
        int end = start + RANDOM;
        return token.length() == end + CHECKSUM
                && token.startsWith(PREFIX)
                && checksum(token.substring(start, end)).equals(token.substring(end));
    }

    private static String checksum(String random) {
        var crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        var digits = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }
}
