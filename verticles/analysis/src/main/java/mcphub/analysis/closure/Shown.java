package mcphub.analysis.closure;

import java.util.regex.Pattern;
import mcphub.analysis.controls.Redaction;

/** What packages ask for as people and evidence are told: without the passwords and tokens that addresses carry, in whichever way npm takes them. */
final class Shown {
    /** Another package under this name: no address. */
    private static final Pattern ALIAS = Pattern.compile("npm:(?:@[^/@:]+/)?[^/@:]+(?:@[^/@:]*)?");
    /** Who signs in, where an address has no two slashes, or a scheme is not one: {@code github:user:token@owner/name}, {@code user:token@host:path}. */
    private static final Pattern WHO = Pattern.compile("^((?:[A-Za-z0-9+.-]+:)?[/\\\\]*)(?!git@)[^/\\\\?#]*@");

    private Shown() {}

    static String of(String spec) {
        return ALIAS.matcher(spec).matches()
                ? spec
                : WHO.matcher(Redaction.ofAddress(spec.strip())).replaceFirst("$1…@");
    }

    /** A sentence that may quote what is asked for. */
    static String in(String why, String spec) {
        String asked = spec.strip();
        String shown = of(asked);
        return asked.equals(shown) ? why : Redaction.ofAddress(why.replace(asked, shown));
    }
}
