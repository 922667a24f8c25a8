package mcphub.catalog.receipt;

import java.util.Locale;

/** How text that somebody else wrote is shown on a terminal: what would be an order to it, or is not seen, is written out. */
final class Shown {
    private static final int MOST = 1_000;

    private Shown() {}

    /**
     * The text with every character that is a control, has no shape or separates lines as a {@code \}{@code u} escape, and a backslash doubled, so that nobody can write an escape; at most 1,000
     * characters of it, and an ellipsis.
     */
    static String of(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(MOST).forEach(point -> {
            if (point == '\\') {
                shown.append("\\\\");
            } else if (isPlain(point)) {
                shown.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return text.codePointCount(0, text.length()) > MOST ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
