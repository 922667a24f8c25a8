package mcphub.analysis.controls;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That a version is suspected of malice.
 *
 * @param reason what it looks like, for a person
 * @param traces the findings that it rests on, each fingerprint once, by control, file and line
 */
public record Suspicion(String reason, List<Trace> traces) {
    public Suspicion {
        traces = List.copyOf(traces);
    }

    /**
     * A finding, as whoever clears it names it.
     *
     * @param fingerprint as {@link Finding#fingerprint} has it
     * @param file path inside the source; null where it is about the source as a whole
     * @param line 1-based; null where it is about the whole file
     */
    public record Trace(
            String fingerprint,
            String control,
            @Nullable String file,
            @Nullable Integer line) {
        private static final Comparator<Trace> ORDER = Comparator.comparing(Trace::control)
                .thenComparing(trace -> Objects.requireNonNullElse(trace.file(), ""))
                .thenComparing(trace -> Objects.requireNonNullElse(trace.line(), 0))
                .thenComparing(Trace::fingerprint);

        static Trace of(String control, Finding finding) {
            return new Trace(finding.fingerprint(control), control, finding.file(), finding.line());
        }
    }

    static Optional<Suspicion> of(List<Combination> combinations, List<ControlResult> results) {
        var found = combinations.stream()
                .filter(combination -> !combination.traces(results).isEmpty())
                .toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var once = new TreeMap<String, Trace>();
        found.stream()
                .flatMap(combination -> combination.traces(results).stream())
                .sorted(Trace.ORDER)
                .forEach(trace -> once.putIfAbsent(trace.fingerprint(), trace));
        return Optional.of(new Suspicion(
                found.stream().map(Combination::says).collect(Collectors.joining("; ")),
                once.values().stream().sorted(Trace.ORDER).toList()));
    }

    /** Whether each of its findings has been cleared. */
    public boolean isClearedBy(Collection<String> fingerprints) {
        return traces.stream().map(Trace::fingerprint).allMatch(fingerprints::contains);
    }
}
