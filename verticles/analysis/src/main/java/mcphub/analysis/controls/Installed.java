package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;

/**
 * A package with the version that advisories are asked about: that of the source itself, or of what is installed with it. What a lock settles is exact; what none does is what is asked for.
 *
 * @param ecosystem as OSV calls it
 * @param version exact, or what is asked for
 * @param requirement the range that is asked for, where nothing settles the version; else empty
 * @param itself whether it is the source itself
 * @param scope when it is installed
 * @param via the packages that bring it, the one that the manifest names first; empty where the manifest names it
 * @param file which says so
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
        String file,
        int line) {

    public Installed {
        via = List.copyOf(via);
    }

    /** Everything that a source says is installed; a repository's own number is that of some release, and left out. */
    public static List<Installed> in(Source source) {
        var all = new ArrayList<Installed>();
        for (var manifest : source.manifests()) {
            var ecosystem = ecosystem(manifest.ecosystem());
            var file = manifest.file().path();
            var name = manifest.field("name");
            var version = manifest.field("version");
            if (source.origin() != Origin.GIT && name.isPresent() && version.isPresent()) {
                all.add(new Installed(
                        ecosystem,
                        name.get(),
                        version.get(),
                        "",
                        true,
                        Scope.RUNTIME,
                        List.of(),
                        file,
                        manifest.lineOf("version")));
            }
            var locks = LockedVersions.of(source, manifest);
            for (var dependency : manifest.installed()) {
                var locked = locks.get(dependency.name());
                var asked = locked == null ? Versions.asked(dependency, manifest.ecosystem()) : "";
                all.add(new Installed(
                        ecosystem,
                        dependency.name(),
                        locked == null ? asked : locked,
                        asked,
                        false,
                        dependency.scope(),
                        List.of(),
                        file,
                        dependency.line()));
            }
        }
        return all;
    }

    /** As OSV calls it. */
    static String ecosystem(Ecosystem ecosystem) {
        return switch (ecosystem) {
            case NPM -> "npm";
            case PYPI -> "PyPI";
        };
    }
}
