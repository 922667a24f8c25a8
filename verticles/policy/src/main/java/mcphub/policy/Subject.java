package mcphub.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One release, or something that the hub does not know, that is asked about.
 *
 * @param name as it was asked
 * @param version which one it is; null where nothing tells
 * @param names what may speak against it where nothing else is known
 * @param pinned whether what is asked can be nothing but this one; null where there is nothing to pin, as of a command of the machine
 * @param status the version's, such as {@code FAILED}; null where the hub does not have it
 * @param deprecated what its registry says against it; null: nothing
 * @param suspicion why it is suspected of malice; null where it is not
 * @param facts what is known; null where the hub does not know it
 * @param unknown why it is not known, in words; null where it is
 * @param grace whether it is queued for so short a time that it is only warned of
 * @param keys digests by which an approval may name it
 */
record Subject(
        String name,
        @Nullable String version,
        List<String> names,
        @Nullable Boolean pinned,
        @Nullable String status,
        @Nullable String deprecated,
        @Nullable String suspicion,
        @Nullable Facts facts,
        @Nullable String unknown,
        boolean grace,
        List<String> keys) {

    Subject {
        names = List.copyOf(names);
        keys = List.copyOf(keys);
    }

    /** A release that was analysed. */
    static Subject of(String name, Facts facts, @Nullable Boolean pinned) {
        return new Subject(
                name,
                facts.version(),
                List.of(name),
                pinned,
                facts.status(),
                null,
                null,
                facts,
                null,
                false,
                List.of());
    }

    /** What nothing is known of but its name. */
    static Subject unknown(String name, @Nullable String version, List<String> names, String why) {
        return new Subject(name, version, names, null, null, null, null, null, why, false, List.of());
    }
}
