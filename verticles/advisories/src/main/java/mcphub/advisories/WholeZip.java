package mcphub.advisories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Bytes of a zip, with a look at their end, which others read first: one that was cut off, or is broken, between two files would look like a smaller one, and two of them, one behind the other, like the first.
 */
final class WholeZip extends FilterInputStream {
    /** The last record of a zip, without its comment; and what is in it, from its beginning. */
    private static final int END_BYTES = 22;

    private static final int FILES_AT = 10;
    private static final int SIZE_AT = 12;
    private static final int DIRECTORY_AT = 16;
    private static final int COMMENT_AT = 20;
    private static final int END = 0x06054b50;

    /** What tells, in front of that record, where the larger one of a large zip is; and what is in these. */
    private static final int LOCATOR_BYTES = 20;

    private static final int LARGE_END_AT = 8;
    private static final int LARGE_FILES_AT = 32;
    private static final int LARGE_SIZE_AT = 40;
    private static final int LARGE_DIRECTORY_AT = 48;
    private static final int LARGE_END_BYTES = 56;
    private static final int LOCATOR = 0x07064b50;
    private static final int LARGE_END = 0x06064b50;

    private static final int SHORT = 0xffff;

    /** Room for all of these, and the longest comment. */
    private final byte[] tail = new byte[END_BYTES + SHORT + LOCATOR_BYTES + LARGE_END_BYTES];

    private long count;

    WholeZip(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        if (one >= 0) {
            tail[(int) (count++ % tail.length)] = (byte) one;
        }
        return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int read = in.read(into, from, most);
        for (int i = Math.max(0, read - tail.length); i < read; i++) {
            tail[(int) ((count + i) % tail.length)] = into[from + i];
        }
        count += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long most) throws IOException {
        return readNBytes((int) Math.min(most, tail.length)).length;
    }

    /** None that can be counted on: who has pushed bytes back is asked for their number by this. */
    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** How many bytes were read. */
    long count() {
        return count;
    }

    /**
     * Reads on to the end.
     *
     * @param files how many were read
     * @param behind where the last of them ends
     * @throws ZipException where what ends there is no zip, one of another number of files, or one whose directory is not behind these
     */
    void requireEnd(int files, long behind) throws IOException {
        var rest = new byte[tail.length];
        while (read(rest, 0, rest.length) >= 0) {}
        long end = end();
        long large = end - LOCATOR_BYTES;
        if (holds(large, LOCATOR_BYTES) && number(large, Integer.BYTES) == LOCATOR) {
            long at = number(large + LARGE_END_AT, Long.BYTES);
            if (!holds(at, LARGE_END_BYTES) || number(at, Integer.BYTES) != LARGE_END) {
                throw new ZipException("its end names a place where no directory is");
            }
            requireFiles(files, number(at + LARGE_FILES_AT, Long.BYTES));
            requireDirectory(
                    behind, number(at + LARGE_DIRECTORY_AT, Long.BYTES), number(at + LARGE_SIZE_AT, Long.BYTES), at);
        } else {
            requireFiles(files & SHORT, number(end + FILES_AT, Short.BYTES));
            requireDirectory(
                    behind, number(end + DIRECTORY_AT, Integer.BYTES), number(end + SIZE_AT, Integer.BYTES), end);
        }
    }

    /** Where the last record is, with nothing behind its comment. */
    private long end() throws ZipException {
        for (long at = count - END_BYTES; holds(at, END_BYTES); at--) {
            if (number(at, Integer.BYTES) == END && at + END_BYTES + number(at + COMMENT_AT, Short.BYTES) == count) {
                return at;
            }
        }
        throw new ZipException("it is cut off");
    }

    private static void requireFiles(long read, long said) throws ZipException {
        if (said != read) {
            throw new ZipException("it has " + said + " files by its end, and " + read + " could be found");
        }
    }

    /** It fills what is between the files and the end. */
    private static void requireDirectory(long behind, long said, long size, long end) throws ZipException {
        if (said != behind || said + size != end) {
            throw new ZipException("its files end at byte " + behind + " and its directory at byte " + end
                    + ", and by its end that is " + size + " bytes from byte " + said
                    + " on: it is more than one zip, or something else is in it");
        }
    }

    private boolean holds(long at, int bytes) {
        return at >= Math.max(0, count - tail.length) && at <= count - bytes;
    }

    /** A number without a sign, the lowest byte first. */
    private long number(long at, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (tail[(int) ((at + i) % tail.length)] & 0xff);
        }
        return number;
    }
}
