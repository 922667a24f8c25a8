package mcphub.analysis.controls;

import java.util.List;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import org.jspecify.annotations.Nullable;

/**
 * A package with the version that advisories are asked about: that of the source itself, or of what is installed with it. What a lock settles is exact; what none does is what is asked for.
 *
 * @param ecosystem as OSV calls it
 * @param version exact, or what is asked for
 * @param requirement the range that is asked for, where nothing settles the version; else empty
 * @param itself whether it is the source itself
 * @param scope when it is installed
 * @param via the packages that bring it, the one that the manifest names first; empty where the manifest names it
 * @param license as a lock file or the package's own manifest says; null where neither does
 * @param file the manifest that brings it, or what else says so
 * @param line where it does, 1-based
 */
public record Installed(
        String ecosystem,
        String name,
        String version,
        String requirement,
        boolean itself,
        Scope scope,
        List<String> via,
        @Nullable String license,
        String file,
        int line) {

    public Installed {
        // it is kept, and addresses carry passwords
        version = Redaction.ofAddress(version);
        requirement = Redaction.ofAddress(requirement);
        via = List.copyOf(via);
    }

    /** Everything that a source says is installed; a repository's own number is that of some release, and left out. */
    public static List<Installed> in(Source source) {
        return Installation.of(source).all();
    }

    /** As OSV calls it. */
    public static String ecosystem(Ecosystem ecosystem) {
        return switch (ecosystem) {
            case NPM -> "npm";
            case PYPI -> "PyPI";
        };
    }
}
