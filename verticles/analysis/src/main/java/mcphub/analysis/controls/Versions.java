package mcphub.analysis.controls;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Manifest.Ecosystem;
import org.semver4j.Semver;
import org.semver4j.range.Range;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/** Versions and ranges of both ecosystems, in the terms of npm. */
final class Versions {
    private static final int LONGEST = 200;

    private Versions() {}

    /** What a dependency asks for as an npm range; absent where it is no range (a URL, a tag, nonsense). */
    static Optional<RangeList> range(Dependency dependency, Ecosystem ecosystem) {
        var asked = dependency.requirement();
        var range = switch (ecosystem) {
            case NPM -> asked.startsWith("npm:") ? asked.substring(asked.lastIndexOf('@') + 1) : asked;
            case PYPI -> fromPython(asked);
        };
        if (range.length() > LONGEST || range.chars().noneMatch(Character::isDigit) || range.contains("/")) {
            return Optional.empty();
        }
        try {
            var parsed = RangeListFactory.create(range);
            return parsed.get().isEmpty() ? Optional.empty() : Optional.of(parsed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String fromPython(String asked) {
        var bare = asked.startsWith("(") && asked.endsWith(")") ? asked.substring(1, asked.length() - 1) : asked;
        return Arrays.stream(bare.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.startsWith("!="))
                .map(part ->
                        part.startsWith("~=") ? compatible(part.substring(2).strip()) : part)
                .map(part -> part.replace("===", "=")
                        .replace("==", "=")
                        .replace(".*", ".x")
                        .replace(" ", ""))
                .collect(Collectors.joining(" "));
    }

    /** Python's {@code ~=1.4.2}: at least this, and the last part may grow. */
    private static String compatible(String version) {
        return (version.chars().filter(c -> c == '.').count() >= 2 ? "~" : "^") + version;
    }

    /** The lowest version that a range names. */
    static Optional<Semver> lowest(RangeList range) {
        return range.get().stream()
                .map(all -> all.stream()
                        .filter(part -> !part.toString().startsWith("<"))
                        .map(Range::getRangeVersion)
                        .max(Comparator.naturalOrder())
                        .orElse(Semver.ZERO))
                .min(Comparator.naturalOrder());
    }

    /** Whether a range has an upper end. */
    static boolean isBounded(RangeList range) {
        return range.get().stream()
                .allMatch(all -> all.stream()
                        .anyMatch(part -> part.toString().startsWith("<")
                                || part.toString().startsWith("=")));
    }

    /** Whether a version, read leniently, lies in an npm range. */
    static boolean within(String version, String range) {
        var read = version.length() > LONGEST
                ? null
                : Semver.isValid(version) ? Semver.parse(version) : Semver.coerce(version);
        return read != null && read.satisfies(range);
    }
}
