package mcphub.kernel.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.versions.Span;
import mcphub.kernel.versions.VersionRange;

/**
 * A set of specifiers as Python reads it, or a constraint of Poetry: alternatives of conditions that all have to hold.
 *
 * @param alternatives of PEP 440 always one; without conditions it takes every release
 */
public record PythonRange(List<List<Specifier>> alternatives) implements VersionRange<PythonVersion> {
    private static final int LONGEST = 4_096;

    /** Reads a set of specifiers, such as {@code >=1.2,<2}; absent where Python says that it is none. */
    public static Optional<PythonRange> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var specifiers = new ArrayList<Specifier>();
        for (String part : text.split(",", -1)) {
            if (!PythonVersion.SPACE_AROUND.matcher(part).replaceAll("").isEmpty()) {
                var specifier = Specifier.read(part);
                if (specifier.isEmpty()) {
                    return Optional.empty();
                }
                specifiers.add(specifier.get());
            }
        }
        return Optional.of(new PythonRange(List.of(List.copyOf(specifiers))));
    }

    /** Reads a constraint of Poetry, such as {@code ^1.2 || ~3.1}; absent where it is none. */
    public static Optional<PythonRange> readPoetry(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var alternatives = Arrays.stream(text.strip().split("\\s*\\|\\|?\\s*", -1))
                .map(alternative -> PoetryConstraint.specifiers(alternative).flatMap(PythonRange::read))
                .toList();
        return alternatives.stream().allMatch(Optional::isPresent)
                ? Optional.of(new PythonRange(alternatives.stream()
                        .flatMap(alternative -> alternative.orElseThrow().alternatives.stream())
                        .toList()))
                : Optional.empty();
    }

    /** Whether a version meets it, be it a prerelease or not. */
    public boolean has(PythonVersion version) {
        return alternatives.stream().anyMatch(all -> all.stream().allMatch(specifier -> specifier.has(version)));
    }

    /** Prereleases are taken where one is named. Where a package has nothing else, Python takes them, too; that is not known here. */
    @Override
    public boolean takes(PythonVersion version) {
        return has(version)
                && (!version.isPrerelease()
                        || alternatives.stream().flatMap(List::stream).anyMatch(Specifier::namesPrerelease));
    }

    @Override
    public List<Span<PythonVersion>> spans() {
        return Span.merged(alternatives.stream()
                .map(all -> all.stream().map(Specifier::span).reduce(Span.all(), Span::and))
                .toList());
    }
}
