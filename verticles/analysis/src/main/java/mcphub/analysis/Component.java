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
 * @param version the one that is installed; with a requirement the lowest that it lets in
 * @param requirement as the manifest has it, where no lock settles what is installed; else empty
 * @param itself whether it is the version itself
 */
record Component(String ecosystem, String packageName, String version, String requirement, boolean itself) {
    private static final int MOST = 5_000;
    private static final Pattern STORABLE = Pattern.compile("[^\\p{Cntrl}]{1,500}");

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
