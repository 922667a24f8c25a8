package mcphub.policy.launch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables with a default, as clients write them: {@code ${VERSION:-0.1.15}}. */
public final class Defaults {
    private static final Pattern DEFAULT = Pattern.compile("\\$\\{(?:env:)?[A-Za-z_][A-Za-z0-9_.]*:-([^${}]*)}");

    private Defaults() {}

    /** A text with the defaults in their variables' places; each counts only where its variable is unset. */
    public static String filled(String text) {
        return DEFAULT.matcher(text).replaceAll(match -> Matcher.quoteReplacement(match.group(1)));
    }
}
