package mcphub.kernel.osv;

/**
 * One end of what is affected.
 *
 * @param version as it is written; {@code 0} stands before all versions
 */
public record Event(Kind kind, String version) {
    /** What happens at the version; of equal versions in this order. */
    public enum Kind {
        /** It is the first that is affected. */
        INTRODUCED,
        /** It is the last that is affected. */
        LAST_AFFECTED,
        /** It is affected no more. */
        FIXED,
        /** Nothing is said of it, nor of what comes behind it. */
        LIMIT
    }

    /** Affected from this version on. */
    public static Event introduced(String version) {
        return new Event(Kind.INTRODUCED, version);
    }

    /** Not affected from this version on. */
    public static Event fixed(String version) {
        return new Event(Kind.FIXED, version);
    }

    /** Affected up to this version, and not behind it. */
    public static Event lastAffected(String version) {
        return new Event(Kind.LAST_AFFECTED, version);
    }
}
