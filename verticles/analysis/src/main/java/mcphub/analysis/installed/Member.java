package mcphub.analysis.installed;

import mcphub.analysis.reading.Manifest;

/**
 * A manifest for which a lock file may settle what is installed.
 *
 * @param folder relative to that of the lock file; "" for the same
 */
record Member(String folder, Manifest manifest) {}
