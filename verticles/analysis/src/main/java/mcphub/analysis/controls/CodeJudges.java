package mcphub.analysis.controls;

import com.google.re2j.Matcher;
import java.util.Locale;
import java.util.function.BiPredicate;
import mcphub.analysis.controls.Control.NamedPattern;

/**
 * Judges of source code by patterns. A bundle or minified file counts once for each pattern: what it repeats comes from whoever was bundled, and a
 * hundred findings would say no more than one.
 */
final class CodeJudges {
    private static final int MAX_ARGUMENTS = 400;

    private CodeJudges() {}

    /** Finds the patterns in code, where comments and contents of strings are out of the way. */
    static Verdict inCode(Source source, Control control) {
        return search(source, control, true, (file, at) -> true);
    }

    /** Finds the patterns in the text of code, strings included; a match that begins in a comment does not count. */
    static Verdict inText(Source source, Control control) {
        return search(
                source,
                control,
                false,
                (file, at) -> file.code().charAt(at) != ' ' || file.text().charAt(at) == ' ');
    }

    /** Finds commands that are put together from variable parts: what is constant cannot be tampered with. */
    static Verdict processExecution(Source source, Control control) {
        return search(source, control, true, (file, at) -> isChildProcess(file, at) && hasVariablePart(file, at));
    }

    private static Verdict search(Source source, Control control, boolean code, BiPredicate<TextFile, Integer> counts) {
        if (source.code().isEmpty()) {
            return Verdict.inconclusive("There is no source code in a language that is judged.");
        }
        var places = new Places(control);
        for (TextFile file : source.code()) {
            for (NamedPattern pattern : control.patterns()) {
                if (isSearched(file, pattern)) {
                    search(file, pattern, code ? file.code() : file.text(), counts, places);
                }
            }
        }
        return places.verdict(
                "Nothing of the kind was found in " + source.code().size() + " files of code.");
    }

    private static void search(
            TextFile file, NamedPattern pattern, String text, BiPredicate<TextFile, Integer> counts, Places places) {
        Matcher matcher = pattern.pattern().matcher(text);
        while (matcher.find()) {
            int at = firstVisible(text, matcher.start(), matcher.end());
            if (counts.test(file, at)) {
                places.add(file, at, file.evidence(at), pattern.message());
                if (file.isGenerated()) {
                    return;
                }
            }
        }
    }

    private static int firstVisible(String text, int start, int end) {
        int at = start;
        while (at < end - 1 && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSearched(TextFile file, NamedPattern pattern) {
        if (pattern.languages().isEmpty() || file.language() == null) {
            return pattern.languages().isEmpty();
        }
        String name = file.language().isJavaScript()
                ? "javascript"
                : file.language().name().toLowerCase(Locale.ROOT);
        return pattern.languages().contains(name);
    }

    /** In JavaScript {@code exec} is also what regular expressions and databases do: the file must use child_process, the callee must not be one. */
    private static boolean isChildProcess(TextFile file, int at) {
        if (file.language() == null || !file.language().isJavaScript()) {
            return true;
        }
        if (!file.text().contains("child_process")) {
            return false;
        }
        if (at == 0 || file.code().charAt(at - 1) != '.') {
            return !file.code().substring(Math.max(0, at - 9), at).strip().endsWith("function");
        }
        String before = file.code().substring(Math.max(0, at - 30), at - 1);
        return before.matches("(?s).*(child_process|childProcess|cp|child|[\\w$]*[pP]rocess\\d*)$");
    }

    /** Whether the first argument of the call at this place is anything but one constant text. */
    private static boolean hasVariablePart(TextFile file, int at) {
        int open = file.code().indexOf('(', at);
        if (open < 0) {
            return false;
        }
        String code = file.code().substring(open + 1, Math.min(file.code().length(), open + MAX_ARGUMENTS));
        String text = file.text().substring(open + 1, Math.min(file.text().length(), open + MAX_ARGUMENTS));
        String first = text.substring(0, firstArgumentEnd(code));
        String argument = first.strip();
        if (argument.isEmpty()) {
            return false;
        }
        boolean literal = argument.startsWith("\"") || argument.startsWith("'") || argument.startsWith("`");
        return !literal
                || argument.contains("${")
                || code.substring(0, first.length()).contains("+");
    }

    private static int firstArgumentEnd(String code) {
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            switch (code.charAt(i)) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> {
                    if (depth-- == 0) {
                        return i;
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return code.length();
    }
}
