package mcphub.kernel.versions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of an order of versions, without gaps.
 *
 * @param from its lower end; null: it has none
 * @param withFrom whether the lower end belongs to it
 * @param to its upper end; null: it has none
 * @param withTo whether the upper end belongs to it
 */
public record Span<V extends Comparable<V>>(
        @Nullable V from, boolean withFrom, @Nullable V to, boolean withTo) {

    /** All versions. */
    public static <V extends Comparable<V>> Span<V> all() {
        return new Span<>(null, false, null, false);
    }

    /** One version. */
    public static <V extends Comparable<V>> Span<V> only(V version) {
        return new Span<>(version, true, version, true);
    }

    /** From a version up, the version included or not. */
    public static <V extends Comparable<V>> Span<V> from(V version, boolean included) {
        return new Span<>(version, included, null, false);
    }

    /** Up to a version, the version included or not. */
    public static <V extends Comparable<V>> Span<V> to(V version, boolean included) {
        return new Span<>(null, false, version, included);
    }

    /** Whether a version lies in it. */
    public boolean has(V version) {
        return isFromAtMost(version, true) && isToAtLeast(version, true);
    }

    /** Whether nothing can lie in it. */
    public boolean isEmpty() {
        if (from == null || to == null) {
            return false;
        }
        int order = from.compareTo(to);
        return order > 0 || (order == 0 && !(withFrom && withTo));
    }

    /** What both have; perhaps empty. */
    public Span<V> and(Span<V> other) {
        var lower = from == null || (other.from != null && isFromAtMost(other.from, other.withFrom)) ? other : this;
        var upper = to == null || (other.to != null && isToAtLeast(other.to, other.withTo)) ? other : this;
        return new Span<>(lower.from, lower.withFrom, upper.to, upper.withTo);
    }

    /** Whether all of another one lies in it. */
    public boolean covers(Span<V> other) {
        return other.isEmpty()
                || ((from == null || (other.from != null && isFromAtMost(other.from, other.withFrom)))
                        && (to == null || (other.to != null && isToAtLeast(other.to, other.withTo))));
    }

    /** The same versions in as few spans as possible, in their order. */
    public static <V extends Comparable<V>> List<Span<V>> merged(List<Span<V>> spans) {
        var sorted = spans.stream()
                .filter(span -> !span.isEmpty())
                .sorted(Comparator.comparing(
                                (Span<V> span) -> span.from, Comparator.nullsFirst(Comparator.<V>naturalOrder()))
                        .thenComparing(span -> !span.withFrom))
                .toList();
        var merged = new ArrayList<Span<V>>();
        for (var span : sorted) {
            if (!merged.isEmpty() && merged.getLast().reaches(span)) {
                var last = merged.removeLast();
                var upper =
                        span.to == null || (last.to != null && span.isToAtLeast(last.to, last.withTo)) ? span : last;
                merged.add(new Span<>(last.from, last.withFrom, upper.to, upper.withTo));
            } else {
                merged.add(span);
            }
        }
        return List.copyOf(merged);
    }

    /** Whether there is no gap before one that begins at the same version or later. */
    private boolean reaches(Span<V> next) {
        if (to == null || next.from == null) {
            return true;
        }
        int order = next.from.compareTo(to);
        return order < 0 || (order == 0 && (withTo || next.withFrom));
    }

    private boolean isFromAtMost(V version, boolean included) {
        int order = from == null ? -1 : from.compareTo(version);
        return order < 0 || (order == 0 && (withFrom || !included));
    }

    private boolean isToAtLeast(V version, boolean included) {
        int order = to == null ? 1 : to.compareTo(version);
        return order > 0 || (order == 0 && (withTo || !included));
    }
}
