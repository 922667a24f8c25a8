package mcphub.kernel;

import org.jspecify.annotations.Nullable;

/** What a caller has already, by its tags (RFC 9110, 13.1.2). */
public final class ETags {
    private ETags() {}

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
