package mcphub.policy.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of shells: the words of one simple command, or of any line the words in which a package may be named. */
final class ShellLine {
    private static final String OPERATORS = ";&|<>()`\n\r";
    private static final Pattern PIECES = Pattern.compile("[;&|<>()`\\n\\r]+|\\$\\(");
    private static final Pattern GAPS = Pattern.compile("[\\s'\"{}]+");

    private ShellLine() {}

    /** The words of a simple command of a POSIX shell, quotes taken off; null where operators, substitutions or variables that may be several words stand in it. */
    static @Nullable List<String> posix(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean isWord = false;
        char quote = 0;
        String text = line.strip();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (quote == '\'') {
                quote = c == '\'' ? 0 : quote;
                if (c != '\'') {
                    word.append(c);
                }
            } else if (c == '\\' && next != 0) {
                boolean isKept = quote == '"' && "$`\"\\".indexOf(next) < 0;
                word.append(isKept ? "\\" : "").append(next);
                isWord = true;
                i++;
            } else if (c == '`' || (c == '$' && (next == '(' || next == '\''))) {
                return null;
            } else if (quote == '"') {
                quote = c == '"' ? 0 : quote;
                if (c != '"') {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                isWord = true;
            } else if (Character.isWhitespace(c) && c != '\n' && c != '\r') {
                if (isWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                isWord = false;
            } else if (OPERATORS.indexOf(c) >= 0
                    || (!isWord && ((c == '$' && next != '{') || c == '#'))
                    || (c == '{' && (i == 0 || text.charAt(i - 1) != '$'))) {
                return null;
            } else {
                int end = c == '$' && next == '{' ? text.indexOf('}', i) : i;
                // outside quotes it may be no word or several
                if (end < 0 || (!isWord && end > i && !text.substring(i, end).contains(":-"))) {
                    return null;
                }
                word.append(text, i, end + 1);
                isWord = true;
                i = end;
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        return quote != 0 || words.isEmpty() ? null : words;
    }

    /** The words of a simple command of {@code cmd.exe} or PowerShell; null where operators or, there, variables stand in it. */
    static @Nullable List<String> windows(String line, boolean isPowerShell) {
        String text = line.strip();
        if (isPowerShell && text.startsWith("&")) {
            text = text.substring(1).strip();
        }
        String refused = isPowerShell ? ";&|<>(){}`\n\r@" : "&|<>()^\n\r";
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean isWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean opens = c == '"' || (isPowerShell && c == '\'');
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && opens) {
                quote = c;
                isWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (isWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                isWord = false;
            } else if ((quote == 0 && refused.indexOf(c) >= 0 && !(c == '@' && isWord))
                    || (isPowerShell && c == '$' && quote != '\'')) {
                return null;
            } else {
                word.append(c);
                isWord = true;
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        return quote != 0 || words.isEmpty() ? null : words;
    }

    /** The commands that any line may hold, each as words: split wherever a shell could. */
    static List<List<String>> pieces(String line) {
        return PIECES.splitAsStream(line)
                .map(piece -> GAPS.splitAsStream(piece.strip())
                        .filter(word -> !word.isEmpty())
                        .toList())
                .filter(words -> !words.isEmpty())
                .toList();
    }
}
