package mcphub.scanner;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines and characters of offsets in bytes of UTF-8. */
final class Places {
    private final byte[] bytes;
    private final boolean isAscii;
    private final int[] lineStarts;

    Places(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.isAscii = bytes.length == text.length();
        int lines = 1;
        for (byte each : bytes) {
            lines += each == '\n' ? 1 : 0;
        }
        lineStarts = new int[lines];
        int line = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lineStarts[line++] = i + 1;
            }
        }
    }

    /** 1-based. */
    int line(int at) {
        int found = Arrays.binarySearch(lineStarts, at);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** In characters of the text. */
    int position(int at) {
        int to = Math.min(at, bytes.length);
        return isAscii ? to : new String(bytes, 0, to, StandardCharsets.UTF_8).length();
    }
}
