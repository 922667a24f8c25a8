package mcphub.analysis.reading;

/**
 * A file that is not text.
 *
 * @param magic its first eight bytes in hexadecimal, lower case
 */
public record BinaryFile(String path, long size, String magic) {
    private static final int HEAD = 8 * 1024;

    /** Whether these bytes have one among the first that no text has. */
    static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(HEAD, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
