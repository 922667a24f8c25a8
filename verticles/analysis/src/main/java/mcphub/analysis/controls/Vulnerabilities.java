package mcphub.analysis.controls;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mcphub.analysis.reading.TextFile;
import org.jspecify.annotations.Nullable;

/** Judges what a version installs, and the version itself, by the flaws that are known. */
final class Vulnerabilities {
    private record Hit(Installed on, Flaw flaw, @Nullable String unused) {
        Severity severity() {
            return unused == null ? flaw.severity() : Severity.LOW;
        }

        boolean isGrave() {
            boolean matters = on.itself() || severity().compareTo(Severity.HIGH) <= 0;
            return matters && !flaw.isPossible();
        }

        String told() {
            return on.name() + " " + on.version() + " (" + severity().label() + "): "
                    + flaw.names().getFirst();
        }
    }

    private Vulnerabilities() {}

    static Exposure judge(Composition composition, KnownFlaws known, Control control) {
        var hits = composition.inProduction().stream()
                .flatMap(one -> known.of(one).stream().map(flaw -> new Hit(one, flaw, unused(composition, one, flaw))))
                .toList();
        var findings = new Findings();
        hits.forEach(hit -> findings.onLine(
                hit.on.file(),
                hit.on.line(),
                hit.severity(),
                hit.on.name() + " " + hit.on.version(),
                (hit.on.itself() ? "This very version is vulnerable. " : "")
                        + hit.flaw.told()
                        + brought(hit.on)
                        + (hit.unused == null ? "" : ". Low here: " + hit.unused)));
        var vulnerable = hits.stream()
                .filter(Hit::isGrave)
                .min(Comparator.comparing((Hit hit) -> !hit.on.itself())
                        .thenComparing(Hit::severity)
                        .thenComparing(hit -> hit.flaw.names().getFirst())
                        .thenComparing(Hit::told))
                .map(Hit::told)
                .orElse(null);
        var gap = gap(composition, known);
        return new Exposure(verdict(findings, control, gap), vulnerable, gap);
    }

    /**
     * Why a flaw does not concern who has it; null where it may. What is not seen to be imported at all may be part of the code itself; what something else needs is used by that, and what
     * is not settled may need anything.
     */
    private static @Nullable String unused(Composition composition, Installed one, Flaw flaw) {
        if (one.itself() || !one.via().isEmpty() || composition.codeReadPercent() < 100) {
            return null;
        }
        return flaw.names().stream()
                .map(name -> Parts.shipped().of(name, one.ecosystem(), one.name()))
                .flatMap(Optional::stream)
                .findFirst()
                .filter(part -> part.isSeenIn(composition.imports()) && !part.isImportedBy(composition.imports()))
                .filter(part -> !composition.shared().contains(one.name())
                        && composition.inProduction().stream().noneMatch(other -> isOpen(other, one)))
                .map(Parts.Part::because)
                .orElse(null);
    }

    private static boolean isOpen(Installed other, Installed one) {
        return !other.itself()
                && !other.requirement().isEmpty()
                && !other.name().equals(one.name());
    }

    private static Verdict verdict(Findings findings, Control control, @Nullable String gap) {
        var found = findings.verdict("No dependency is known to be vulnerable", control.name());
        if (gap == null) {
            return found;
        }
        return found.outcome() == Outcome.PASSED
                ? Verdict.inconclusive(gap)
                : new Verdict(found.outcome(), found.message() + ". " + gap, found.findings());
    }

    private static @Nullable String gap(Composition composition, KnownFlaws known) {
        return Stream.concat(
                        Stream.ofNullable(composition.gap()),
                        composition.ecosystems().stream().map(known::gap).flatMap(Optional::stream))
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse(null);
    }

    private static String brought(Installed one) {
        return one.via().isEmpty()
                ? ""
                : TextFile.message(". It is installed by way of " + String.join(" and ", one.via()));
    }
}
