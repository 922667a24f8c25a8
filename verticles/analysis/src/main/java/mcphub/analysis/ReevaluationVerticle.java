package mcphub.analysis;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import mcphub.kernel.Database;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares advisories that have changed with what versions are made of, without fetching anything. Deployed on a virtual thread. */
final class ReevaluationVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ReevaluationVerticle.class);

    private final Settings settings;
    private boolean passing;

    ReevaluationVerticle(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        var database = Database.planning(vertx, settings.database());
        var hits = new Hits(AnalysisVerticle.queries());
        vertx.setPeriodic(settings.analysis().pollMs(), tick -> pass(database, hits));
        return Future.succeededFuture();
    }

    private void pass(Database database, Hits hits) {
        if (passing) {
            return;
        }
        passing = true;
        try {
            int changed = 1;
            while (changed > 0) {
                changed = database.transaction(connection -> Future.succeededFuture(hits.pass(connection)))
                        .await();
            }
        } catch (Exception e) {
            log.warn("Changed advisories were not compared, which is tried again: {}", e.toString());
        } finally {
            passing = false;
        }
    }
}
