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
import org.semver4j.Semver;

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
                        .filter(advisory -> hits(advisory, manifest, dependency, locks))
                        .forEach(advisory -> findings.onLine(
                                manifest.file(),
                                dependency.line(),
                                advisory.severity(),
                                dependency.name() + " "
                                        + Optional.ofNullable(locks.get(dependency.name()))
                                                .orElse(dependency.requirement()),
                                advisory.id() + ": " + advisory.summary() + fix(advisory)));
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
                .filter(advisory -> Versions.within(version, advisory.affected()))
                .forEach(advisory -> findings.onLine(
                        manifest.file(),
                        manifest.lineOf("version"),
                        advisory.severity(),
                        name + " " + version,
                        "This very version is vulnerable. " + advisory.id() + ": " + advisory.summary()
                                + fix(advisory)));
    }

    /** The locked version decides; without a lock file, whether a new installation could get a fixed one. */
    private static boolean hits(
            Advisory advisory, Manifest manifest, Dependency dependency, Map<String, String> locks) {
        var locked = locks.get(dependency.name());
        if (locked != null) {
            return Versions.within(locked, advisory.affected());
        }
        var range = Versions.range(dependency, manifest.ecosystem());
        return range.flatMap(Versions::lowest)
                        .filter(lowest -> Versions.within(lowest.getVersion(), advisory.affected()))
                        .isPresent()
                && advisory.fixed().stream().map(Semver::new).noneMatch(range.orElseThrow()::isSatisfiedBy);
    }

    private static String fix(Advisory advisory) {
        return advisory.fixed().isEmpty() ? "" : " (fixed in " + String.join(", ", advisory.fixed()) + ")";
    }
}
