package mcphub.analysis.texts;

import java.util.Arrays;

/** Puts a text together of pieces of a file, and remembers where each character stood. */
final class Pieces {
    private final StringBuilder text = new StringBuilder();
    private int[] at = new int[64];

    /** A piece in the notation of strings: escapes become what they stand for; one that is none stays as it is. */
    void escaped(String raw, int from, int to) {
        int i = from;
        while (i < to) {
            char c = raw.charAt(i);
            i = c == '\\' && i + 1 < to ? escape(raw, i, to) : put(c, i);
        }
    }

    /** A piece as it stands. */
    void plain(String raw, int from, int to) {
        for (int i = from; i < to; i++) {
            put(raw.charAt(i), i);
        }
    }

    /** What stands between two pieces. */
    void between(String glue, int position) {
        for (int i = 0; i < glue.length(); i++) {
            put(glue.charAt(i), position);
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    String text() {
        return text.toString();
    }

    int[] at() {
        return Arrays.copyOf(at, text.length());
    }

    private int put(char c, int position) {
        if (text.length() == at.length) {
            at = Arrays.copyOf(at, at.length * 2);
        }
        at[text.length()] = position;
        text.append(c);
        return position + 1;
    }

    private int escape(String raw, int i, int to) {
        char kind = raw.charAt(i + 1);
        return switch (kind) {
            case 'n' -> after('\n', i);
            case 't' -> after('\t', i);
            case 'r' -> after('\r', i);
            case '\n' -> i + 2;
            case 'x' -> code(raw, i, i + 2, i + 4, to);
            case 'U' -> code(raw, i, i + 2, i + 10, to);
            case 'u' -> {
                int close = i + 2 < to && raw.charAt(i + 2) == '{' ? raw.indexOf('}', i) : -1;
                yield close > 0 && close < to && close - i <= 10
                        ? code(raw, i, i + 3, close, to) + 1
                        : code(raw, i, i + 2, i + 6, to);
            }
            default -> after(kind, i);
        };
    }

    private int after(char c, int i) {
        put(c, i);
        return i + 2;
    }

    private int code(String raw, int i, int from, int end, int to) {
        if (end > to) {
            return put('\\', i);
        }
        int value = 0;
        for (int k = from; k < end; k++) {
            int digit = Character.digit(raw.charAt(k), 16);
            if (digit < 0) {
                return put('\\', i);
            }
            value = value * 16 + digit;
        }
        if (!Character.isValidCodePoint(value)) {
            return put('\\', i);
        }
        for (char c : Character.toChars(value)) {
            put(c, i);
        }
        return end;
    }
}
