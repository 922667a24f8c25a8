package mcphub.analysis.local;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Outcome;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.Suspicion;
import mcphub.analysis.reading.Kind;
import mcphub.analysis.scoring.Scores;
import mcphub.kernel.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What a scan without a hub found.
 *
 * @param toolchain what judged
 * @param catalogue the version of the controls
 * @param findings the worst first
 * @param results of all controls, by id; suppressions and a baseline change nothing in them
 * @param scores what a hub would give that knows of no advisory; suppressions and a baseline change nothing in them
 * @param scoresDocument the same as the API shows them
 * @param vulnerable why it is known to be vulnerable; null where it is not
 * @param suspicion of malice, which no suppression hides; null for none
 * @param isSuspicionKnown whether the baseline has all that it rests on
 * @param kind what it is
 * @param manifest the file that stands for the source as a whole
 * @param notes what else a reader should know, sentences without a stop
 */
public record ScanReport(
        Subject subject,
        String toolchain,
        String catalogue,
        List<Reported> findings,
        List<ControlResult> results,
        Scores scores,
        JsonObject scoresDocument,
        @Nullable String vulnerable,
        @Nullable Suspicion suspicion,
        boolean isSuspicionKnown,
        Reading reading,
        Kind kind,
        String manifest,
        List<String> notes) {

    public ScanReport {
        findings = List.copyOf(findings);
        results = List.copyOf(results);
        notes = notes.stream().map(Plain::of).toList();
    }

    /** The same with the findings marked that an earlier report has. */
    public ScanReport against(Set<String> fingerprints) {
        return new ScanReport(
                subject,
                toolchain,
                catalogue,
                findings.stream()
                        .map(one -> one.knownBy(fingerprints.contains(one.fingerprint())))
                        .toList(),
                results,
                scores,
                scoresDocument,
                vulnerable,
                suspicion,
                suspicion != null && suspicion.isClearedBy(fingerprints),
                reading,
                kind,
                manifest,
                notes);
    }

    /** Whether there is a finding that counts and is at least as bad, or what there is together is suspected of malice. */
    public boolean isFailedBy(Severity least) {
        return (suspicion != null && !isSuspicionKnown)
                || findings.stream()
                        .anyMatch(one -> one.counts() && one.severity().compareTo(least) <= 0);
    }

    /** What the scores are worth, in words. */
    String worth() {
        return Standing.level(scores.grade(), scores.level().number());
    }

    /** How much was judged, in words. */
    String coverage() {
        return Standing.coverage(scoresDocument.getJsonObject("coverage"));
    }

    /** The controls that could not be judged. */
    public List<ControlResult> notJudged() {
        return results.stream()
                .filter(result -> result.verdict().outcome() == Outcome.INCONCLUSIVE)
                .toList();
    }

    /** How many findings count, by severity. */
    public Map<Severity, Long> counts() {
        return findings.stream()
                .filter(Reported::counts)
                .collect(Collectors.groupingBy(Reported::severity, Collectors.counting()));
    }

    /** In one line: {@code 3 findings (1 high, 2 low), 1 suppressed, 4 in the baseline}. */
    String told() {
        var counts = counts();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        String by = List.of(Severity.values()).stream()
                .filter(counts::containsKey)
                .map(severity -> counts.get(severity) + " " + severity.label())
                .collect(Collectors.joining(", "));
        return all
                + (all == 1 ? " finding" : " findings")
                + (by.isEmpty() ? "" : " (" + by + ")")
                + more(
                        findings.stream()
                                .filter(one -> one.suppression() != null)
                                .toList(),
                        "suppressed")
                + more(findings.stream().filter(Reported::isKnown).toList(), "in the baseline");
    }

    private static String more(Collection<Reported> some, String what) {
        return some.isEmpty() ? "" : ", " + some.size() + " " + what;
    }
}
