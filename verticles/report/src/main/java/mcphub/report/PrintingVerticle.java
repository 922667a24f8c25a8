package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Worker;
import org.jspecify.annotations.Nullable;

/** One worker: makes reports, one after the other, for as long as it is deployed. Deployed on a virtual thread, as often as there are to be reports at once. */
public final class PrintingVerticle extends VerticleBase {
    private final Settings settings;
    private final Path folder;
    private @Nullable Worker<Job> worker;

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
        var database = Database.planning(vertx, settings.database());
        var queries = ReportVerticle.queries();
        var jobs = new Jobs<>(database, queries, settings.report(), Job::of);
        var vault = new Vault(new HubSecret(settings.identity()), ReportReceipts.IN_VAULT);
        var receipts = new ReportReceipts(
                vertx, database, queries, vault, settings.identity().issuer());
        var printer = new Printer(vertx, database, queries, jobs, receipts, settings, folder);
        var started = new Worker<>(vertx, jobs, printer);
        started.start(settings.database(), "report_jobs");
        worker = started;
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return worker == null ? Future.succeededFuture() : worker.stop();
    }
}
