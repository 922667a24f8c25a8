package mcphub.kernel;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What a caller has already, by its tags (RFC 9110, 13.1.2). */
public final class ETags {
    private ETags() {}

    /**
     * A weak tag of whatever is written of these facts: the same facts in the same form are the same document, before it is written.
     *
     * @param form of letters and digits
     */
    public static String of(String facts, String form) {
        return "W/\"" + HexFormat.of().formatHex(Digests.sha256(facts).getBytes(), 0, 12) + '-' + form + '"';
    }

    /**
     * Whether a list of tags names this one, or all; a weak tag is as good as a strong one.
     *
     * @param header the value of {@code If-None-Match}; null for none
     */
    public static boolean names(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        for (String candidate : header.split(",", -1)) {
            String bare = candidate.strip();
            if (bare.equals("*") || strong(bare).equals(strong(tag))) {
                return true;
            }
        }
        return false;
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
