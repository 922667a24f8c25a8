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

    /** The file's text as UTF-8; bytes that are not UTF-8 become U+FFFD. */
    public String text() {
        return new String(content.get(), StandardCharsets.UTF_8);
    }

    /** The last segment of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
