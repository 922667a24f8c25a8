package mcphub.analysis.source;

/** Shows a text chosen by a stranger: short, and without a character that could disturb a terminal or a log. */
final class Quote {
    private static final int MAX_CHARACTERS = 80;

    private Quote() {}

    /** The text in quotes, at most 80 characters of it, whatever is not printable as U+XXXX. */
    static String of(String text) {
        var shown = new StringBuilder("\"");
        text.codePoints().limit(MAX_CHARACTERS).forEach(point -> {
            if (isPrintable(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("<U+%04X>".formatted(point));
            }
        });
        return shown.append(text.codePointCount(0, text.length()) > MAX_CHARACTERS ? "…\"" : "\"")
                .toString();
    }

    /** A text without what databases (NUL), encoders (half surrogates) and terminals choke on, and of bounded length; empty where nothing is left. */
    static String clean(String text, int maxCharacters) {
        var clean = new StringBuilder();
        text.codePoints()
                .limit(maxCharacters)
                .map(point -> isPrintable(point) ? point : ' ')
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /** False for what draws nothing or turns text around: controls, line separators, lone surrogates, bidirectional marks. */
    static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            case Character.FORMAT -> !((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069));
            default -> true;
        };
    }
}
