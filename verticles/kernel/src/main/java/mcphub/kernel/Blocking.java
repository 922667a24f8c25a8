package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Runs what blocks or computes for long on the worker pool; who awaits it on a virtual thread holds nobody up. */
public final class Blocking {
    private Blocking() {}

    /** Runs the work; an error of the machine fails the future, too, inside an exception. */
    public static <T> Future<T> run(Vertx vertx, Callable<T> work) {
        return vertx.executeBlocking(
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
}
