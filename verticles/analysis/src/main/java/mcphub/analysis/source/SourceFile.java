package mcphub.analysis.source;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * One regular file of a version.
 *
 * @param path its path inside the source, {@code /}-separated, relative, normalised, without npm's leading {@code package/}
 * @param size its size in bytes
 * @param content reads all of its bytes; called on a thread that may block
 */
public record SourceFile(String path, long size, Supplier<byte[]> content) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The file's text, as {@link #text(byte[])} has it. */
    public String text() {
        return text(content.get());
    }

    /**
     * A file's text as UTF-8; bytes that are not UTF-8 become U+FFFD. A byte order mark before it is no part of it: npm, Node and Python read on behind it, and what they do not
     * see must not hide a manifest from the controls.
     */
    public static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** The last segment of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
