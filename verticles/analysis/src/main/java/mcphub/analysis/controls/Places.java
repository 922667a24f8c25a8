package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the findings of one control, one a line, and makes the verdict of them. */
final class Places {
    private static final int MAX_EVIDENCE = 200;

    private final Control control;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Places(Control control) {
        this.control = control;
    }

    /** Adds a place in a text, unless that line is among the findings already. */
    void add(TextFile file, int position, String evidence, String message) {
        int line = file.line(position);
        if (seen.add(file.path() + ":" + line)) {
            findings.add(new Finding(control.severity(), file.path(), line, cut(evidence), message));
        }
    }

    /** Adds something about a file, or about the source as a whole. */
    void add(@Nullable String path, @Nullable Integer line, String evidence, String message) {
        add(control.severity(), path, line, evidence, message);
    }

    void add(Severity severity, @Nullable String path, @Nullable Integer line, String evidence, String message) {
        findings.add(new Finding(severity, path, line, cut(evidence), message));
    }

    /** How many lines of a file are among the findings. */
    boolean isEmpty() {
        return findings.isEmpty();
    }

    /** Failed with what was found, or passed with this message. */
    Verdict verdict(String passed) {
        if (findings.isEmpty()) {
            return Verdict.passed(passed);
        }
        findings.sort(Comparator.comparing((Finding f) -> f.file() == null ? "" : f.file())
                .thenComparingInt(f -> f.line() == null ? 0 : f.line())
                .thenComparing(Finding::evidence));
        String first = findings.getFirst().message();
        return Verdict.failed(
                findings.size() == 1 ? first : findings.size() + " findings; the first: " + first, findings);
    }

    private static String cut(String evidence) {
        String plain = evidence.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > MAX_EVIDENCE ? plain.substring(0, MAX_EVIDENCE - 1) + "…" : plain;
    }
}
