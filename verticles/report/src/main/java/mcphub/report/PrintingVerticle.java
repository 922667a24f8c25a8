package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.Optional;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Notices;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker: makes reports, one after the other, for as long as it is deployed. Deployed on a virtual thread, as often as there are to be reports at once. */
public final class PrintingVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(PrintingVerticle.class);

    private final Settings settings;
    private final Path folder;
    private boolean stopping;
    private @Nullable Promise<Void> wake;
    private Future<Void> loop = Future.succeededFuture();

    /**
     * Needs the database and the hub's secret.
     *
     * @param folder an existing folder for files while they are written
     */
    public PrintingVerticle(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    @Override
    public Future<?> start() {
        var database = Database.open(vertx, settings.database());
        var queries = ReportVerticle.queries();
        Notices.listen(vertx, settings.database(), "report_jobs", this::wakeUp);
        var jobs = new Jobs(database, queries, settings.report());
        var vault = new Vault(new HubSecret(settings.identity()), Receipts.IN_VAULT);
        var receipts = new Receipts(
                vertx, database, queries, vault, settings.identity().issuer());
        var printer = new Printer(vertx, database, queries, jobs, receipts, settings, folder);
        var ended = Promise.<Void>promise();
        loop = ended.future();
        context.runOnContext(go -> {
            work(jobs, printer);
            ended.complete();
        });
        return Future.succeededFuture();
    }

    private void work(Jobs jobs, Printer printer) {
        while (!stopping) {
            try {
                Optional<Job> job = jobs.take();
                if (job.isPresent()) {
                    printer.run(job.get());
                } else {
                    pause();
                }
            } catch (RuntimeException e) {
                log.warn("No report could be taken: {}", e.toString());
                pause();
            }
        }
    }

    private void pause() {
        var promise = Promise.<Void>promise();
        wake = promise;
        long timer = vertx.setTimer(settings.report().pollMs(), fired -> promise.tryComplete());
        promise.future().await();
        vertx.cancelTimer(timer);
    }

    private void wakeUp() {
        if (wake != null) {
            wake.tryComplete();
        }
    }

    @Override
    public Future<?> stop() {
        stopping = true;
        wakeUp();
        return loop;
    }
}
