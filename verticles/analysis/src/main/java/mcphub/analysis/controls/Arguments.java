package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.Set;

/**
 * The arguments of one call, as the code view shows them: strings are empty, substitutions stand.
 *
 * @param first the first argument
 * @param rest the others, with their commas
 * @param isDeclaration whether a body follows the closing bracket, so that this declares a function
 */
record Arguments(String first, String rest, boolean isDeclaration) {
    private static final Pattern STRINGS_ONLY = Pattern.compile("^(?:\\s*(?:'\\s*'|\"\\s*\"|`[^`$]*`)\\s*\\+?)+$");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)\\}");
    private static final Pattern NAME = Pattern.compile("^[A-Za-z_$][\\w$]*$");

    /** Reads from an opening bracket, at most so many characters. */
    static Arguments of(String code, int open, int most) {
        int depth = 0;
        int comma = -1;
        int end = Math.min(code.length(), open + most);
        for (int i = open; i < end; i++) {
            switch (code.charAt(i)) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> {
                    if (--depth == 0) {
                        int firstEnd = comma < 0 ? i : comma;
                        var after = code.substring(i + 1, Math.min(code.length(), i + 20))
                                .stripLeading();
                        return new Arguments(
                                code.substring(open + 1, firstEnd).strip(),
                                code.substring(firstEnd, i),
                                after.startsWith("{"));
                    }
                }
                case ',' -> comma = depth == 1 && comma < 0 ? i : comma;
                default -> {}
            }
        }
        int firstEnd = comma < 0 ? end : comma;
        return new Arguments(
                code.substring(Math.min(open + 1, firstEnd), firstEnd).strip(), code.substring(firstEnd, end), false);
    }

    /** Whether the first argument is text that nobody can change, directly, with harmless values, or through a constant of this file. */
    boolean firstIsConstant(String code, Set<String> harmless) {
        if (first.isEmpty()
                || holdsOnly(harmless)
                || STRINGS_ONLY.matcher(first).find()) {
            return true;
        }
        if (!NAME.matcher(first).find()) {
            return false;
        }
        int declared = code.indexOf("const " + first + " =");
        if (declared < 0) {
            return false;
        }
        int from = declared + first.length() + 8;
        int end = code.indexOf('\n', from);
        var value = code.substring(from, end < 0 ? code.length() : Math.min(end, from + 300))
                .strip();
        return STRINGS_ONLY
                .matcher(value.endsWith(";") ? value.substring(0, value.length() - 1) : value)
                .find();
    }

    /** Whether it is one template, and all that is put into it are harmless values such as process numbers. */
    private boolean holdsOnly(Set<String> harmless) {
        if (first.indexOf('`') != 0 || first.lastIndexOf('`') != first.length() - 1) {
            return false;
        }
        var values = SUBSTITUTION.matcher(first);
        int found = 0;
        while (values.find()) {
            found++;
            if (!harmless.contains(values.group(1).strip())) {
                return false;
            }
        }
        return found > 0;
    }
}
