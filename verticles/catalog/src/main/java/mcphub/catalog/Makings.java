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
 * room, packed: of JSON that is a twentieth. More than may wait are refused at once. For one event loop.
 */
final class Makings {
    private final Limits limits;
    private final InstantSource clock;
    private final Packing packing;
    /** What is being made or waits to be, by key. */
    private final Map<String, Promise<Buffer>> open = new HashMap<>();

    private final Queue<Turn> waiting = new ArrayDeque<>();
    /** What was made, packed, the least recently used first. */
    private final Map<String, Buffer> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long keptBytes;
    private int working;

    /**
     * How much of it.
     *
     * @param atOnce how many are made at the same time
     * @param waiting how many more may wait for that
     * @param patience how long one may wait before it is given up; less than callers wait
     * @param keptBytes of all documents that are kept, as they are packed
     */
    record Limits(int atOnce, int waiting, Duration patience, long keptBytes) {}

    /** Makes what is kept small, and large again. */
    interface Packing {
        Future<Buffer> pack(Buffer document);

        Future<Buffer> unpack(Buffer packed);
    }

    private record Turn(String key, Supplier<Future<Buffer>> work, Instant since) {}

    Makings(Limits limits, InstantSource clock, Packing packing) {
        this.limits = limits;
        this.clock = clock;
        this.packing = packing;
    }

    /**
     * The document of this key.
     *
     * @param key the same key is the same document, for ever
     * @param work makes it; begun when its turn comes, if at all
     * @return fails as the work fails, or with UNAVAILABLE where too much is under way
     */
    Future<Buffer> get(String key, Supplier<Future<Buffer>> work) {
        var shared = open.get(key);
        if (shared != null) {
            return shared.future();
        }
        var packed = kept.get(key);
        if (packed != null) {
            Promise<Buffer> unpacked = Promise.promise();
            open.put(key, unpacked);
            packing.unpack(packed).onComplete(done -> close(key).handle(done));
            return unpacked.future();
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
            begin(turn.work())
                    .compose(document -> packing.pack(document).map(packed -> {
                        keep(turn.key(), packed);
                        return document;
                    }))
                    .onComplete(done -> {
                        working--;
                        close(turn.key()).handle(done);
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

    private void keep(String key, Buffer packed) {
        if (packed.length() > limits.keptBytes()) {
            return;
        }
        kept.put(key, packed);
        keptBytes += packed.length();
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
