package mcphub.advisories;

import java.util.List;

/** What decides whether a version is one of those that a record says are affected. Pure. */
public interface VersionMatching {
    /**
     * Whether this version is affected.
     *
     * @param ecosystem as OSV calls it
     * @param ranges as in the record, JSON
     * @param versions as in the record, JSON
     */
    boolean affects(String ecosystem, String ranges, String versions, String version);

    /** The versions that these ranges say are fixed. */
    List<String> fixed(String ranges);
}
