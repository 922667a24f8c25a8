package mcphub.scanner.run;

import java.util.regex.Pattern;

/** What regular expressions let through. */
final class Regexes {
    /** Anchored, and of letters, digits and marks that mean nothing to shells, paths and databases. */
    private static final Pattern HARMLESS = Pattern.compile(
            "\\^(?:\\(\\?:|\\(|\\)|\\[(?:\\\\[wd.-]|[\\w.@:+=,-])+\\]|\\\\[dwb]|\\\\[.-]|[\\w@:=,|-]|[+*?]|\\{\\d+(?:,\\d*)?\\})+\\$");
    /** A class of characters that is taken out, all but harmless ones. */
    private static final Pattern ALL_BUT = Pattern.compile("\\[\\^(?:\\\\[wd.s-]|[\\w. @:+=,-])+\\]\\+?");

    /** Anchored, and of digits and signs of arithmetic. */
    private static final Pattern ARITHMETIC = Pattern.compile("\\^\\[(?:\\\\[ds./*+()-]|[\\d\\s+*/().%,-])+\\][+*]\\$");

    private Regexes() {}

    /** Whether what matches begins with a scheme of the web. */
    static boolean asksForScheme(String pattern) {
        return pattern.startsWith("^http");
    }

    /** Whether what matches can be nothing but arithmetic. */
    static boolean allowsOnlyArithmetic(String pattern) {
        return ARITHMETIC.matcher(pattern).matches();
    }

    /** Whether what matches is harmless everywhere but for a path of dots. */
    static boolean allowsOnlyHarmless(String pattern) {
        return HARMLESS.matcher(pattern).matches();
    }

    /** Whether all that is not harmless matches, so that what stays without it is. */
    static boolean isAllButHarmless(String pattern) {
        return ALL_BUT.matcher(pattern).matches();
    }
}
