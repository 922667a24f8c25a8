package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.shareddata.Shareable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs what blocks or computes for long on threads of the machine, which it shares out fairly. Who awaits it on a virtual thread holds nobody up; of virtual threads themselves, a few that compute
 * would hold up all others, and Vert.x's own {@code executeBlocking} runs on such where a verticle does.
 */
public final class Blocking {
    private static final String NAME = "hub.blocking";
    private static final int THREADS = 32;
    private static final int LONGEST_MINUTES = 10;

    /** The threads of one process. */
    private record Threads(WorkerExecutor executor) implements Shareable {}

    private Blocking() {}

    /** Runs the work; an error of the machine fails the future, too, inside an exception. */
    public static <T> Future<T> run(Vertx vertx, Callable<T> work) {
        return threads(vertx)
                .executeBlocking(
                        () -> {
                            try {
                                return work.call();
                            } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
                                // Vert.x completes no future with an error, and whoever waits would wait for ever
                                throw new IllegalStateException(e);
                            }
                        },
                        false);
    }

    private static WorkerExecutor threads(Vertx vertx) {
        return vertx.sharedData()
                .<String, Threads>getLocalMap(NAME)
                .computeIfAbsent(NAME, none -> new Threads(made(vertx)))
                .executor();
    }

    /** Made away from any verticle, which would take it along when it ends. */
    private static WorkerExecutor made(Vertx vertx) {
        return CompletableFuture.supplyAsync(
                        () -> vertx.createSharedWorkerExecutor(NAME, THREADS, LONGEST_MINUTES, TimeUnit.MINUTES))
                .join();
    }
}
