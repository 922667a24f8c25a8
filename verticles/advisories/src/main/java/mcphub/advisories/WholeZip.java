package mcphub.advisories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Bytes of a zip, with a look at their end: one that was cut off between two files would look like a smaller one. */
public final class WholeZip extends FilterInputStream {
    /** The last record of a zip, without its comment. */
    private static final int END_BYTES = 22;

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
     * @throws ZipException where what ends there is no zip
     */
    public void requireEnd() throws IOException {
        var rest = new byte[tail.length];
        while (read(rest, 0, rest.length) >= 0) {}
        for (long at = count - END_BYTES; at >= Math.max(0, count - tail.length); at--) {
            if (isEnd(at)) {
                return;
            }
        }
        throw new ZipException("it is cut off");
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
