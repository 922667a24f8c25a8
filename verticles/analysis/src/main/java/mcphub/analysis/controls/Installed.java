package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;

/**
 * A package with the version that advisories are asked about: that of the source itself, or of what is installed with it. What a lock settles is exact; what none does is what is asked for.
 *
 * @param manifest which says so
 * @param line where it does
 * @param version exact, or what is asked for
 * @param requirement the range that is asked for, where no lock settles the version; else empty
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
                var asked = locked == null ? Versions.asked(dependency, manifest.ecosystem()) : "";
                all.add(new Installed(
                        manifest, dependency.line(), dependency.name(), locked == null ? asked : locked, asked, false));
            }
        }
        return all;
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
}
