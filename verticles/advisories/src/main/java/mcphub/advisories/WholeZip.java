package mcphub.advisories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Bytes of a zip, with a look at their end: one that was cut off, or is broken, between two files would look like a smaller one. */
public final class WholeZip extends FilterInputStream {
    /** The last record of a zip, without its comment. */
    private static final int END_BYTES = 22;

    /** Where in it the number of all files is, and what stands there where they are more than fit. */
    private static final int FILES_AT = 10;

    private static final int MANY = 0xffff;
    private static final byte[] END = {'P', 'K', 5, 6};
    /** Room for that record and the longest comment. */
    private final byte[] tail = new byte[END_BYTES + 0xffff];

    private long count;

    /** Watches over this stream. */
    public WholeZip(InputStream in) {
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

    @Override
    public boolean markSupported() {
        return false;
    }

    /**
     * Reads on to the end.
     *
     * @param files how many were read
     * @throws ZipException where what ends there is no zip, or one of another number of files
     */
    public void requireEnd(int files) throws IOException {
        var rest = new byte[tail.length];
        while (read(rest, 0, rest.length) >= 0) {}
        for (long at = count - END_BYTES; at >= Math.max(0, count - tail.length); at--) {
            if (isEnd(at)) {
                requireFiles(files, byteAt(at + FILES_AT) | byteAt(at + FILES_AT + 1) << Byte.SIZE);
                return;
            }
        }
        throw new ZipException("it is cut off");
    }

    private static void requireFiles(int read, int said) throws ZipException {
        if (said != MANY && said != (read & MANY)) {
            throw new ZipException("it has " + said + " files by its end, and " + read + " could be found");
        }
    }

    private int byteAt(long at) {
        return tail[(int) (at % tail.length)] & 0xff;
    }

    private boolean isEnd(long at) {
        for (int i = 0; i < END.length; i++) {
            if (tail[(int) ((at + i) % tail.length)] != END[i]) {
                return false;
            }
        }
        return true;
    }
}
