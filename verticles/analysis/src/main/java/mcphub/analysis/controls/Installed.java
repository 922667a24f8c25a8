package mcphub.analysis.controls;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.analysis.installed.Reach.Reached;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.kernel.npm.NpmVersion;
import mcphub.kernel.python.PythonVersion;
import org.jspecify.annotations.Nullable;

/**
 * A package with the version that advisories are asked about: that of the source itself, or of what is installed with it. What a lock settles is exact; what none does is what is asked for.
 *
 * @param ecosystem as OSV calls it
 * @param version exact, or what is asked for; what takes anything stands for none
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
    /** As names and versions of packages are, and short enough for an index. */
    public static final Pattern STORABLE = Pattern.compile("[ -~]{1,500}");

    public Installed {
        if (version.isBlank()) {
            requirement = ecosystem.equals("npm") ? "*" : ">=0";
            version = requirement;
        }
        // it is kept, and addresses carry passwords
        version = Redaction.ofAddress(version);
        requirement = Redaction.ofAddress(requirement);
        via = List.copyOf(via);
    }

    /** Something that a tree leads to, by a line of a file. */
    static Installed of(Ecosystem ecosystem, Reached one, String file, int line) {
        boolean isSettled = !one.version().isEmpty();
        return new Installed(
                Installed.ecosystem(ecosystem),
                one.name(),
                isSettled ? one.version() : one.requirement(),
                isSettled ? "" : one.requirement(),
                false,
                one.scope(),
                one.via(),
                one.license(),
                file,
                line);
    }

    /** The same of which nobody says a licence. */
    Installed withoutLicense() {
        return new Installed(ecosystem, name, version, requirement, itself, scope, via, null, file, line);
    }

    /** Whether its name and version are such as packages have, and short enough for an index. */
    public boolean canBeStored() {
        return Stream.of(name, version).allMatch(text -> STORABLE.matcher(text).matches())
                && (requirement.isEmpty() || STORABLE.matcher(requirement).matches());
    }

    /** Whether it is one release, whose place among all releases of its ecosystem can be told. */
    boolean isOrdered() {
        return requirement.isEmpty()
                && (ecosystem.equals("npm")
                        ? NpmVersion.loose(version).isPresent()
                        : PythonVersion.read(version).isPresent());
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
