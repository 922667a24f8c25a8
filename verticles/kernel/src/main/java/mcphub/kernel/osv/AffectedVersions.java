package mcphub.kernel.osv;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of one package an advisory affects: ranges in the order of its ecosystem (semantic versions of npm, PEP 440 of PyPI), and versions that are named one by one. A prerelease
 * comes before its release: {@code 1.24.0-beta.1} is below a fix in {@code 1.24.0}. Where no order is known, the named versions count alone. What nobody can read is told, never thrown.
 */
public final class AffectedVersions {
    private final Set<String> versions;
    private final @Nullable AffectedSpans<?> spans;
    private final boolean isWhole;

    /**
     * What an advisory says of a package.
     *
     * @param ecosystem as OSV calls it, such as {@code npm} or {@code PyPI}
     * @param versions named one by one
     */
    public AffectedVersions(String ecosystem, List<OsvRange> ranges, List<String> versions) {
        this(ecosystem, ranges, versions, true);
    }

    private AffectedVersions(String ecosystem, List<OsvRange> ranges, List<String> versions, boolean isRead) {
        this.versions = Set.copyOf(versions);
        var types = EnumSet.noneOf(OsvRange.Type.class);
        ranges.forEach(range -> types.add(range.type()));
        var scheme = scheme(ecosystem, types);
        spans = scheme == null ? null : new AffectedSpans<>(scheme, ordered(ecosystem, ranges), versions);
        boolean isOrdered = isKnown(ecosystem) || !types.contains(OsvRange.Type.ECOSYSTEM);
        isWhole = isRead && (isOrdered || !versions.isEmpty());
    }

    /**
     * Reads two lists as records have them. What has not the shape of one makes the answer {@link Affectedness#NOT_READABLE} wherever it is not affected for another reason.
     *
     * @param ranges {@code affected[].ranges}
     * @param versions {@code affected[].versions}
     */
    public static AffectedVersions of(String ecosystem, JsonArray ranges, JsonArray versions) {
        var read = ranges.stream().map(AffectedVersions::range).toList();
        return new AffectedVersions(
                ecosystem,
                read.stream().flatMap(Optional::stream).toList(),
                versions.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList(),
                read.stream().allMatch(Optional::isPresent));
    }

    private static Optional<OsvRange> range(Object item) {
        if (!(item instanceof JsonObject range)
                || !(range.getValue("type") instanceof String type)
                || !(range.getValue("events") instanceof JsonArray list)) {
            return Optional.empty();
        }
        var events = new ArrayList<Event>();
        for (Object entry : list) {
            if (!(entry instanceof JsonObject object)) {
                return Optional.empty();
            }
            for (var kind : Event.Kind.values()) {
                if (object.getValue(kind.name().toLowerCase(Locale.ROOT)) instanceof String version) {
                    events.add(new Event(kind, version));
                }
            }
        }
        return switch (type) {
            case "SEMVER" -> Optional.of(new OsvRange(OsvRange.Type.SEMVER, events));
            case "ECOSYSTEM" -> Optional.of(new OsvRange(OsvRange.Type.ECOSYSTEM, events));
            case "GIT" -> Optional.of(new OsvRange(OsvRange.Type.GIT, List.of()));
            default -> Optional.empty();
        };
    }

    private static boolean isKnown(String ecosystem) {
        return ecosystem.equals("npm") || ecosystem.equals("PyPI");
    }

    private static @Nullable Scheme<?> scheme(String ecosystem, Set<OsvRange.Type> types) {
        return switch (ecosystem) {
            case "npm" -> Scheme.SEMVER;
            case "PyPI" -> Scheme.PEP440;
            default -> types.contains(OsvRange.Type.SEMVER) ? Scheme.SEMVER : null;
        };
    }

    private static List<OsvRange> ordered(String ecosystem, List<OsvRange> ranges) {
        return isKnown(ecosystem)
                ? ranges
                : ranges.stream()
                        .filter(range -> range.type() == OsvRange.Type.SEMVER)
                        .toList();
    }

    /** Whether a version is affected. */
    public Affectedness version(String version) {
        if (versions.contains(version)) {
            return Affectedness.AFFECTED;
        }
        return whole(spans == null ? Affectedness.NOT_AFFECTED : spans.ofVersion(version));
    }

    /**
     * What it means for who asks for a range, where nobody knows the releases that there are. Installers take the newest: where that is a release that is known to be fixed, or a newer one,
     * it is not affected.
     *
     * @param range as npm reads it; of PyPI a set of specifiers, or a constraint of Poetry
     */
    public Affectedness range(String range) {
        return whole(spans == null ? Affectedness.NOT_READABLE : spans.ofRange(range));
    }

    private Affectedness whole(Affectedness answer) {
        return answer == Affectedness.NOT_AFFECTED && !isWhole ? Affectedness.NOT_READABLE : answer;
    }
}
