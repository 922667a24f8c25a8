package mcphub.analysis.controls;

import java.util.List;

/**
 * A flaw that something which is installed has.
 *
 * @param names what it is called, the first one first
 * @param summary one sentence; may be empty
 * @param fixed the first version of each line that does not have it; empty where there is none
 * @param isPossible whether it only may have it: it depends on the release that a range takes
 */
public record Flaw(List<String> names, Severity severity, String summary, List<String> fixed, boolean isPossible) {
    public Flaw {
        names = List.copyOf(names);
        fixed = List.copyOf(fixed);
    }

    String told() {
        return String.join(", ", names)
                + (summary.isEmpty() ? "" : ": " + summary)
                + (fixed.isEmpty() ? "" : " (fixed in " + String.join(", ", fixed) + ")")
                + (isPossible ? "; may be affected: it depends on the release that this range takes" : "");
    }
}
