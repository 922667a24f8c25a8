package mcphub.scanner.run;

import java.util.regex.Pattern;

/** What regular expressions let through. */
final class Regexes {
    /** They are read themselves by expressions that never go back, and are not long. */
    private static final int LONGEST = 300;

    /** Anchored, and of letters, digits and marks that mean nothing to shells, paths and databases. */
    private static final Pattern HARMLESS = Pattern.compile(
            "\\^(?:\\(\\?:|\\(|\\)|\\[(?:\\\\[wd.-]|[\\w.@:+=,-])++\\]|\\\\[dwb]|\\\\[.-]|[\\w@:=,|-]|[+*?]|\\{\\d+(?:,\\d*)?\\})++\\$");
    /** A class of characters that is taken out, all but harmless ones. */
    private static final Pattern ALL_BUT = Pattern.compile("\\[\\^(?:\\\\[wd.s-]|[\\w. @:+=,-])++\\]\\+?");

    /** Anchored, and of digits and signs of arithmetic. */
    private static final Pattern ARITHMETIC =
            Pattern.compile("\\^\\[(?:\\\\[ds./*+()-]|[\\d\\s+*/().%,-])++\\][+*]\\$");

    private static final Pattern DASH = Pattern.compile("[^\\\\]-.");

    private Regexes() {}

    /** Whether what matches begins with a scheme of the web. */
    static boolean asksForScheme(String pattern) {
        return pattern.startsWith("^http");
    }

    /** Whether what matches can be nothing but arithmetic. */
    static boolean allowsOnlyArithmetic(String pattern) {
        return pattern.length() <= LONGEST && ARITHMETIC.matcher(pattern).matches();
    }

    /** Whether what matches is harmless everywhere but for a path of dots. */
    static boolean allowsOnlyHarmless(String pattern) {
        return pattern.length() <= LONGEST
                && HARMLESS.matcher(pattern).matches()
                && hasPlainRanges(pattern)
                && isAnchoredThroughout(pattern);
    }

    /** Whether what a harmless one lets through may be read as an option. */
    static boolean mayBeginWithDash(String pattern) {
        String first = pattern.replaceFirst("^\\^(?:\\(\\?:|\\()*+", "");
        if (!first.startsWith("[")) {
            return first.startsWith("-");
        }
        String letters = first.substring(1, Math.max(1, first.indexOf(']')));
        return letters.startsWith("-") || letters.endsWith("-") || letters.contains("\\w-") || letters.contains("\\-");
    }

    /** Whether what matches is harmless but for shells and templates, which have a meaning for a dollar. */
    static boolean allowsNamesOfDatabases(String pattern) {
        return pattern.length() <= LONGEST
                && pattern.matches(".*\\[[^\\]]*\\$.*")
                && pattern.endsWith("$")
                && allowsOnlyHarmless(pattern.replaceAll("\\\\?\\$(?=[^\\]\\[]*\\])", ""));
    }

    /** Whether what matches begins with a letter, a digit or the like, whatever comes behind. */
    static boolean beginsPlainly(String pattern) {
        String first = pattern.replaceFirst("^\\^(?:\\(\\?:|\\()*+", "");
        return pattern.startsWith("^")
                && pattern.indexOf('|') < 0
                && first.startsWith("[")
                && !first.startsWith("[^")
                && first.indexOf(']') > 0
                && first.length() > first.indexOf(']') + 1
                && "*?{".indexOf(first.charAt(first.indexOf(']') + 1)) < 0
                && !mayBeginWithDash(pattern);
    }

    /** Whether it takes the signs that regular expressions are made of. */
    static boolean isOfRegexes(String pattern) {
        return pattern.startsWith("[") && "*+?(){}|".chars().allMatch(sign -> pattern.indexOf(sign) > 0);
    }

    /** Whether all that is not harmless matches, so that what stays without it is. */
    static boolean isAllButHarmless(String pattern) {
        return pattern.length() <= LONGEST && ALL_BUT.matcher(pattern).matches() && hasPlainRanges(pattern);
    }

    /** Whether its ranges are of letters or of digits: {@code [,-z]} has all that is between. */
    private static boolean hasPlainRanges(String pattern) {
        var dash = DASH.matcher(pattern);
        for (int from = 0; dash.find(from); from = dash.start() + 1) {
            char first = dash.group().charAt(0);
            char last = dash.group().charAt(2);
            boolean isEscape = dash.start() > 0 && pattern.charAt(dash.start() - 1) == '\\';
            boolean isPlain = (Character.isDigit(first) && Character.isDigit(last))
                    || (Character.isLowerCase(first) && Character.isLowerCase(last))
                    || (Character.isUpperCase(first) && Character.isUpperCase(last));
            if (!isEscape && !isPlain && first != '[' && last != ']') {
                return false;
            }
        }
        return true;
    }

    /** Whether both anchors hold for each alternative: {@code ^a|b$} has none that has both. */
    private static boolean isAnchoredThroughout(String pattern) {
        if (pattern.indexOf('|') < 0) {
            return true;
        }
        return pattern.startsWith("^(") && pattern.endsWith(")$") && pattern.indexOf(')') == pattern.length() - 2;
    }
}
