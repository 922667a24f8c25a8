package mcphub.analysis;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.advisories.PackageNames;
import mcphub.analysis.controls.Installed;
import mcphub.analysis.reading.Source;

/**
 * One thing that a version is made of.
 *
 * @param ecosystem as OSV calls it
 * @param packageName normalised
 * @param version the one that is installed, or what is asked for
 * @param requirement the range that is asked for, where no lock settles what is installed; else empty
 * @param itself whether it is the version itself
 */
record Component(String ecosystem, String packageName, String version, String requirement, boolean itself) {
    private static final int MOST = 5_000;
    /** As names and versions of packages are, and short enough for an index. */
    private static final Pattern STORABLE = Pattern.compile("[ -~]{1,500}");

    /** Those of a source; what is no name or no version of anything is left out. */
    static List<Component> of(Source source) {
        return Installed.in(source).stream()
                .map(one -> new Component(
                        one.ecosystem(),
                        PackageNames.normalised(one.ecosystem(), one.name()),
                        one.version(),
                        one.requirement(),
                        one.itself()))
                .filter(one -> Stream.of(one.packageName, one.version)
                        .allMatch(text -> STORABLE.matcher(text).matches()))
                .filter(one -> one.requirement.isEmpty()
                        || STORABLE.matcher(one.requirement).matches())
                .distinct()
                .limit(MOST)
                .toList();
    }
}
