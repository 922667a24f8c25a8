package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.Operations;
import mcphub.kernel.Part;
import mcphub.kernel.Queries;
import mcphub.kernel.Reads;
import mcphub.kernel.Settings;
import mcphub.kernel.Writes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders for reports, says how far they are, and hands out their files; {@link PrintingVerticle} makes them. */
public final class ReportVerticle extends VerticleBase {
    /** The prefix of its operations, and its address. */
    public static final String NAME = "report";

    /** How a process deploys it: who answers, and so many workers as are to make reports at once. */
    public static final Part PART = new Part(
            NAME,
            (vertx, settings, contract, folder) -> vertx.deployVerticle(new ReportVerticle(settings, contract))
                    .compose(answers -> Part.workers(
                            vertx, settings.report().workers(), () -> new PrintingVerticle(settings, folder))));

    private static final Logger log = LoggerFactory.getLogger(ReportVerticle.class);
    private static final long SWEEP_MS = TimeUnit.MINUTES.toMillis(1);

    private final Settings settings;
    private final Contract contract;

    /** Needs the database, and the contract that says what to serve. */
    public ReportVerticle(Settings settings, Contract contract) {
        this.settings = settings;
        this.contract = contract;
    }

    /** Its statements. */
    public static Queries queries() {
        return Queries.load(NAME);
    }

    @Override
    public Future<?> start() {
        var database = Database.open(vertx, settings.database());
        var queries = queries();
        var reads = new Reads(database, queries, Reports::values);
        var writes = new Writes(database, queries, Map.of());
        var reports = new Reports(writes, settings.report().maxUnderWayPerOrg());
        var downloads = new Downloads(database, queries);
        vertx.setPeriodic(
                SWEEP_MS,
                tick -> database.run(queries.get("sweepReports"), new JsonObject())
                        .onFailure(e -> log.warn("No file was removed, which is tried again: {}", e.toString())));
        return Operations.of(NAME)
                .serve("listReports", reads.list("listReports", "reports", Reports.NO_REPORT))
                .serve("createReport", reports::create)
                .serve("getReport", reads.one("getReport", Reports.NO_REPORT))
                .serve("downloadReport", downloads::download)
                .promisedBy(contract)
                .tellDeleted(database)
                .listen(vertx);
    }
}
