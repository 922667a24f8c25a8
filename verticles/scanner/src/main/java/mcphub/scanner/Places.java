package mcphub.scanner;

import java.nio.charset.StandardCharsets;

/** Lines and characters of offsets in bytes of UTF-8. */
final class Places {
    private final byte[] bytes;

    Places(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /** 1-based. */
    int line(int at) {
        int line = 1;
        for (int i = 0; i < Math.min(at, bytes.length); i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    /** In characters of the text. */
    int position(int at) {
        return new String(bytes, 0, Math.min(at, bytes.length), StandardCharsets.UTF_8).length();
    }
}
