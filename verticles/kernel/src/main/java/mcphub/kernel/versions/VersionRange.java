package mcphub.kernel.versions;

import java.util.List;

/**
 * Versions that somebody asks for, in the words of one ecosystem.
 *
 * @param <V> its versions
 */
public interface VersionRange<V extends Comparable<V>> {
    /** Whether the ecosystem's own installer may take this version because of the range. */
    boolean takes(V version);

    /** Where what it takes lies in the order of versions. Prereleases may lie there that it does not take; nothing that it takes lies elsewhere. */
    List<Span<V>> spans();

    /** Whether it takes every release. */
    default boolean isAny() {
        return spans().stream().anyMatch(span -> span.from() == null && span.to() == null);
    }

    /** Whether a newer release will be too new for it one day. */
    default boolean isBounded() {
        return spans().stream().allMatch(span -> span.to() != null);
    }
}
