package mcphub.kernel.osv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.versions.Span;
import mcphub.kernel.versions.VersionRange;

/** What is affected, in an order of versions that is known. */
final class AffectedSpans<V extends Comparable<V>> {
    private final Scheme<V> scheme;
    private final List<Span<V>> affected;
    /** Releases that are known to be good. */
    private final List<V> fixed;
    /** Whether all of it could be read. */
    private final boolean isWhole;

    AffectedSpans(Scheme<V> scheme, List<OsvRange> ranges, List<String> versions) {
        this.scheme = scheme;
        var ordered = ranges.stream()
                .filter(range -> range.type() != OsvRange.Type.GIT)
                .toList();
        var read = ordered.stream().map(range -> range.spans(scheme)).toList();
        isWhole = read.stream().allMatch(Optional::isPresent);
        var spans = new ArrayList<Span<V>>();
        read.forEach(one -> one.ifPresent(spans::addAll));
        versions.stream()
                .flatMap(text -> scheme.version().apply(text).stream())
                .map(Span::only)
                .forEach(spans::add);
        affected = Span.merged(spans);
        fixed = ordered.stream()
                .flatMap(range -> range.events().stream())
                .filter(event -> event.kind() == Event.Kind.FIXED)
                .flatMap(event -> scheme.named().apply(event.version()).stream())
                .filter(version -> !has(version))
                .toList();
    }

    private boolean has(V version) {
        return affected.stream().anyMatch(span -> span.has(version));
    }

    private boolean isAll() {
        return affected.equals(List.of(Span.<V>all()));
    }

    Affectedness ofVersion(String text) {
        if (isAll()) {
            return Affectedness.AFFECTED;
        }
        var version = scheme.version().apply(text);
        return version.filter(this::has).isPresent() ? Affectedness.AFFECTED : none(version.isPresent());
    }

    Affectedness ofRange(String text) {
        if (isAll()) {
            return Affectedness.AFFECTED;
        }
        return scheme.range().apply(text).map(this::of).orElse(Affectedness.NOT_READABLE);
    }

    private Affectedness of(VersionRange<V> range) {
        var asked = range.spans();
        if (!meets(asked)) {
            return none(true);
        }
        if (asked.stream().allMatch(span -> affected.stream().anyMatch(one -> one.covers(span)))) {
            return Affectedness.AFFECTED;
        }
        boolean goodIsNewer = fixed.stream()
                .filter(range::takes)
                .anyMatch(good -> !meets(asked.stream()
                        .map(span -> span.and(Span.from(good, false)))
                        .toList()));
        return goodIsNewer ? none(true) : Affectedness.MAY_BE_AFFECTED;
    }

    /** Whether any of it is affected. */
    private boolean meets(List<Span<V>> spans) {
        return spans.stream()
                .anyMatch(
                        span -> affected.stream().anyMatch(one -> !one.and(span).isEmpty()));
    }

    private Affectedness none(boolean isReadable) {
        return isReadable && isWhole ? Affectedness.NOT_AFFECTED : Affectedness.NOT_READABLE;
    }
}
