package mcphub.analysis.installed;

import com.google.re2j.Pattern;

/** Patterns of folders, as manifests name the members of a workspace. The work grows with the length of both alone, whatever a pattern says. */
public final class Globs {
    private static final int LONGEST = 500;

    private Globs() {}

    /**
     * Whether a path is of a pattern.
     *
     * @param pattern {@code *} and {@code ?} stand for what is between slashes, {@code **} for any folders, <code>{a,b}</code> for either; all else stands for itself. One of more than 500
     *     characters has no paths
     * @param path relative, with slashes, without one at its end
     */
    public static boolean matches(String pattern, String path) {
        var bare = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        var whole = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        return whole.length() <= LONGEST && Pattern.matches(expression(whole), path);
    }

    private static String expression(String glob) {
        var expression = new StringBuilder();
        int open = 0;
        boolean hasBraces = isBalanced(glob);
        for (int i = 0; i < glob.length(); i++) {
            char one = glob.charAt(i);
            if (glob.startsWith("**", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                boolean isFolder = glob.startsWith("**/", i);
                expression.append(isFolder ? "(?:[^/]*/)*" : ".*");
                i += isFolder ? 2 : 1;
            } else if (one == '*') {
                expression.append("[^/]*");
            } else if (one == '?') {
                expression.append("[^/]");
            } else if (one == '{' && hasBraces) {
                open++;
                expression.append("(?:");
            } else if (one == '}' && hasBraces) {
                open--;
                expression.append(')');
            } else if (one == ',' && open > 0) {
                expression.append('|');
            } else {
                expression.append(Pattern.quote(String.valueOf(one)));
            }
        }
        return expression.toString();
    }

    private static boolean isBalanced(String glob) {
        int open = 0;
        for (int i = 0; i < glob.length() && open >= 0; i++) {
            open += glob.charAt(i) == '{' ? 1 : glob.charAt(i) == '}' ? -1 : 0;
        }
        return open == 0;
    }
}
