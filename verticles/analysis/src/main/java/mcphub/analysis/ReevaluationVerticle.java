package mcphub.analysis;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.scoring.Scoring;
import mcphub.kernel.Database;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares advisories that have changed with what versions are made of, and judges those anew that they concern, without fetching anything; and has analysed again what something else has judged.
 * Deployed on a virtual thread.
 */
final class ReevaluationVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ReevaluationVerticle.class);

    private final Settings settings;
    private boolean passing;

    ReevaluationVerticle(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        var database = Database.open(vertx, settings.database());
        var steps = new Steps(vertx, database, AnalysisVerticle.queries());
        var hits = new Hits(steps.queries());
        var conclusions = new Conclusions(steps, Catalogue.shipped(), Scoring.shipped());
        var former = FormerMethod.of(conclusions);
        var reevaluations = new Reevaluations(steps, hits, conclusions, former);
        var rollout = new Rollout(steps, settings.analysis().again());
        rollout.begin(former);
        vertx.setPeriodic(settings.analysis().pollMs(), tick -> pass(database, hits, reevaluations, rollout));
        return Future.succeededFuture();
    }

    private void pass(Database database, Hits hits, Reevaluations reevaluations, Rollout rollout) {
        if (passing) {
            return;
        }
        passing = true;
        try {
            attempt("Changed advisories were not compared", () -> {
                while (database.transaction(connection -> Future.succeededFuture(hits.pass(connection)))
                        .await()) {
                    log.debug("Changed advisories were compared");
                }
            });
            attempt("Versions were not judged anew", () -> {
                while (reevaluations.next()) {
                    log.debug("A version was judged anew");
                }
            });
            attempt("What others have judged was not put in the queue", rollout::pass);
        } finally {
            passing = false;
        }
    }

    /** What fails holds up nothing else. */
    private static void attempt(String trouble, Runnable work) {
        try {
            work.run();
        } catch (Exception e) {
            log.warn("{}, which is tried again: {}", trouble, e.toString());
        }
    }
}
