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
    private final WholeZip whole;
    private final Zip zip;
    private long bytes;
    private int files;

    /** Tells how much was read ahead. */
    private static final class Zip extends ZipInputStream {
        Zip(WholeZip in) {
            super(in);
        }

        int pushedBack() throws IOException {
            return in.available();
        }
    }

    /** Reads from here on; closes the stream in the end. */
    public ZippedRecords(InputStream in) {
        this.whole = new WholeZip(in);
        this.zip = new Zip(whole);
    }

    /**
     * The next file; null behind the last one.
     *
     * @throws ZipException where it cannot be read on, or its end tells of other files than those that were found
     */
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
                    return Entry.tooLong(name);
                }
                skip();
                if (!entry.isDirectory()) {
                    return Entry.broken(name, "Its name does not end with .json, as those of records do");
                }
            }
        } catch (IllegalArgumentException badName) {
            throw new ZipException("a name in it is not UTF-8");
        }
    }

    /** A stream of other bytes has no entries, and looks like an archive of none. */
    private @Nullable Entry end() throws IOException {
        if (files == 0) {
            throw new ZipException("it has no files");
        }
        // the head of one more, which there is not, was read
        whole.requireEnd(files, whole.count() - zip.pushedBack() - ZipInputStream.LOCHDR);
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
