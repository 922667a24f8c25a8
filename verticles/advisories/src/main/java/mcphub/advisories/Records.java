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
     * @param bytes what is in it; empty where something is wrong
     * @param wrong why it can be no record whatever is in it, as a sentence; null where nothing is known to be
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Entry(String name, byte[] bytes, @Nullable String wrong) {
        /** One that was read. */
        Entry(String name, byte[] bytes) {
            this(name, bytes, null);
        }

        static Entry broken(String name, String why) {
            return new Entry(name, new byte[0], why);
        }

        static Entry tooLong(String name) {
            return broken(name, "It has more than " + LONGEST + " bytes");
        }
    }

    /** Whether a name ends with {@code .json}, in whatever case. */
    static boolean isNamed(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json");
    }
}
