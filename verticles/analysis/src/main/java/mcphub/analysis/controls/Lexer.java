package mcphub.analysis.controls;

/**
 * Takes comments and the contents of strings out of source text, so that a word in a sentence is not taken for a call. One pass; every
 * character that goes becomes a space, so that positions and lines stay. It knows just enough of each language; where it errs, it errs
 * within one line, except for unclosed block comments and long strings.
 */
final class Lexer {
    private final String text;
    private final Language language;
    private final char[] out;
    private int at;
    /** The last character of code that is no space: tells a division from a regular expression. */
    private char before = ';';

    private Lexer(String text, Language language) {
        this.text = text;
        this.language = language;
        this.out = text.toCharArray();
    }

    /** The text with comments and string contents blanked; of the same length. */
    static String code(String text, Language language) {
        var lexer = new Lexer(text, language);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        return new String(lexer.out);
    }

    private void next() {
        char c = text.charAt(at);
        if (isLineComment(c)) {
            blankTo(lineEnd(at));
        } else if (c == '/' && peek(1) == '*' && !language.hasHashComments()) {
            int end = text.indexOf("*/", at + 2);
            blankTo(end < 0 ? text.length() : end + 2);
        } else if (language == Language.PYTHON && (text.startsWith("\"\"\"", at) || text.startsWith("'''", at))) {
            int end = text.indexOf(text.substring(at, at + 3), at + 3);
            blankTo(end < 0 ? text.length() : end + 3);
            before = '"';
        } else if (isQuote(c)) {
            string(c);
        } else if (c == '/' && language.isJavaScript() && startsRegex()) {
            regex();
        } else {
            if (!Character.isWhitespace(c)) {
                before = c;
            }
            at++;
        }
    }

    private boolean isQuote(char c) {
        return switch (c) {
            case '"' -> true;
            case '\'' -> language != Language.RUST;
            case '`' -> !language.hasHashComments();
            default -> false;
        };
    }

    private boolean isLineComment(char c) {
        if (language.hasHashComments()) {
            return c == '#' && (language == Language.PYTHON || at == 0 || Character.isWhitespace(text.charAt(at - 1)));
        }
        return c == '/' && peek(1) == '/';
    }

    /** Blanks what is between the quotes; of a template, the expressions stay. */
    private void string(char quote) {
        boolean many = quote == '`';
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at);
            if (c == '\n' && !many) {
                break;
            }
            if (many && c == '$' && peek(1) == '{' && language.isJavaScript()) {
                expression();
                continue;
            }
            int step = c == '\\' ? 2 : 1;
            blankTo(Math.min(at + step, text.length()));
        }
        at = Math.min(at + 1, text.length());
        before = '"';
    }

    /** Leaves {@code ${…}} as it is, braces counted; strings inside are blanked as anywhere. */
    private void expression() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                at++;
                return;
            }
            if (c == '"' || c == '\'') {
                string(c);
            } else {
                at++;
            }
            if (c == '`') {
                // a template within a template: its end is not looked for
                return;
            }
        }
    }

    private boolean startsRegex() {
        return "(=,:[!&|?{};+-*%~^<>".indexOf(before) >= 0 || endsWithReturn();
    }

    private boolean endsWithReturn() {
        int end = at;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.startsWith("return", end - 6) || text.startsWith("typeof", end - 6);
    }

    private void regex() {
        int end = lineEnd(at);
        boolean inClass = false;
        int close = -1;
        for (int i = at + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '/' && !inClass) {
                close = i;
                break;
            }
        }
        if (close < 0) {
            before = '/';
            at++;
            return;
        }
        at++;
        blankTo(close);
        at++;
        before = ')';
    }

    private void blankTo(int end) {
        for (; at < end; at++) {
            if (out[at] != '\n' && out[at] != '\r') {
                out[at] = ' ';
            }
        }
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }
}
