package mcphub.analysis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mcphub.analysis.source.SourceUnavailable;

/**
 * When somebody stops waiting. What ends so has no result that could be kept, since it would be another one on a faster machine: it is tried again, with what was stored on the way.
 *
 * @param sentence that says to a person what took too long
 * @param end as {@link System#nanoTime} counts
 */
record Deadline(String sentence, long end) {

    static Deadline in(Duration time, String sentence) {
        return new Deadline(sentence, System.nanoTime() + time.toNanos());
    }

    /** @throws SourceUnavailable where it is over */
    void check() {
        if (leftMs() <= 0) {
            throw over();
        }
    }

    /** Milliseconds until then; none or fewer where it is over. */
    long leftMs() {
        return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }

    SourceUnavailable over() {
        return new SourceUnavailable(sentence, null);
    }
}
