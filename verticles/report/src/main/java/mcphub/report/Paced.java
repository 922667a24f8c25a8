package mcphub.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * A stream whose writer rests while it writes: making documents is nothing but computing, and whoever waits for an answer has to get a core now and then. Many short
 * rests, because one long one after the document leaves everybody waiting until then. For threads that may block.
 */
final class Paced extends FilterOutputStream {
    /** Work that is done in one go: less is not worth a rest. */
    private static final long ONE_GO = TimeUnit.MICROSECONDS.toNanos(500);

    private static final int WHOLE = 100;

    private final int percent;
    private long since = System.nanoTime();

    /**
     * Paces what is written there.
     *
     * @param percent how long the rests are, of the time that the work takes
     */
    Paced(OutputStream out, int percent) {
        super(out);
        this.percent = percent;
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        rest();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        rest();
    }

    private void rest() throws InterruptedIOException {
        long worked = System.nanoTime() - since;
        if (worked < ONE_GO || percent == 0) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(worked * percent / WHOLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        since = System.nanoTime();
    }
}
