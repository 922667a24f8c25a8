package mcphub.analysis.local;

import java.util.List;
import mcphub.analysis.controls.Control;
import mcphub.analysis.controls.Flow;
import mcphub.analysis.controls.Severity;
import mcphub.kernel.Provenance;
import mcphub.kernel.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A finding as it is reported; its texts are printable and without secrets.
 *
 * @param fingerprint what it is known again by
 * @param time the number of those of one fingerprint, from 1 on
 * @param file path inside the source; null where it is about the source as a whole
 * @param line 1-based; null where it is about the whole file
 * @param evidence what stands there; may be empty
 * @param message what the engine says, the way that a value took in it
 * @param trace the same, taken apart
 * @param flow what is known of the value that it is about
 * @param excerpt the line and those around it; may be empty
 * @param suppression why it is hidden; null where it is not
 * @param isKnown whether the baseline has it
 */
public record Reported(
        Control control,
        Severity severity,
        String fingerprint,
        int time,
        @Nullable String file,
        @Nullable Integer line,
        String evidence,
        String message,
        Trace trace,
        Flow flow,
        List<Line> excerpt,
        @Nullable String suppression,
        boolean isKnown) {

    public Reported {
        excerpt = List.copyOf(excerpt);
    }

    /** Whether it counts for how a scan ends. */
    public boolean counts() {
        return suppression == null && !isKnown;
    }

    /** Where it is, for people. */
    public String place() {
        return file == null ? "the source as a whole" : Plain.of(file) + (line == null ? "" : ":" + line);
    }

    /** Whose value it is about, in which tool, and whether that says so; empty where nothing is known. */
    String provenance() {
        String tool = flow.tool();
        return Provenance.of(tool == null ? null : Plain.of(tool), flow.values(), flow.byDesign());
    }

    Reported knownBy(boolean known) {
        return new Reported(
                control,
                severity,
                fingerprint,
                time,
                file,
                line,
                evidence,
                message,
                trace,
                flow,
                excerpt,
                suppression,
                known);
    }
}
