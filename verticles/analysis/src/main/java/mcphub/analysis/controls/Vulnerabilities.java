package mcphub.analysis.controls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.kernel.osv.Affectedness;

/** Judges what a version installs, and the version itself, against the advisories we know. */
final class Vulnerabilities {
    private final Map<String, List<Advisory>> byPackage;

    Vulnerabilities(List<Advisory> advisories) {
        byPackage = advisories.stream().collect(Collectors.groupingBy(Advisory::packageName));
    }

    Verdict judge(Source source, Control control) {
        if (source.manifests().isEmpty()) {
            return Verdict.inconclusive("There is no manifest that names dependencies");
        }
        var findings = new Findings();
        for (var manifest : source.manifests()) {
            if (source.origin() != Origin.GIT) {
                itself(manifest, findings);
            }
            var locks = LockedVersions.of(source, manifest);
            for (var dependency : manifest.installed()) {
                known(manifest, dependency.name())
                        .forEach(advisory -> installed(advisory, manifest, dependency, locks, findings));
            }
        }
        return findings.verdict("No declared dependency is known to be vulnerable", control.name());
    }

    private Stream<Advisory> known(Manifest manifest, String name) {
        return byPackage.getOrDefault(name, List.of()).stream()
                .filter(advisory -> advisory.ecosystem() == manifest.ecosystem());
    }

    /** Not on a repository, where the number in the manifest is that of some release, not of the commit. */
    private void itself(Manifest manifest, Findings findings) {
        var name = manifest.field("name").orElse("");
        var version = manifest.field("version").orElse("");
        known(manifest, name)
                .filter(advisory -> advisory.versions().version(version).isPossible())
                .forEach(advisory -> findings.onLine(
                        manifest.file(),
                        manifest.lineOf("version"),
                        advisory.severity(),
                        name + " " + version,
                        "This very version is vulnerable. " + advisory.id() + ": " + advisory.summary()
                                + fix(advisory)));
    }

    /** The locked version decides; without a lock file, what a new installation takes, or may take. */
    private static void installed(
            Advisory advisory, Manifest manifest, Dependency dependency, Map<String, String> locks, Findings findings) {
        var locked = Optional.ofNullable(locks.get(dependency.name()));
        var affected = locked.map(advisory.versions()::version)
                .orElseGet(() -> advisory.versions().range(Versions.asked(dependency, manifest.ecosystem())));
        if (affected.isPossible()) {
            findings.onLine(
                    manifest.file(),
                    dependency.line(),
                    advisory.severity(),
                    dependency.name() + " " + locked.orElse(dependency.requirement()),
                    advisory.id() + ": " + advisory.summary() + fix(advisory)
                            + (affected == Affectedness.MAY_BE_AFFECTED
                                    ? "; may be affected: it depends on the release that this range takes"
                                    : ""));
        }
    }

    private static String fix(Advisory advisory) {
        return advisory.fixed().isEmpty() ? "" : " (fixed in " + String.join(", ", advisory.fixed()) + ")";
    }
}
