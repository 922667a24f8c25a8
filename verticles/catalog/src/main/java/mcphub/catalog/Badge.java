package mcphub.catalog;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an MCP in two words, as a picture that can be read aloud. Nothing in it is of anybody's choice.
 *
 * @param says beside the hub's name
 * @param aloud the same for who does not see it
 * @param color behind white letters, with a contrast of 4.5 at least
 */
record Badge(String says, String aloud, String color) {
    private static final String HUB = "MCP Hub";
    private static final String GREY = "#555555";
    private static final String RED = "#b71c1c";
    private static final int LETTER = 7;
    private static final int MARGIN = 6;

    /**
     * Of the latest version.
     *
     * @param status null where there is no version yet
     * @param grade null where it was not analysed
     */
    static Badge of(
            @Nullable String status,
            boolean isSuspected,
            @Nullable String grade,
            @Nullable Integer score,
            @Nullable Integer level,
            boolean showsLevel) {
        if (isSuspected) {
            return new Badge("suspected", "suspected of malice", RED);
        }
        return switch (status == null ? "" : status) {
            case "CERTIFIED" ->
                grade == null || score == null || level == null
                        ? new Badge("pending", "not analysed yet", GREY)
                        : showsLevel
                                ? new Badge("level " + level, "certification level " + level + " of 3", color(grade))
                                : new Badge(
                                        grade + " " + score, "grade " + grade + ", " + score + " of 100", color(grade));
            case "KNOWN_VULNERABLE" -> new Badge("vulnerable", "known to be vulnerable", RED);
            case "FAILED" -> new Badge("failed", "the analysis failed", RED);
            case "DEPRECATED" -> new Badge("deprecated", "deprecated", GREY);
            case "" -> new Badge("unknown", "no version is known yet", GREY);
            default -> new Badge("pending", "not analysed yet", GREY);
        };
    }

    private static String color(String grade) {
        return switch (grade) {
            case "A" -> "#1b6e20";
            case "B" -> "#3f6212";
            case "C" -> "#7a5c00";
            case "D" -> "#a33c00";
            default -> RED;
        };
    }

    /** The picture. Attributes only: the hub's pages allow no styles within. */
    String svg() {
        int left = width(HUB);
        int right = width(says);
        int width = left + right;
        String aria = HUB + ": " + aloud;
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s">
                <title>%2$s</title>
                <rect width="%1$d" height="20" rx="3" fill="%3$s"/>
                <path d="M3 0H%4$dV20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#333333"/>
                <g fill="#ffffff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" aria-hidden="true">
                <text x="%5$d" y="14" textLength="%6$d">%7$s</text>
                <text x="%8$d" y="14" textLength="%9$d">%10$s</text>
                </g>
                </svg>
                """,
                width,
                aria,
                color,
                left,
                left / 2,
                left - 2 * MARGIN,
                HUB,
                left + right / 2,
                right - 2 * MARGIN,
                says);
    }

    private static int width(String text) {
        return text.length() * LETTER + 2 * MARGIN;
    }
}
