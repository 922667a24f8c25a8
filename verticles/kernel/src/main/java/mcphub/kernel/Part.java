package mcphub.kernel;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * One part of the hub, which a process deploys or leaves to others.
 *
 * @param name as in the setting {@code verticles}
 * @param deployment puts it to work
 */
public record Part(String name, Deployment deployment) {

    /** How a part is put to work. */
    @FunctionalInterface
    public interface Deployment {
        /**
         * Deploys it; completes when it serves.
         *
         * @param folder an existing folder for temporary files
         * @return the HTTP port that it listens on; 0 for a part without one
         */
        Future<Integer> deploy(Vertx vertx, Settings settings, Contract contract, Path folder);
    }

    /** A part that is one verticle on an event loop. */
    public static Part of(String name, BiFunction<Settings, Contract, Deployable> verticle) {
        return new Part(
                name,
                (vertx, settings, contract, folder) ->
                        vertx.deployVerticle(verticle.apply(settings, contract)).map(0));
    }

    /** Deploys as many workers as are to work at once, each on a virtual thread. */
    public static Future<Integer> workers(Vertx vertx, int instances, Supplier<Deployable> worker) {
        var options = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
                .setInstances(instances);
        return vertx.deployVerticle(worker, options).map(0);
    }
}
