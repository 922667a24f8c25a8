package mcphub.catalog.sbom;

import java.util.List;
import java.util.Set;
import mcphub.kernel.Purl;
import org.jspecify.annotations.Nullable;

/**
 * Something that is installed with a version.
 *
 * @param version where a lock file, a copy or the requirement itself settles it; null where none does
 * @param purl null for what comes from no registry, or has no name that a registry would give
 * @param license as a lock file or its own manifest says; null where neither does
 * @param scope the strongest of those in which it is installed
 * @param isDirect whether the version asks for it itself, or nobody is known who does
 * @param requirements as they were written, an empty one for any version
 * @param manifests the files that ask for it
 * @param via the names of those that bring it, the outermost first; empty where it is direct
 * @param needs the references of those that it brings
 */
record Component(
        String ecosystem,
        String name,
        @Nullable String version,
        @Nullable Purl purl,
        @Nullable String license,
        Scope scope,
        boolean isDirect,
        Set<String> requirements,
        Set<String> manifests,
        List<String> via,
        Set<String> needs) {

    /** When it is installed, the strongest first. */
    enum Scope {
        RUNTIME,
        OPTIONAL,
        DEVELOPMENT
    }

    /** What tells it from others of the same version. */
    String reference() {
        return purl != null
                ? purl.toString()
                : ecosystem + ':' + name + '@' + (version == null ? String.join(" ", requirements) : version);
    }
}
