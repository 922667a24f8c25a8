package mcphub.analysis.controls;

import java.util.Optional;
import java.util.stream.Stream;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges what a version installs, and the version itself, by the flaws that are known. */
final class Vulnerabilities {
    private final KnownFlaws known;

    Vulnerabilities(KnownFlaws known) {
        this.known = known;
    }

    Verdict judge(Source source, Control control) {
        if (source.manifests().isEmpty()) {
            return Verdict.inconclusive("There is no manifest that names dependencies");
        }
        var findings = new Findings();
        boolean any = false;
        var installation = Installation.of(source);
        for (var one : installation.all()) {
            if (one.scope() == Scope.DEVELOPMENT) {
                continue;
            }
            for (var flaw : known.of(one)) {
                any = true;
                findings.onLine(
                        one.file(),
                        one.line(),
                        flaw.severity(),
                        one.name() + " " + one.version(),
                        (one.itself() ? "This very version is vulnerable. " : "") + flaw.told() + brought(one));
            }
        }
        var gap = Stream.concat(
                        source.manifests().stream()
                                .map(Manifest::ecosystem)
                                .distinct()
                                .map(known::gap)
                                .flatMap(Optional::stream),
                        installation.gaps().stream().map(TextFile::message))
                .findFirst();
        return !any && gap.isPresent()
                ? Verdict.inconclusive(gap.get())
                : Dependencies.ofAll(source, findings, "No installed dependency is known to be vulnerable", control);
    }

    private static String brought(Installed one) {
        return one.via().isEmpty()
                ? ""
                : TextFile.message(" It is installed by way of " + String.join(" and ", one.via()) + ".");
    }
}
