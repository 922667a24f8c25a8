package mcphub.analysis.closure;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a dependency asks for, as npm understands the text behind its name. */
sealed interface Wanted {
    Pattern FILE = Pattern.compile("(?:[.]|~/|/|[a-zA-Z]:[/\\\\]).*", Pattern.DOTALL);
    Pattern PROTOCOL = Pattern.compile("(?:git\\+)?([a-z]+):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    Pattern ARCHIVE = Pattern.compile(".*\\.(?:tgz|tar\\.gz|tar)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * A release of a package of the registry.
     *
     * @param name the package's own name, whatever it is called where it is wanted; it may be no name at all
     * @param spec a version, a range or a tag; {@code *} where nothing is said
     */
    record Registered(String name, String spec) implements Wanted {}

    /**
     * Something that is not in the registry.
     *
     * @param why as people are told
     */
    record Elsewhere(String why) implements Wanted {}

    /** Reads what stands behind a name. */
    static Wanted of(String name, String text) {
        if (text.length() > Tokens.LONGEST) {
            return new Elsewhere("it has more than %,d characters, which are not read".formatted(Tokens.LONGEST));
        }
        String spec = text.strip();
        if (spec.toLowerCase(Locale.ROOT).startsWith("file:")
                || FILE.matcher(spec).matches()) {
            return new Elsewhere("a folder or file, which is not followed");
        }
        if (spec.startsWith("npm:")) {
            String other = spec.substring("npm:".length());
            int at = other.indexOf('@', 1);
            if (other.substring(0, Math.max(at, 0)).indexOf(':') >= 0) {
                return new Elsewhere("another name of what is in no registry");
            }
            return new Registered(at < 0 ? other : other.substring(0, at), any(at < 0 ? "" : other.substring(at + 1)));
        }
        var protocol = PROTOCOL.matcher(spec);
        if (protocol.matches()) {
            return switch (protocol.group(1).toLowerCase(Locale.ROOT)) {
                case "http", "https" -> new Elsewhere("an address, which is not followed");
                case "git", "ssh", "github", "gitlab", "bitbucket", "gist" ->
                    new Elsewhere("a repository, which is not followed");
                default -> new Elsewhere("npm knows no such kind of dependency");
            };
        }
        if (spec.indexOf('/') >= 0) {
            return new Elsewhere("a repository, which is not followed");
        }
        return ARCHIVE.matcher(spec).matches()
                ? new Elsewhere("a folder or file, which is not followed")
                : new Registered(name, any(spec));
    }

    private static String any(String spec) {
        return spec.isBlank() ? "*" : spec.strip();
    }
}
