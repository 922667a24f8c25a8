package mcphub.analysis.controls;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Controls that together are suspected of being malice.
 *
 * @param all those of which each failed, with the least severity of a finding that counts
 * @param any those of which at least one did; empty where those of {@code all} are enough, being critical
 * @param says what it looks like, for a person
 */
record Combination(Map<String, Severity> all, Map<String, Severity> any, String says) {

    Combination {
        all = Map.copyOf(all);
        any = Map.copyOf(any);
        boolean isWorst = all.values().stream().allMatch(Severity.CRITICAL::equals);
        if (all.isEmpty() || (any.isEmpty() && !isWorst)) {
            throw new IllegalArgumentException(
                    "suspicion: no control alone is malice, unless at its worst; both 'all' and 'any' name some");
        }
    }

    Set<String> controls() {
        var controls = new TreeSet<>(all.keySet());
        controls.addAll(any.keySet());
        return controls;
    }

    /** The findings that make it up, in the order of the results; none where it is not there as a whole. */
    Set<Suspicion.Trace> traces(List<ControlResult> results) {
        boolean isThere =
                all.entrySet().stream().noneMatch(each -> of(each, results).isEmpty())
                        && (any.isEmpty()
                                || any.entrySet().stream()
                                        .anyMatch(each -> !of(each, results).isEmpty()));
        var traces = new LinkedHashSet<Suspicion.Trace>();
        if (isThere) {
            all.entrySet().forEach(each -> traces.addAll(of(each, results)));
            any.entrySet().forEach(each -> traces.addAll(of(each, results)));
        }
        return traces;
    }

    private static List<Suspicion.Trace> of(Map.Entry<String, Severity> each, List<ControlResult> results) {
        return results.stream()
                .filter(result -> result.control().id().equals(each.getKey()))
                .flatMap(result -> result.verdict().findings().stream())
                .filter(finding -> finding.severity().compareTo(each.getValue()) <= 0)
                .map(finding -> Suspicion.Trace.of(each.getKey(), finding))
                .toList();
    }
}
