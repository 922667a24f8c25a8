package mcphub.kernel.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A range as npm reads it: alternatives of bounds that all have to hold. A prerelease lies in it only where a bound names a prerelease of the same release.
 *
 * @param alternatives none of them is empty of meaning: one without bounds takes every release
 */
public record NpmRange(List<List<Bound>> alternatives) {
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

    /** How strictly a range is read. Newer clients take no number behind a wildcard, such as {@code 1.x.2}. */
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
        final boolean numberBehindWildcard;

        Reading(boolean loose, boolean numberBehindWildcard) {
            this.loose = loose;
            this.numberBehindWildcard = numberBehindWildcard;
        }
    }

    /** Reads a range; absent where npm says that it is none. */
    public static Optional<NpmRange> read(String text, Reading reading) {
        var reader = RangeReader.of(reading);
        var alternatives = new ArrayList<List<Bound>>();
        for (String alternative : text.strip().replaceAll("\\s+", " ").split("\\|\\|", -1)) {
            try {
                reader.alternative(alternative.strip()).ifPresent(alternatives::add);
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
}
