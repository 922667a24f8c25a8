package mcphub.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many at once, who all wait for the same moment. */
public final class Parallel {
    private Parallel() {}

    /** What each of them got. */
    public static <T> List<T> run(int many, IntFunction<T> one) throws InterruptedException {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < many; i++) {
                int index = i;
                Callable<T> task = () -> {
                    gate.await();
                    return one.apply(index);
                };
                running.add(threads.submit(task));
            }
            gate.countDown();
            var results = new ArrayList<T>();
            for (var result : running) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
