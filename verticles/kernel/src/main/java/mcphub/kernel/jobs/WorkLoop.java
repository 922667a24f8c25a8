package mcphub.kernel.jobs;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker of a verticle on virtual threads: does one piece of work after the other, and waits where there is none. Whatever goes wrong, it goes on: a database that is
 * away, a disk that is full, memory that is short. Its methods are called on the verticle's context.
 */
final class WorkLoop {
    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);

    private final Vertx vertx;
    private final long pollMs;
    private final BooleanSupplier once;
    private final Promise<Void> ended = Promise.promise();
    private boolean stopping;
    private boolean woken;
    private @Nullable Promise<Void> pause;

    /**
     * A loop that does not turn yet.
     *
     * @param pollMs how long it waits where there was nothing to do, unless it is woken
     * @param once does the next piece of work; false where there is none
     */
    WorkLoop(Vertx vertx, long pollMs, BooleanSupplier once) {
        this.vertx = vertx;
        this.pollMs = pollMs;
        this.once = once;
    }

    /** Begins; comes back at once. */
    void start() {
        vertx.getOrCreateContext().runOnContext(go -> {
            try {
                while (!stopping) {
                    woken = false;
                    if (!tried() && !woken) {
                        pause();
                    }
                }
            } finally {
                ended.complete();
            }
        });
    }

    /** Future.await throws what a future failed with, checked exceptions too, which no signature tells. */
    private boolean tried() {
        try {
            return once.getAsBoolean();
        } catch (Exception | Error e) {
            log.warn("A piece of work was left undone, which is tried again: {}", e.toString());
            woken = false;
            return false;
        }
    }

    private void pause() {
        var over = Promise.<Void>promise();
        pause = over;
        long timer = vertx.setTimer(pollMs, fired -> over.tryComplete());
        over.future().await();
        vertx.cancelTimer(timer);
    }

    /** There may be something to do. */
    void wakeUp() {
        woken = true;
        if (pause != null) {
            pause.tryComplete();
        }
    }

    /** Ends it, once the work at hand is done. */
    Future<Void> stop() {
        stopping = true;
        wakeUp();
        return ended.future();
    }
}
