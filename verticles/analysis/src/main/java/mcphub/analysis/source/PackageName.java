package mcphub.analysis.source;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of an npm package, with or without a scope. Capitals are allowed: new packages may not have them, old ones do.
 *
 * @param value the name as people write it, such as {@code @scope/name}
 */
public record PackageName(String value) {
    private static final int MAX_CHARACTERS = 214;
    private static final Pattern SHAPE =
            Pattern.compile("(@[A-Za-z0-9~-][A-Za-z0-9._~-]*+/)?[A-Za-z0-9~-][A-Za-z0-9._~-]*+");
    private static final Set<String> RESERVED = Set.of("node_modules", "favicon.ico");

    /** Refuses what npm could not have published, as {@link SourceRejected}. */
    public PackageName {
        if (value.length() > MAX_CHARACTERS || !SHAPE.matcher(value).matches() || RESERVED.contains(value)) {
            throw new SourceRejected(Quote.of(value)
                    + " is no name of an npm package; expected \"name\" or \"@scope/name\" of letters, digits, \".\", \"_\""
                    + " and \"-\", 214 characters at most, not starting with \".\" or \"_\".");
        }
    }

    /** The name as one segment of a URL's path, which is how registries want scoped names too. */
    public String encoded() {
        return value.replace("/", "%2F");
    }
}
