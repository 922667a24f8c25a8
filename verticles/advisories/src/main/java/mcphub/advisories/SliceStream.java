package mcphub.advisories;

import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads a stored file slice by slice, never holding more than one. */
final class SliceStream extends InputStream {
    private final IntFunction<@Nullable Buffer> slices;
    private byte[] slice = {};
    private int read;
    private int position;

    /** @param slices the slice at a position, from 0; null behind the last one */
    SliceStream(IntFunction<@Nullable Buffer> slices) {
        this.slices = slices;
    }

    @Override
    public int read() {
        return hasMore() ? slice[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
        if (most == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(most, slice.length - read);
        System.arraycopy(slice, read, into, from, count);
        read += count;
        return count;
    }

    private boolean hasMore() {
        while (read >= slice.length) {
            var next = slices.apply(position);
            if (next == null) {
                return false;
            }
            position++;
            slice = next.getBytes();
            read = 0;
        }
        return true;
    }
}
