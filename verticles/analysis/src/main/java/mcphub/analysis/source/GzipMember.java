package mcphub.analysis.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a file that is exactly one gzip member (RFC 1952) and refuses everything else about it. Stock readers differ on second
 * members and on trailing bytes (some read on, some stop, some ignore), so two tools would see two archives; and
 * commons-compress buffers the member's name and comment however long they are.
 */
final class GzipMember extends InputStream {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xe0;
    private static final int MAX_HEADER_TEXT_BYTES = 4_096;

    private final InputStream packed;
    private final Inflater inflater;
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[16 * 1024];
    private int inputEnd;
    private int inputNext;
    private boolean ended;

    /** Reads the header; an {@link IOException} comes only from the file, bad content is a {@link SourceRejected}. */
    GzipMember(InputStream packed) throws IOException {
        this.packed = packed;
        readHeader();
        this.inflater = new Inflater(true); // last: it holds native memory, and nobody closes what was refused
    }

    /** Compressed bytes used so far, the header not counted. */
    long packedBytes() {
        return inflater.getBytesRead();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        try {
            var count = 0;
            while (count == 0 && !inflater.finished()) {
                if (inflater.needsInput()) {
                    fill();
                    inflater.setInput(input, inputNext, inputEnd - inputNext);
                    inputNext = inputEnd;
                }
                count = inflater.inflate(into, offset, length);
            }
            crc.update(into, offset, count);
            if (inflater.finished()) {
                inputNext = inputEnd - inflater.getRemaining();
                readTrailer();
                ended = true;
            }
            return count > 0 ? count : -1;
        } catch (DataFormatException damaged) {
            throw new SourceRejected("The archive's gzip data is damaged: " + damaged.getMessage() + ".");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    private void readHeader() throws IOException {
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw new SourceRejected("The archive's gzip header is not one of a deflated member.");
        }
        var flags = next();
        if ((flags & FLAGS_RESERVED) != 0) {
            throw new SourceRejected("The archive's gzip header uses reserved flags.");
        }
        skip(6); // time, hint, operating system
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void readTrailer() throws IOException {
        if (nextInt() != (int) crc.getValue() || nextInt() != (int) inflater.getBytesWritten()) {
            throw new SourceRejected(
                    "The archive's gzip checksum does not match its content; it was damaged on the way.");
        }
        if (inputNext == inputEnd && !tryToFill()) {
            return;
        }
        throw new SourceRejected(
                (input[inputNext] & 0xff) == 0x1f
                        ? "The archive holds a second gzip member; expected exactly one."
                        : "The archive goes on after its gzip member ends; expected nothing there.");
    }

    private void skipText() throws IOException {
        for (var count = 0; next() != 0; count++) {
            if (count == MAX_HEADER_TEXT_BYTES) {
                throw new SourceRejected(
                        "The archive's gzip header holds a text of more than " + MAX_HEADER_TEXT_BYTES + " bytes.");
            }
        }
    }

    private void skip(int count) throws IOException {
        for (var i = 0; i < count; i++) {
            next();
        }
    }

    private int nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    private int next() throws IOException {
        if (inputNext == inputEnd) {
            fill();
        }
        return input[inputNext++] & 0xff;
    }

    private void fill() throws IOException {
        if (inputNext == inputEnd && !tryToFill()) {
            throw new SourceRejected("The archive is cut off: its gzip data ends too early.");
        }
    }

    private boolean tryToFill() throws IOException {
        inputNext = 0;
        inputEnd = Math.max(0, packed.read(input));
        return inputEnd > 0;
    }
}
