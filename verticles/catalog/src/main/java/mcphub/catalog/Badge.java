package mcphub.catalog;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.kernel.Standing;
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
    private static final String GREEN = "#1b6e20";
    private static final String OLIVE = "#3f6212";
    private static final int LETTER = 7;
    private static final int MARGIN = 6;

    /**
     * Of the latest version.
     *
     * @param status null where there is no version yet
     * @param grade null where it was not analysed
     * @param limits what limits score and level, and how much was judged: only read aloud
     */
    static Badge of(
            @Nullable String status,
            boolean isSuspected,
            @Nullable String grade,
            @Nullable Integer score,
            @Nullable Integer level,
            List<String> limits,
            boolean showsLevel) {
        if (isSuspected) {
            return new Badge("suspected", "suspected of malice", RED);
        }
        return switch (status == null ? "" : status) {
            case "CERTIFIED" ->
                grade == null || score == null || level == null
                        ? new Badge("pending", "not analysed yet", GREY)
                        : showsLevel
                                ? new Badge(
                                        Standing.level(grade, level),
                                        aloud(grade, score, level, limits),
                                        ofLevel(grade, level))
                                : new Badge(
                                        grade + " " + score,
                                        aloud(grade, score, level, limits),
                                        level == 0 && !grade.equals("F") ? GREY : color(grade));
            case "KNOWN_VULNERABLE" -> new Badge("vulnerable", "known to be vulnerable", RED);
            case "FAILED" -> new Badge("failed", "the analysis failed", RED);
            case "DEPRECATED" -> new Badge("deprecated", "deprecated", GREY);
            case "" -> new Badge("unknown", "no version is known yet", GREY);
            default -> new Badge("pending", "not analysed yet", GREY);
        };
    }

    private static String aloud(String grade, int score, int level, List<String> limits) {
        String worth = "grade " + grade + ", " + score + " of 100, " + Standing.level(grade, level) + " (level " + level
                + " of 3)";
        return Stream.concat(Stream.of(worth), limits.stream()).collect(Collectors.joining("; "));
    }

    private static String ofLevel(String grade, int level) {
        return switch (level) {
            case 0 -> grade.equals("F") ? RED : GREY;
            case 1 -> OLIVE;
            default -> GREEN;
        };
    }

    private static String color(String grade) {
        return switch (grade) {
            case "A" -> GREEN;
            case "B" -> OLIVE;
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
        String aria = HUB + ": " + escaped(aloud);
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

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static int width(String text) {
        return text.length() * LETTER + 2 * MARGIN;
    }
}
