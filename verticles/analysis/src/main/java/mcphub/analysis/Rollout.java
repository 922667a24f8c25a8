package mcphub.analysis;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Consumer;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what another method, catalogue or toolchain has judged analysed again, most used first, behind all that somebody waits for and within a budget. Called on a virtual thread; any number of nodes
 * may run it.
 */
record Rollout(Steps steps, Settings.Again budget) {
    private static final Logger log = LoggerFactory.getLogger(Rollout.class);

    /** Says what judges in this build; where it is something else than before, all begins anew. */
    void begin(FormerMethod former) {
        var conclusions = former.conclusions();
        var build = JsonObject.of(
                "toolchain",
                Assessment.TOOLCHAIN,
                "scoring",
                conclusions.scoring().version(),
                "catalogue",
                conclusions.catalogue().version(),
                "former",
                former.scoring().method());
        inTransaction(connection -> {
            if (steps.run(connection, "putBuild", build) != null) {
                steps.run(connection, "dropRollout", new JsonObject());
                log.info("What others than {} have judged is analysed again", build.encode());
            }
        });
    }

    /** Puts down what is to be analysed again, if that is not done, and queues the next ones, if it is time. */
    void pass() {
        boolean[] more = {true};
        while (more[0]) {
            inTransaction(connection -> {
                var put = steps.run(connection, "rolloutPortion", new JsonObject());
                more[0] = put != null && put.getUUID("after_version") != null;
                if (put != null && !more[0]) {
                    steps.run(connection, "rankAsked", new JsonObject());
                }
            });
        }
        if (budget.perMinute() > 0) {
            steps.first("requeueRollout", new JsonObject());
            steps.first("queueRollout", JsonObject.of("per_minute", budget.perMinute(), "at_most", budget.atMost()));
        }
    }

    private void inTransaction(Consumer<SqlConnection> work) {
        steps.database()
                .transaction(connection -> {
                    work.accept(connection);
                    return Future.succeededFuture();
                })
                .await();
    }
}
