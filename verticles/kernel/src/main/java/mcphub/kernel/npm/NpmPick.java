package mcphub.kernel.npm;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.kernel.Settings;
import mcphub.kernel.npm.NpmRange.Reading;
import mcphub.kernel.npm.Packument.Release;
import org.jspecify.annotations.Nullable;

/**
 * Which releases npm may take: its own choice, made for each of these clients. A bare name is the range {@code *} for it, which prefers {@code latest}, and takes the newest other
 * release where that one is deprecated or does not run on the Node or npm at hand.
 *
 * @param nodeVersions exact versions of Node
 * @param npmVersions exact versions of npm; people update it apart from Node, so each is tried with each
 */
public record NpmPick(List<String> nodeVersions, List<String> npmVersions) {
    private static final String LATEST = "latest";
    private static final String ANY = "*";
    /** A version of Node, or the beginning of one; {@code .x} may stand for the rest. */
    private static final Pattern NODE =
            Pattern.compile("(?:node-?)?v?(\\d{1,4})(?:\\.(\\d{1,4}))?(?:\\.(\\d{1,4})|(?:\\.[x*]){0,2})");

    private static final int LAST = 999;
    private static final int OLD_READING = 10;
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_.!~*'()-]+");

    /**
     * What may be taken.
     *
     * @param versions each once; none where npm refuses
     * @param nothing why there are none; null where there are some
     */
    public record Choices(List<String> versions, @Nullable String nothing) {}

    /** Refuses what is no exact release, of which npm would make something else than expected. */
    public NpmPick {
        nodeVersions = List.copyOf(nodeVersions);
        npmVersions = List.copyOf(npmVersions);
        if (nodeVersions.isEmpty() || npmVersions.isEmpty()) {
            throw new IllegalArgumentException("gate.node_versions and gate.npm_versions must name one version each");
        }
        nodeVersions.forEach(version -> client("gate.node_versions", version));
        npmVersions.forEach(version -> client("gate.npm_versions", version));
    }

    /** For the clients that the settings name. */
    public static NpmPick of(Settings.Gate settings) {
        return new NpmPick(settings.nodeVersions(), settings.npmVersions());
    }

    /** The same on other versions of Node, where it is known which ones run. */
    public NpmPick on(List<String> otherNodeVersions) {
        return new NpmPick(otherNodeVersions, npmVersions);
    }

    /**
     * The same on what somebody names as the version of Node: exactly, or as the line of some. Of a line, the version of the settings counts, where they have one; else its first and
     * last one, of which either may run. What names neither, such as {@code lts/*}, changes nothing.
     *
     * @param named such as {@code v22.4.0}, {@code 22} or {@code lts/jod}; null where nobody names one
     */
    public NpmPick onNode(@Nullable String named) {
        var line = NODE.matcher(named == null ? "" : named.strip());
        if (!line.matches()) {
            return this;
        }
        if (line.group(3) != null) {
            return on(List.of(line.group(1) + '.' + line.group(2) + '.' + line.group(3)));
        }
        String prefix = line.group(1) + '.' + (line.group(2) == null ? "" : line.group(2) + '.');
        var known = nodeVersions.stream()
                .filter(version -> version.startsWith(prefix))
                .toList();
        return on(
                !known.isEmpty()
                        ? known
                        : line.group(2) == null
                                ? List.of(prefix + "0.0", prefix + LAST + '.' + LAST)
                                : List.of(prefix + '0', prefix + LAST));
    }

    /** What the choice depends on besides the package, as one text. */
    public String clients() {
        return "node " + String.join(",", nodeVersions) + " npm " + String.join(",", npmVersions);
    }

    private static NpmVersion client(String setting, String version) {
        return NpmVersion.strict(version)
                .filter(read -> !read.isPrerelease())
                .orElseThrow(() -> new IllegalArgumentException(
                        setting + " has '" + version + "'; expected exact releases such as 24.0.0"));
    }

