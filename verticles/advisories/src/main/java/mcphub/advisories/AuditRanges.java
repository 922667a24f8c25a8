package mcphub.advisories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.npm.NpmVersion;

/** Ranges that npm reads, as OSV has them: in the order of versions, so that a prerelease of the fix is affected. */
final class AuditRanges {
    private static final String FIRST = "0";

    private AuditRanges() {}

    /** The {@code affected[].ranges} of a record; nothing for what is no range. */
    static Optional<List<Map<String, Object>>> of(String range) {
        if (range.isBlank()) {
            return Optional.empty();
        }
        return NpmRange.read(range, NpmRange.Reading.LOOSE).map(read -> {
            List<Map<String, Object>> ranges = new ArrayList<>();
            read.alternatives().forEach(bounds -> ranges.add(Map.of("type", "SEMVER", "events", events(bounds))));
            return ranges;
        });
    }

    /** All bounds hold: the highest of those below, the lowest of those above. */
    private static List<Map<String, String>> events(List<NpmRange.Bound> bounds) {
        String from = FIRST;
        NpmRange.Bound lowest = null;
        NpmRange.Bound highest = null;
        for (var bound : bounds) {
            boolean isExact =
                    !bound.operator().startsWith("<") && !bound.operator().startsWith(">");
            if ((isExact || bound.operator().startsWith(">"))
                    && (lowest == null || bound.version().compareTo(lowest.version()) >= 0)) {
                lowest = bound;
                from = bound.operator().equals(">")
                        ? next(bound.version())
                        : bound.version().toString();
            }
            if ((isExact || bound.operator().startsWith("<"))
                    && (highest == null || bound.version().compareTo(highest.version()) <= 0)) {
                highest = bound;
            }
        }
        if (highest == null) {
            return List.of(Map.of("introduced", from));
        }
        String end = highest.operator().equals("<") ? "fixed" : "last_affected";
        return List.of(Map.of("introduced", from), Map.of(end, highest.version().toString()));
    }

    /** The least version above this one. */
    private static String next(NpmVersion version) {
        return version.isPrerelease()
                ? version + ".0"
                : version.major() + "." + version.minor() + "." + (version.patch() + 1) + "-0";
    }
}
