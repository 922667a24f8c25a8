package mcphub.analysis.local;

/** Texts of scanned files as they are shown: nothing in them can move a cursor, clear a screen or turn a line around. */
final class Plain {
    private static final String TAB = "    ";

    private Plain() {}

    /** The text on one line; each character that draws nothing is a blank. */
    static String of(String text) {
        var plain = new StringBuilder(text.length());
        text.replace("\t", TAB)
                .codePoints()
                .map(point -> isDrawn(point) ? point : ' ')
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isDrawn(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
