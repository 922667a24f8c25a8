package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Supplier;
import mcphub.kernel.Problem;

/**
 * Has documents made that are much work: few at a time, each once however many ask for it meanwhile, and none that nobody waits for any more. What was made is kept while there is
 * room. More than may wait are refused at once. For one event loop.
 */
final class Makings {
    private final Limits limits;
    private final InstantSource clock;
    /** What is being made or waits to be, by key. */
    private final Map<String, Promise<Buffer>> open = new HashMap<>();

    private final Queue<Turn> waiting = new ArrayDeque<>();
    /** What was made, the least recently used first. */
    private final Map<String, Buffer> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long keptBytes;
    private int working;

    /**
     * How much of it.
     *
     * @param atOnce how many are made at the same time
     * @param waiting how many more may wait for that
     * @param patience how long one may wait before it is given up; less than callers wait
     * @param keptBytes of all documents that are kept
     */
    record Limits(int atOnce, int waiting, Duration patience, long keptBytes) {}

    private record Turn(String key, Supplier<Future<Buffer>> work, Instant since) {}

    Makings(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The document of this key.
     *
     * @param key the same key is the same document, for ever
     * @param work makes it; begun when its turn comes, if at all
     * @return fails as the work fails, or with UNAVAILABLE where too much is under way
     */
    Future<Buffer> get(String key, Supplier<Future<Buffer>> work) {
        var made = kept.get(key);
        if (made != null) {
            return Future.succeededFuture(made);
        }
        var shared = open.get(key);
        if (shared != null) {
            return shared.future();
        }
        if (waiting.size() >= limits.waiting()) {
            return Future.failedFuture(busy());
        }
        Promise<Buffer> promise = Promise.promise();
        open.put(key, promise);
        waiting.add(new Turn(key, work, clock.instant()));
        next();
        return promise.future();
    }

    private void next() {
        while (working < limits.atOnce() && !waiting.isEmpty()) {
            var turn = waiting.remove();
            if (clock.instant().isAfter(turn.since().plus(limits.patience()))) {
                close(turn.key()).fail(busy());
                continue;
            }
            working++;
            begin(turn.work()).onComplete(done -> {
                working--;
                var promise = close(turn.key());
                if (done.succeeded()) {
                    keep(turn.key(), done.result());
                    promise.complete(done.result());
                } else {
                    promise.fail(done.cause());
                }
                next();
            });
        }
    }

    private static Future<Buffer> begin(Supplier<Future<Buffer>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Promise<Buffer> close(String key) {
        return Objects.requireNonNull(open.remove(key));
    }

    private void keep(String key, Buffer document) {
        if (document.length() > limits.keptBytes()) {
            return;
        }
        kept.put(key, document);
        keptBytes += document.length();
        Iterator<Buffer> oldest = kept.values().iterator();
        while (keptBytes > limits.keptBytes()) {
            keptBytes -= oldest.next().length();
            oldest.remove();
        }
    }

    private static RuntimeException busy() {
        return Problem.UNAVAILABLE.because(
                "Others have documents made that are much work; this one was not begun. Ask again in some seconds");
    }
}
