package mcphub.advisories;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Files of a zip that is read as it comes, from its beginning to its end, never as a whole. */
public final class ZippedRecords implements Records {
    /** What all files of one archive may unpack to, and how many there may be: some ten times what all ecosystems have today. */
    private static final long MOST_BYTES = 32L * 1024 * 1024 * 1024;

    private static final int MOST_FILES = 10_000_000;
    private final ZipInputStream zip;
    private long bytes;
    private int files;

    /** Reads from here on; closes the stream in the end. */
    public ZippedRecords(InputStream in) {
        this.zip = new ZipInputStream(in);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        try {
            while (true) {
                ZipEntry entry = zip.getNextEntry();
                if (entry == null) {
                    return end();
                }
                if (++files > MOST_FILES) {
                    throw new ZipException("it has more than " + MOST_FILES + " files");
                }
                String name = entry.getName();
                if (!entry.isDirectory() && Records.isNamed(name)) {
                    byte[] content = zip.readNBytes(LONGEST + 1);
                    count(content.length);
                    if (content.length <= LONGEST) {
                        return new Entry(name, content);
                    }
                    skip();
                    return new Entry(name, null);
                }
                skip();
                if (!entry.isDirectory()) {
                    return new Entry(name, null);
                }
            }
        } catch (IllegalArgumentException badName) {
            throw new ZipException("a name in it is not UTF-8");
        }
    }

    /** How many files and folders there were by now. */
    public int files() {
        return files;
    }

    /** A stream of other bytes has no entries, and looks like an archive of none. */
    private @Nullable Entry end() throws IOException {
        if (files == 0) {
            throw new ZipException("it has no files");
        }
        return null;
    }

    private void skip() throws IOException {
        var buffer = new byte[64 * 1024];
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            count(read);
        }
    }

    private void count(int more) throws IOException {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new ZipException("it unpacks to more than " + MOST_BYTES + " bytes");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
