package mcphub.analysis.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.Control;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.kernel.Trace;

/**
 * Makes reports of what the engine found.
 *
 * @param toolchain what judged
 */
public record ScanReports(Catalogue catalogue, String toolchain) {
    private static final String MANIFEST = "package.json";

    /** One finding, and whose it is. */
    private record Found(Control control, Finding finding) {}

    /**
     * A report.
     *
     * @param leftOut how many of what the source was read without, by what it is
     * @param notes what else a reader should know
     */
    public ScanReport of(
            Subject subject, Source source, Judged judged, Map<String, Integer> leftOut, List<String> notes) {
        boolean isOwn = source.origin() == Origin.FOLDER;
        var suppressing = isOwn
                ? Suppressing.in(
                        source, catalogue.controls().stream().map(Control::id).collect(Collectors.toSet()))
                : new Suppressing();
        var findings = findings(judged.whole(), source, suppressing);
        var all = new ArrayList<>(notes);
        all.addAll(suppressing.notes());
        return new ScanReport(
                subject,
                toolchain,
                catalogue.version(),
                findings,
                judged.results(),
                judged.scores(),
                judged.document(),
                judged.vulnerable(),
                catalogue.suspicion(judged.results()).orElse(null),
                false,
                Reading.of(source, leftOut),
                source.kind().told(text -> Plain.of(catalogue.redacted(text))),
                source.manifests().stream()
                        .findFirst()
                        .map(manifest -> manifest.file().path())
                        .orElse(MANIFEST),
                all);
    }

    private List<Reported> findings(List<ControlResult> whole, Source source, Suppressing suppressing) {
        var excerpts = new Excerpts(source, catalogue);
        var times = new HashMap<String, Integer>();
        return whole.stream()
                .flatMap(result ->
                        result.verdict().findings().stream().map(finding -> new Found(result.control(), finding)))
                .sorted(Comparator.comparing((Found found) -> found.finding().severity())
                        .thenComparing(found -> found.control().id()))
                .map(found -> {
                    String fingerprint =
                            found.finding().fingerprint(found.control().id());
                    return reported(
                            found, fingerprint, times.merge(fingerprint, 1, Integer::sum), excerpts, suppressing);
                })
                .toList();
    }

    private Reported reported(Found found, String fingerprint, int time, Excerpts excerpts, Suppressing suppressing) {
        var finding = found.finding();
        String file = finding.file();
        String evidence = Plain.of(file == null ? finding.evidence() : catalogue.redacted(finding.evidence(), file));
        String message = Plain.of(finding.message());
        return new Reported(
                found.control(),
                finding.severity(),
                fingerprint,
                time,
                file,
                finding.line(),
                evidence,
                message,
                Trace.of(message),
                finding.flow(),
                excerpts.of(found.control(), finding, evidence),
                suppressing.of(found.control().id(), finding).map(Plain::of).orElse(null),
                false);
    }
}
