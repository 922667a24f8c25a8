package mcphub.advisories;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Files that may be records, one after the other; never more than one of them in memory. */
public interface Records extends AutoCloseable {
    /** The longest file that is read; a longer one is broken. */
    int LONGEST = 4 * 1024 * 1024;

    /**
     * The next file; null behind the last one.
     *
     * @throws IOException where what they are in cannot be read on
     */
    @Nullable
    Entry next() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * One file.
     *
     * @param name its path
     * @param bytes what is in it; null for one that is longer than {@link #LONGEST}, and for one that {@link #isNamed} is false of
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Entry(String name, byte @Nullable [] bytes) {
        /** Whether its name is one that records have. */
        boolean isNamed() {
            return Records.isNamed(name);
        }
    }

    /** Whether a name ends with {@code .json}, in whatever case. */
    static boolean isNamed(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }
}