    /**
     * The releases that the clients take.
     *
     * @param spec what stands behind the name and its {@code @}: an exact version, a tag, a range; null or empty where nothing does
     */
    public Choices choices(Packument packument, @Nullable String spec) {
        String wanted = spec == null || spec.isBlank() ? ANY : spec.strip();
        var index = new Index(packument);
        Set<String> versions = new LinkedHashSet<>();
        for (String npm : npmVersions) {
            var npmVersion = client("gate.npm_versions", npm);
            boolean isOld = npmVersion.major() <= OLD_READING;
            for (String node : nodeVersions) {
                var fit = new Fit(client("gate.node_versions", node), npmVersion, isOld, index.ranges);
                index.pick(wanted, fit).ifPresent(versions::add);
            }
        }
        return versions.isEmpty()
                ? new Choices(List.of(), nothing(packument, wanted))
                : new Choices(List.copyOf(versions), null);
    }

    private static String nothing(Packument packument, String wanted) {
        if (packument.releases().isEmpty()) {
            return "the registry has no release of it";
        }
        return packument.tags().containsKey(wanted)
                ? "the tag '" + wanted + "' names " + packument.tags().get(wanted)
                        + ", which the registry does not have"
                : "the registry has no release and no tag that '" + wanted + "' could mean";
    }

    /** What a client takes into account of a release. */
    private record Fit(NpmVersion node, NpmVersion npm, boolean isOld, Map<String, Optional<NpmRange>> ranges) {
        boolean runs(Release release) {
            return fits(release.node(), node) && fits(release.npm(), npm);
        }

        private boolean fits(@Nullable String range, NpmVersion version) {
            var reading = isOld ? Reading.STRICT_OLD : Reading.STRICT;
            return range == null
                    || range.isEmpty()
                    || ranges.computeIfAbsent(reading + range, key -> NpmRange.read(range, reading)).stream()
                            .anyMatch(read -> read.has(version));
        }
    }

    /** One candidate with what it is sorted by. */
    private record Candidate(Release release, NpmVersion version, boolean runs) {
        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(
                        (Candidate candidate) -> !(candidate.runs && candidate.release.deprecated() == null))
                .thenComparing(candidate -> !candidate.runs)
                .thenComparing(candidate -> candidate.release.deprecated() != null)
                .thenComparing(Candidate::version, Comparator.reverseOrder());
    }

    /** A package, read once for all clients. */
    private static final class Index {
        private final Packument packument;
        private final Map<String, Release> byVersion = new HashMap<>();
        private final Map<String, NpmVersion> read = new HashMap<>();
        private final Map<String, Optional<NpmRange>> ranges = new HashMap<>();

        Index(Packument packument) {
            this.packument = packument;
            for (var release : packument.releases()) {
                byVersion.put(release.version(), release);
                NpmVersion.loose(release.version()).ifPresent(version -> read.put(release.version(), version));
            }
        }

        Optional<String> pick(String wanted, Fit fit) {
            var exact = NpmVersion.loose(wanted);
            if (exact.isPresent()) {
                return known(exact.get().toString());
            }
            var range = NpmRange.read(wanted, fit.isOld() ? Reading.LOOSE_OLD : Reading.LOOSE);
            if (range.isPresent()) {
                return best(wanted, range.get(), fit);
            }
            return TAG.matcher(wanted).matches()
                    ? Optional.ofNullable(packument.tags().get(wanted)).flatMap(this::known)
                    : Optional.empty();
        }

        private Optional<String> known(String version) {
            return Optional.of(version).filter(byVersion::containsKey);
        }

        private Optional<String> best(String wanted, NpmRange range, Fit fit) {
            String latest = packument.tags().get(LATEST);
            var preferred = latest == null ? null : byVersion.get(latest);
            var version = latest == null ? null : read.get(latest);
            if (preferred != null
                    && (wanted.equals(ANY) || (version != null && range.has(version)))
                    && preferred.deprecated() == null
                    && fit.runs(preferred)) {
                return Optional.of(preferred.version());
            }
            return packument.releases().stream()
                    .flatMap(release -> Optional.ofNullable(read.get(release.version()))
                            .filter(range::has)
                            .map(known -> new Candidate(release, known, fit.runs(release)))
                            .stream())
                    .min(Candidate.BEST_FIRST)
                    .map(candidate -> candidate.release().version());
        }
    }
}
