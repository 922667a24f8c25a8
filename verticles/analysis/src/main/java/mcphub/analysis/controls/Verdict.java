package mcphub.analysis.controls;

import java.util.List;

/**
 * A judge's answer: the outcome, why in one sentence, and the places where it failed.
 *
 * @param findings empty unless FAILED, where it holds at least one; in the order of path, line
 */
public record Verdict(Outcome outcome, String message, List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
        if ((outcome == Outcome.FAILED) == findings.isEmpty()) {
            throw new IllegalArgumentException("findings belong to FAILED and to nothing else, got " + outcome);
        }
    }

    /** Judged, and nothing was wrong. */
    public static Verdict passed(String message) {
        return new Verdict(Outcome.PASSED, message, List.of());
    }

    /** Judged, and wrong at these places. */
    public static Verdict failed(String message, List<Finding> findings) {
        return new Verdict(Outcome.FAILED, message, findings);
    }

    /**
     * The source does not show it.
     *
     * @param reason what is missing, for a person
     */
    public static Verdict inconclusive(String reason) {
        return new Verdict(Outcome.INCONCLUSIVE, reason, List.of());
    }
}
