package mcphub.analysis.controls;

import java.util.Optional;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;

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
        for (var one : Installed.in(source)) {
            for (var flaw : known.of(one)) {
                any = true;
                findings.onLine(
                        one.file(),
                        one.line(),
                        flaw.severity(),
                        one.name() + " " + one.version(),
                        (one.itself() ? "This very version is vulnerable. " : "") + flaw.told());
            }
        }
        var gap = source.manifests().stream()
                .map(Manifest::ecosystem)
                .distinct()
                .map(known::gap)
                .flatMap(Optional::stream)
                .findFirst();
        return !any && gap.isPresent()
                ? Verdict.inconclusive(gap.get())
                : Dependencies.ofAll(source, findings, "No declared dependency is known to be vulnerable", control);
    }
}
