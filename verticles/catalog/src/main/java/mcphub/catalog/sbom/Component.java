package mcphub.catalog.sbom;

import java.util.Set;
import mcphub.kernel.Purl;
import org.jspecify.annotations.Nullable;

/**
 * Something that a version asks to be installed with it.
 *
 * @param version where a lock file or the requirement itself settles it; null where it does not
 * @param purl null for what comes from no registry
 * @param scope the strongest of those that it is asked for in
 * @param requirements as they were written, an empty one for any version
 * @param manifests the files that ask for it
 */
record Component(
        String ecosystem,
        String name,
        @Nullable String version,
        @Nullable Purl purl,
        Scope scope,
        Set<String> requirements,
        Set<String> manifests) {

    /** When it is installed, the strongest first. */
    enum Scope {
        RUNTIME,
        OPTIONAL,
        DEVELOPMENT
    }

    /** What tells it from others of the same version. */
    String reference() {
        return purl == null ? ecosystem + ':' + name + '@' + String.join(" ", requirements) : purl.toString();
    }
}
