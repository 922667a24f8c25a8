package mcphub.kernel.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.versions.Span;
import mcphub.kernel.versions.VersionRange;

/**
 * A range as npm reads it: alternatives of bounds that all have to hold. A prerelease lies in it only where a bound names a prerelease of the same release.
 *
 * @param alternatives none of them is empty of meaning: one without bounds takes every release
 */
public record NpmRange(List<List<Bound>> alternatives) implements VersionRange<NpmVersion> {
    /** npm has no bound; nobody writes as much. */
    private static final int LONGEST = 4_096;

    /** One end of a range: an operator ({@code <}, {@code <=}, {@code >}, {@code >=}, {@code =}) and a version. */
    public record Bound(String operator, NpmVersion version) {
        boolean holds(NpmVersion of) {
            int order = of.compareTo(version);
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order == 0;
            };
        }
    }

    /** How strictly a range is read. Newer clients take no number behind a wildcard, such as {@code 1.x.2}, and build metadata anywhere. */
    public enum Reading {
        /** As engines are read by npm up to 10. */
        STRICT_OLD(false, true),
        /** As engines are read by npm since 11. */
        STRICT(false, false),
        /** As what people ask for is read by npm up to 10. */
        LOOSE_OLD(true, true),
        /** As what people ask for is read by npm since 11. */
        LOOSE(true, false);

        final boolean loose;
        final boolean old;

        Reading(boolean loose, boolean old) {
            this.loose = loose;
            this.old = old;
        }
    }

    /** Reads a range; absent where npm says that it is none. */
    public static Optional<NpmRange> read(String text, Reading reading) {
        String asked = NpmVersion.trimmed(text);
        if (asked.length() > LONGEST) {
            return Optional.empty();
        }
        var reader = RangeReader.of(reading);
        var alternatives = new ArrayList<List<Bound>>();
        for (String alternative : asked.split("\\|\\|", -1)) {
            try {
                reader.alternative(NpmVersion.trimmed(alternative)).ifPresent(alternatives::add);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        if (alternatives.isEmpty()) {
            return Optional.empty();
        }
        // "any" beside others is "any", which has no prereleases, whatever the others name
        return Optional.of(new NpmRange(
                alternatives.stream().anyMatch(List::isEmpty) ? List.of(List.of()) : List.copyOf(alternatives)));
    }

    /** Whether a version lies in it. */
    public boolean has(NpmVersion version) {
        return alternatives.stream()
                .anyMatch(bounds -> bounds.stream().allMatch(bound -> bound.holds(version))
                        && (!version.isPrerelease()
                                || bounds.stream()
                                        .map(Bound::version)
                                        .anyMatch(named -> named.isPrerelease() && named.isOfReleaseOf(version))));
    }

    @Override
    public boolean takes(NpmVersion version) {
        return has(version);
    }

    @Override
    public List<Span<NpmVersion>> spans() {
        return Span.merged(alternatives.stream()
                .map(bounds -> bounds.stream().map(bound -> span(bound, bounds)).reduce(Span.all(), Span::and))
                .toList());
    }

    /** Without prereleases at its end, where npm takes none of them. */
    private static Span<NpmVersion> span(Bound bound, List<Bound> beside) {
        var version = bound.version();
        var next = new NpmVersion(version.major(), version.minor(), version.patch() + 1, List.of());
        return switch (bound.operator()) {
            case "<" -> Span.to(takesPrereleases(version, beside) ? version : version.first(), false);
            case "<=" -> Span.to(version, true);
            case ">" ->
                version.isPrerelease() || takesPrereleases(next, beside)
                        ? Span.from(version, false)
                        : Span.from(next, true);
            case ">=" -> Span.from(version, true);
            default -> Span.only(version);
        };
    }

    private static boolean takesPrereleases(NpmVersion of, List<Bound> bounds) {
        return bounds.stream()
                .map(Bound::version)
                .anyMatch(version -> version.isPrerelease() && version.isOfReleaseOf(of));
    }
}
