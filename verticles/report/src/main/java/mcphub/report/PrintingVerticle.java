package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.Optional;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Notices;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import mcphub.kernel.WorkLoop;
import org.jspecify.annotations.Nullable;

/** One worker: makes reports, one after the other, for as long as it is deployed. Deployed on a virtual thread, as often as there are to be reports at once. */
public final class PrintingVerticle extends VerticleBase {
    private final Settings settings;
    private final Path folder;
    private @Nullable WorkLoop loop;

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
        // planned anew each time: what was planned for an empty queue reads all of a long one
        var database = Database.planning(vertx, settings.database());
        var queries = ReportVerticle.queries();
        var jobs = new Jobs(database, queries, settings.report());
        var vault = new Vault(new HubSecret(settings.identity()), Receipts.IN_VAULT);
        var receipts = new Receipts(
                vertx, database, queries, vault, settings.identity().issuer());
        var printer = new Printer(vertx, database, queries, jobs, receipts, settings, folder);
        var work = new WorkLoop(vertx, settings.report().pollMs(), () -> {
            Optional<Job> job = jobs.take();
            job.ifPresent(printer::run);
            return job.isPresent();
        });
        Notices.listen(vertx, settings.database(), "report_jobs", work::wakeUp);
        work.start();
        loop = work;
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return loop == null ? Future.succeededFuture() : loop.stop();
    }
}
