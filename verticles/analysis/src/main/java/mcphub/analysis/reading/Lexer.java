package mcphub.analysis.reading;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells code from comments and strings in one pass, well enough to search in. Wherever it guesses wrong it recovers at the end
 * of the line: it reads hostile, broken and unknown dialects alike.
 */
final class Lexer {
    /** Bounds the look ahead, without which a file of nothing but slashes takes quadratic time. */
    private static final int LONGEST_REGEX = 1_000;

    private static final String REGEX_MAY_FOLLOW = "(,=:[!&|?{};~+-*%<>^";

    private final String text;
    private final Language language;
    private final char[] code;
    private final char[] spoken;
    private final Deque<Template> templates = new ArrayDeque<>();
    private int at;
    private int depth;
    private boolean inTemplate;
    private char before = '(';

    private record Template(String close, String open, boolean manyLines, int depth) {}

    /**
     * The two views of a text, each exactly as long as the text itself.
     *
     * @param code comments, regular expressions and the inside of strings are blanks
     * @param spoken only comments are blanks
     */
    record Views(String code, String spoken) {}

    private Lexer(String text, Language language) {
        this.text = text;
        this.language = language;
        this.code = text.toCharArray();
        this.spoken = text.toCharArray();
    }

    static Views views(String text, Language language) {
        if (!language.isCode()) {
            return new Views(text, text);
        }
        var lexer = new Lexer(text, language);
        lexer.run();
        return new Views(new String(lexer.code), new String(lexer.spoken));
    }

    private void run() {
        while (at < text.length()) {
            if (inTemplate) {
                templateStep(templates.getFirst());
            } else {
                codeStep(text.charAt(at));
            }
        }
    }

    private void codeStep(char c) {
        if (startsComment()) {
            return;
        }
        if (language.quotes(c)) {
            string(c);
        } else if (c == '`' && language == Language.JAVASCRIPT) {
            open(new Template("`", "${", true, depth), 1);
        } else if (c == '`' && language == Language.GO) {
            blankUntil("`", 1);
        } else if (c == '\'' && language != Language.PYTHON) {
            character();
        } else if (c == '/' && language == Language.JAVASCRIPT && regexMayStart()) {
            regex();
        } else {
            braces(c);
            if (!Character.isWhitespace(c)) {
                before = c;
            }
            at++;
        }
    }

    private void braces(char c) {
        if (c == '{') {
            depth++;
        } else if (c == '}' && depth > 0) {
            depth--;
        } else if (c == '}' && !templates.isEmpty()) {
            depth = templates.getFirst().depth();
            inTemplate = true;
        }
    }

    private boolean startsComment() {
        if (text.startsWith(language.lineComment(), at)) {
            blank(at, lineEnd(at), true);
            at = lineEnd(at);
            return true;
        }
        if (language.blockComments() && text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            end = end < 0 ? text.length() : end + 2;
            blank(at, end, true);
            at = end;
            return true;
        }
        return false;
    }

    private void string(char quote) {
        var triple = String.valueOf(quote).repeat(3);
        boolean isTriple = language.tripleQuotes() && text.startsWith(triple, at);
        if (formatted()) {
            open(new Template(isTriple ? triple : triple.substring(2), "{", isTriple, depth), isTriple ? 3 : 1);
        } else if (isTriple) {
            blankUntil(triple, 3);
        } else {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            closeAt(Math.min(end, text.length()), 1);
        }
    }

    /** A Python string with f before its quote, or f and r. */
    private boolean formatted() {
        return language == Language.PYTHON
                && (isPrefix(at - 1, 'f') || (isPrefix(at - 1, 'r') && isPrefix(at - 2, 'f')));
    }

    private boolean isPrefix(int index, char letter) {
        return index >= 0 && Character.toLowerCase(text.charAt(index)) == letter;
    }

    private void blankUntil(String close, int skip) {
        int end = text.indexOf(close, at + skip);
        blank(at + skip, end < 0 ? text.length() : end, false);
        at = end < 0 ? text.length() : end + close.length();
        before = '"';
    }

    private void closeAt(int end, int skip) {
        blank(at + skip, end, false);
        at = end < text.length() && text.charAt(end) != '\n' ? end + 1 : end;
        before = '"';
    }

    /** A character literal; a lone quote (a lifetime in Rust) stays code. */
    private void character() {
        int end = at + 1 < text.length() && text.charAt(at + 1) == '\\'
                ? text.indexOf('\'', Math.min(at + 3, text.length()), Math.min(at + 12, text.length()))
                : at + 2;
        if (end > 0 && end < text.length() && end - at < 12 && text.charAt(end) == '\'') {
            closeAt(end, 1);
        } else {
            at++;
        }
    }

    private void open(Template template, int length) {
        templates.push(template);
        inTemplate = true;
        at += length;
    }

    private void templateStep(Template template) {
        char c = text.charAt(at);
        if (text.startsWith(template.close(), at) || (c == '\n' && !template.manyLines())) {
            at += c == '\n' ? 0 : template.close().length();
            templates.pop();
            inTemplate = false;
            depth = template.depth();
            before = '"';
        } else if (c == '{' && template.open().equals("{") && text.startsWith("{{", at)) {
            blank(at, at + 2, false);
            at += 2;
        } else if (text.startsWith(template.open(), at)) {
            at += template.open().length();
            depth = 0;
            inTemplate = false;
            before = '(';
        } else {
            int length = c == '\\' ? 2 : 1;
            blank(at, at + length, false);
            at += length;
        }
    }

    private boolean regexMayStart() {
        if (REGEX_MAY_FOLLOW.indexOf(before) >= 0) {
            return true;
        }
        int end = at;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.startsWith("return", end - 6)
                || text.startsWith("typeof", end - 6)
                || text.startsWith("case", end - 4);
    }

    private void regex() {
        boolean inClass = false;
        int end = at + 1;
        int last = Math.min(text.length(), at + LONGEST_REGEX);
        while (end < last && text.charAt(end) != '\n' && (inClass || text.charAt(end) != '/')) {
            char c = text.charAt(end);
            inClass = c == '[' || (inClass && c != ']');
            end += c == '\\' ? 2 : 1;
        }
        if (end < last && text.charAt(end) == '/') {
            blank(at + 1, end, true);
            at = end + 1;
            before = '"';
        } else {
            before = '/';
            at++;
        }
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private void blank(int from, int to, boolean spokenToo) {
        for (int i = from; i < Math.min(to, code.length); i++) {
            if (code[i] != '\n') {
                code[i] = ' ';
                spoken[i] = spokenToo ? ' ' : spoken[i];
            }
        }
    }
}
