package mcphub.kernel.osv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.versions.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where a flaw begins and ends, in any order.
 *
 * @param events each with a version as the type reads it
 */
public record OsvRange(Type type, List<Event> events) {
    /** By which rules its versions are ordered. */
    public enum Type {
        /** Semantic versions. */
        SEMVER,
        /** The ecosystem's own. */
        ECOSYSTEM,
        /** Commits, which say nothing of versions. */
        GIT
    }

    private static final String BEFORE_ALL = "0";
    private static final String NEVER = "*";

    /** Keeps a copy. */
    public OsvRange {
        events = List.copyOf(events);
    }

    /** An event whose version is read; null stands before all versions. */
    private record Known<V>(Event.Kind kind, @Nullable V version) {}

    /** What is affected; absent where a version cannot be read. */
    <V extends Comparable<V>> Optional<List<Span<V>>> spans(Scheme<V> scheme) {
        var known = new ArrayList<Known<V>>();
        boolean endless = false;
        for (var event : events) {
            if (event.kind() == Event.Kind.INTRODUCED && event.version().equals(BEFORE_ALL)) {
                known.add(new Known<>(event.kind(), null));
            } else if (event.kind() == Event.Kind.LIMIT && event.version().equals(NEVER)) {
                endless = true;
            } else {
                var version = scheme.named().apply(event.version());
                if (version.isEmpty()) {
                    return Optional.empty();
                }
                known.add(new Known<>(event.kind(), version.get()));
            }
        }
        known.sort(Comparator.comparing(
                        (Known<V> event) -> event.version, Comparator.nullsFirst(Comparator.<V>naturalOrder()))
                .thenComparing(Known::kind));
        var end = endless ? Span.<V>all() : end(known);
        return Optional.of(between(known).stream().map(span -> span.and(end)).toList());
    }

    /** Up to the last limit, which does not belong to it. */
    private static <V extends Comparable<V>> Span<V> end(List<Known<V>> sorted) {
        return sorted.reversed().stream()
                .filter(event -> event.kind == Event.Kind.LIMIT)
                .findFirst()
                .flatMap(event -> Optional.ofNullable(event.version()))
                .map(version -> Span.to(version, false))
                .orElse(Span.all());
    }

    private static <V extends Comparable<V>> List<Span<V>> between(List<Known<V>> sorted) {
        var spans = new ArrayList<Span<V>>();
        Span<V> open = null;
        for (var event : sorted) {
            var version = event.version;
            switch (event.kind) {
                case INTRODUCED -> open = open != null ? open : version == null ? Span.all() : Span.from(version, true);
                case FIXED, LAST_AFFECTED -> {
                    if (open != null && version != null) {
                        spans.add(open.and(Span.to(version, event.kind == Event.Kind.LAST_AFFECTED)));
                    }
                    open = null;
                }
                case LIMIT -> {}
            }
        }
        if (open != null) {
            spans.add(open);
        }
        return spans;
    }
}
