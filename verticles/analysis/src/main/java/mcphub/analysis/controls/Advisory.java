package mcphub.analysis.controls;

import java.util.List;
import mcphub.analysis.reading.Manifest.Ecosystem;
import org.semver4j.Semver;

/**
 * One published vulnerability of a package, as {@code config/advisories.yaml} keeps it.
 *
 * @param id its GHSA or CVE number
 * @param packageName the package as its ecosystem calls it
 * @param affected the affected versions as an npm range
 * @param fixed the first version of each line that is not affected; empty where there is none
 * @param summary one sentence
 */
public record Advisory(
        String id,
        Ecosystem ecosystem,
        String packageName,
        String affected,
        List<String> fixed,
        Severity severity,
        String summary) {

    public Advisory {
        fixed = List.copyOf(fixed);
        for (var version : fixed) {
            if (!Semver.isValid(version)) {
                throw new IllegalArgumentException(id + ": '" + version + "' is no version");
            }
            if (Versions.within(version, affected)) {
                throw new IllegalArgumentException(id + ": " + version + " is said to be both fixed and affected");
            }
        }
    }
}
