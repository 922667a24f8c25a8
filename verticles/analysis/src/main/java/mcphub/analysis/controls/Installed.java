package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import org.semver4j.Semver;

/**
 * A package with the version that advisories are asked about: that of the source itself, or of what is installed with it. What a lock settles is exact; of a requirement it is the
 * lowest that it lets in.
 *
 * @param manifest which says so
 * @param line where it does
 * @param requirement as it is written, where no lock settles the version; else empty
 */
public record Installed(Manifest manifest, int line, String name, String version, String requirement, boolean itself) {

    /** Everything that a source says is installed; a repository's own number is that of some release, and left out. */
    public static List<Installed> in(Source source) {
        var all = new ArrayList<Installed>();
        for (var manifest : source.manifests()) {
            var name = manifest.field("name");
            var version = manifest.field("version");
            if (source.origin() != Origin.GIT && name.isPresent() && version.isPresent()) {
                all.add(new Installed(manifest, manifest.lineOf("version"), name.get(), version.get(), "", true));
            }
            var locks = LockedVersions.of(source, manifest);
            for (var dependency : manifest.installed()) {
                var locked = locks.get(dependency.name());
                if (locked != null) {
                    all.add(new Installed(manifest, dependency.line(), dependency.name(), locked, "", false));
                } else {
                    lowest(manifest, dependency)
                            .ifPresent(lowest -> all.add(new Installed(
                                    manifest,
                                    dependency.line(),
                                    dependency.name(),
                                    lowest,
                                    dependency.requirement(),
                                    false)));
                }
            }
        }
        return all;
    }

    private static Optional<String> lowest(Manifest manifest, Dependency dependency) {
        return Versions.range(dependency, manifest.ecosystem())
                .flatMap(Versions::lowest)
                .map(Semver::getVersion);
    }

    /** The ecosystem as OSV calls it. */
    public String ecosystem() {
        return ecosystem(manifest.ecosystem());
    }

    private static String ecosystem(Ecosystem ecosystem) {
        return switch (ecosystem) {
            case NPM -> "npm";
            case PYPI -> "PyPI";
        };
    }

    /** Whether a requirement of an ecosystem, as OSV calls it, lets one of these versions in. */
    public static boolean letsIn(String ecosystem, String requirement, List<String> versions) {
        var asked = new Dependency("", requirement, Dependency.Scope.RUNTIME, 1);
        return Versions.range(asked, Ecosystem.valueOf(ecosystem.toUpperCase(Locale.ROOT)))
                .filter(range -> versions.stream()
                        .map(version -> Semver.isValid(version) ? Semver.parse(version) : Semver.coerce(version))
                        .anyMatch(version -> version != null && range.isSatisfiedBy(version)))
                .isPresent();
    }
}
