package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Gathers what a judge finds, once a place, and makes a verdict of it. */
final class Findings {
    static final Comparator<Finding> ORDER = Comparator.comparing(
                    (Finding finding) -> finding.file() == null ? "" : finding.file())
            .thenComparingInt(finding -> finding.line() == null ? 0 : finding.line())
            .thenComparing(Finding::severity)
            .thenComparing(Finding::message)
            .thenComparing(Finding::evidence);

    /** Of what looked for something and found none of it. */
    static final String NOTHING = "Nothing of the kind was found";

    private record Place(String file, int line, boolean isByDesign) {}

    private final Map<Place, Finding> placed = new LinkedHashMap<>();
    private final List<Finding> others = new ArrayList<>();

    /** A finding at a position; the worst of those on one line stands, and among those that are by design, which others do not hide. */
    void at(TextFile file, int position, Severity severity, String evidence, String message) {
        at(file, position, severity, evidence, message, Flow.NONE);
    }

    /** The same about somebody's value. */
    void at(TextFile file, int position, Severity severity, String evidence, String message, Flow flow) {
        int line = file.lineOf(position);
        placed.merge(
                new Place(file.path(), line, flow.byDesign()),
                new Finding(severity, file.path(), line, TextFile.oneLine(evidence), message, flow),
                (old, fresh) -> Finding.WORST.compare(fresh, old) < 0 ? fresh : old);
    }

    /** A finding on a line that a manifest knows; several may share one. */
    void onLine(TextFile file, int line, Severity severity, String evidence, String message) {
        onLine(file.path(), line, severity, evidence, message);
    }

    /** The same of a file that is not at hand. */
    void onLine(String path, int line, Severity severity, String evidence, String message) {
        others.add(new Finding(severity, path, line, TextFile.oneLine(evidence), message));
    }

    /** A finding about a whole file. */
    void inFile(String path, Severity severity, String evidence, String message) {
        others.add(new Finding(severity, path, null, TextFile.oneLine(evidence), message));
    }

    /** A finding about the source as a whole. */
    void overall(Severity severity, String message) {
        others.add(new Finding(severity, null, null, "", message));
    }

    /** All of them, in the order of path and line. */
    List<Finding> sorted() {
        var all = new ArrayList<Finding>(placed.values());
        all.addAll(others);
        all.sort(ORDER);
        return all;
    }

    /** Failed with what was found, or passed where nothing was. */
    Verdict verdict(String passed, String failed) {
        var found = sorted();
        return found.isEmpty()
                ? Verdict.passed(passed)
                : Verdict.failed(failed + ": " + found.size() + (found.size() == 1 ? " finding" : " findings"), found);
    }

    /** As {@link #verdict(String, String)}; nothing found is inconclusive where code was not read, for it may be there. */
    Verdict verdict(Source source, String passed, String failed) {
        int unread = source.unreadCode().size();
        if (unread == 0) {
            return verdict(passed, failed);
        }
        var note = unread + (unread == 1 ? " file" : " files") + " of code not read";
        return sorted().isEmpty()
                ? Verdict.inconclusive("Nothing was found in what could be read; " + note)
                : verdict(passed, failed + " (" + note + ")");
    }
}
