package mcphub.analysis.reading;

import java.util.regex.Pattern;

/** A package of npm that is installed under another name, such as {@code npm:axios@1.2.3}. */
public final class Alias {
    private static final Pattern FORM = Pattern.compile("npm:((?:@[^@/]+/)?[^@/]+)(?:@(.*))?", Pattern.DOTALL);
    /** Without a name it is what newer locks write before any range. */
    private static final Pattern RANGE = Pattern.compile("npm:(?=[\\d^~<>=*xX|]|v\\d)");

    private Alias() {}

    /** What is really installed for a requirement under a name. */
    public static String name(String name, String requirement) {
        var alias = FORM.matcher(requirement);
        return isRange(requirement) || !alias.matches() ? name : alias.group(1);
    }

    /** What is asked for of it. */
    public static String range(String requirement) {
        if (isRange(requirement)) {
            return requirement.substring(requirement.indexOf(':') + 1);
        }
        var alias = FORM.matcher(requirement);
        if (!alias.matches()) {
            return requirement;
        }
        return alias.group(2) == null ? "" : alias.group(2);
    }

    private static boolean isRange(String requirement) {
        return RANGE.matcher(requirement).lookingAt();
    }
}
