package mcphub.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import mcphub.kernel.npm.NpmVersion;
import org.jspecify.annotations.Nullable;

/**
 * What something that is asked about means, as far as its own words tell: a package of npm, a repository, a name of the catalog, or something that the catalog cannot have.
 *
 * @param by how it is looked up
 * @param key the package, the repository behind {@code git:}, the name, or all that there is
 * @param version exactly; of a name as it stands, since only its source tells how versions are written
 * @param range what stands where a version is not exact; null where nothing stands there
 */
record Meaning(
        By by,
        String key,
        @Nullable String version,
        @Nullable String range) {

    /** How something is looked up. */
    enum By {
        PACKAGE,
        REPOSITORY,
        NAME,
        NOTHING
    }

    private static final String PURL = "pkg:npm/";
    private static final String NPM = "npm:";

    /** Reads what is asked; packages of a configuration are known to be some, names that somebody gave are read. */
    static Meaning of(Asked asked) {
        var place = asked.place();
        if (place != null) {
            var by = switch (place.kind()) {
                case "npm" -> By.PACKAGE;
                case "git" -> By.REPOSITORY;
                default -> By.NOTHING;
            };
            return new Meaning(by, asked.name(), asked.version(), asked.range());
        }
        String name = asked.name().strip();
        boolean isPackage = name.startsWith(PURL) || name.startsWith(NPM);
        if (name.startsWith(PURL)) {
            String decoded = decoded(name.substring(PURL.length()));
            if (decoded == null) {
                return new Meaning(By.NOTHING, asked.name(), null, null);
            }
            name = decoded;
        } else if (name.startsWith(NPM)) {
            name = name.substring(NPM.length());
        }
        int at = name.indexOf('@', 1);
        String named = at < 0 ? null : name.substring(at + 1);
        String version = asked.version() == null ? named : asked.version();
        String key = at < 0 ? name : name.substring(0, at);
        if (named != null && asked.version() != null && !named.equals(asked.version())) {
            return new Meaning(By.NOTHING, asked.name(), null, null);
        }
        return isPackage ? pinned(key, version) : new Meaning(By.NAME, key, version, null);
    }

    /** A package with what was written for its version, read as npm reads it: {@code v1.2.3} is 1.2.3, all that is not exact a range. */
    static Meaning pinned(String npmPackage, @Nullable String written) {
        String exact = written == null ? null : exact(written);
        return new Meaning(By.PACKAGE, npmPackage, exact, exact == null ? written : null);
    }

    /** The exact version that npm takes this for, in its canonical form; null where it is a range or a tag. */
    static @Nullable String exact(String written) {
        return NpmVersion.loose(written).map(NpmVersion::toString).orElse(null);
    }

    /** What a purl says once its escapes are read; null where they cannot be. */
    private static @Nullable String decoded(String purl) {
        String bare = purl.split("[?#]", 2)[0];
        try {
            return URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The names under which a rule against something may know what is asked about. */
    static List<String> names(Asked asked) {
        var meaning = of(asked);
        if (meaning.by() == By.PACKAGE) {
            return List.of(meaning.key(), NPM + meaning.key());
        }
        String name = meaning.key();
        String plain = name.substring(name.indexOf(':') + 1);
        return asked.version() != null && name.startsWith("oci:")
                ? List.of(name, plain, name + ':' + asked.version())
                : name.equals(plain) || name.toLowerCase(Locale.ROOT).startsWith("remote:")
                        ? List.of(name)
                        : List.of(name, plain);
    }
}
