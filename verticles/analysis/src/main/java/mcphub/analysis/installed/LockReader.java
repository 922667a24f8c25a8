package mcphub.analysis.installed;

import java.util.List;

/** Reads one format of lock files. */
@FunctionalInterface
interface LockReader {
    /**
     * Reads a lock file.
     *
     * @param text all of it
     * @param members manifests that it may be about; those that it does not know are left out of the tree's importers
     * @throws UnreadableLock where it does not say what is installed
     */
    void read(String text, List<Member> members, TreeBuilder into);
}
