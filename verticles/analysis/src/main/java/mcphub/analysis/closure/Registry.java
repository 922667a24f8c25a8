package mcphub.analysis.closure;

import java.util.Collection;

/** Where packages are known. Calls may block. */
public interface Registry {
    /** What is known of a package. */
    sealed interface Answer {}

    /**
     * Its releases.
     *
     * @param bytes that the registry sent, whenever that was
     */
    record Known(Releases releases, long bytes) implements Answer {}

    /**
     * Nothing.
     *
     * @param why as people are told
     */
    record Unknown(String why) implements Answer {}

    /** Looks a package up; the same answer for as long as a resolution goes on. */
    Answer find(String name);

    /** Says which packages will be asked for soon. */
    default void expect(Collection<String> names) {}
}
