package mcphub.analysis.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Counts what comes out of an archive and stops it at the first limit of size, ratio or time. */
final class Meter extends InputStream {
    private final InputStream unpacked;
    private final LongSupplier packedBytes;
    private final Limits limits;
    private final InstantSource clock;
    private final Instant deadline;
    private long count;

    Meter(InputStream unpacked, LongSupplier packedBytes, Limits limits, InstantSource clock) {
        this.unpacked = unpacked;
        this.packedBytes = packedBytes;
        this.limits = limits;
        this.clock = clock;
        this.deadline = clock.instant().plus(limits.maxDuration());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var read = unpacked.read(into, offset, length);
        count += Math.max(0, read);
        if (count > limits.maxUnpackedBytes()) {
            throw new SourceRejected("The archive unpacks to more than %,d bytes, which is the limit."
                    .formatted(limits.maxUnpackedBytes()));
        }
        if (count > limits.ratioFromBytes() && count / limits.maxCompressionRatio() > packedBytes.getAsLong()) {
            throw new SourceRejected("The archive unpacks to more than %,d times its size, which is the limit."
                    .formatted(limits.maxCompressionRatio()));
        }
        if (clock.instant().isAfter(deadline)) {
            // sizes are bounded, so running out of time tells about this machine, not about the archive
            throw new SourceUnavailable(
                    "Unpacking the archive took longer than %,d s, which is the limit."
                            .formatted(limits.maxDuration().toSeconds()),
                    null);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }
}
