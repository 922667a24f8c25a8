package mcphub.analysis.installed;

import mcphub.analysis.reading.Manifest;

/**
 * A manifest for which a lock file may settle what is installed.
 *
 * @param folder relative to that of the lock file; "" for the same
 * @param isSettled whether a lock that is nearer does so
 */
record Member(String folder, Manifest manifest, boolean isSettled) {
    /** One that nothing else settles. */
    Member(String folder, Manifest manifest) {
        this(folder, manifest, false);
    }
}
