package mcphub.analysis.local;

import org.jspecify.annotations.Nullable;

/**
 * What was scanned.
 *
 * @param type {@code folder}, {@code archive}, {@code npm} or {@code git}
 * @param name the folder, the file, the package or the repository's address
 * @param version of a package; null elsewhere
 * @param commit of a repository: 40 digits; null elsewhere
 * @param sha256 of the archive; null for a folder
 * @param prefix where a folder is in its working copy: empty, or with a slash at its end
 */
public record Subject(
        String type,
        String name,
        @Nullable String version,
        @Nullable String commit,
        @Nullable String sha256,
        String prefix) {

    /** As people name it. */
    public String shown() {
        return Plain.of(
                type.equals("npm") ? "npm:" + name + '@' + version : commit == null ? name : name + '#' + commit);
    }
}
