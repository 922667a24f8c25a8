package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What computes for long in a verticle on a virtual thread. */
final class BlockingTest {
    /** Computes on every core and more until it is told to stop, and meanwhile has a timer. */
    private static final class Computing extends AbstractVerticle {
        private final CountDownLatch stop;
        private final Promise<String> thread = Promise.promise();
        private final Promise<Void> ticked = Promise.promise();

        Computing(CountDownLatch stop) {
            this.stop = stop;
        }

        @Override
        public void start() {
            var all = new ArrayList<Future<Void>>();
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                all.add(Blocking.run(vertx, () -> {
                    thread.tryComplete(Thread.currentThread().isVirtual() ? "virtual" : "of the machine");
                    while (stop.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return null;
                }));
            }
            vertx.setTimer(1, tick -> ticked.complete());
            Future.all(all).onComplete(done -> thread.tryComplete());
        }
    }

    @Test
    void it_holds_up_no_virtual_thread_and_outlives_the_verticle_that_asked_first() throws Exception {
        var vertx = Vertx.vertx();
        var stop = new CountDownLatch(1);
        var computing = new Computing(stop);
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        String id = wait(vertx.deployVerticle(computing, options));

        assertThat(wait(computing.thread.future())).isEqualTo("of the machine");
        wait(computing.ticked.future());

        stop.countDown();
        wait(vertx.undeploy(id));
        assertThat(wait(Blocking.run(vertx, () -> "still there"))).isEqualTo("still there");
        wait(vertx.close());
    }

    private static <T> T wait(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
