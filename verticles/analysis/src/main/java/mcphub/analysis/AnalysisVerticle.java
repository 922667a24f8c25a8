package mcphub.analysis;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.serviceproxy.ServiceBinder;
import java.nio.file.Path;
import java.time.Clock;
import mcphub.advisories.ImportVerticle;
import mcphub.analysis.closure.Budget;
import mcphub.analysis.closure.Client;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.git.GitSettings;
import mcphub.analysis.git.GitSource;
import mcphub.analysis.scoring.Scoring;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.Unpacker;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Outbound;
import mcphub.kernel.Part;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Worker;
import mcphub.kernel.npm.NpmPick;
import mcphub.kernel.services.Intake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker: takes jobs, one after the other, for as long as it is deployed. Deployed on a virtual thread, as often as there are to be jobs at
 * once; what is long and blocking runs on the worker pool, so that the lease is renewed meanwhile.
 */
public final class AnalysisVerticle extends VerticleBase {
    /** Its name in the settings. */
    public static final String NAME = "analysis";

    /** How a process deploys it: so many workers as are to analyse at once, one that imports advisories, and one that compares them. */
    public static final Part PART = new Part(
            NAME,
            (vertx, settings, contract, folder) -> Part.workers(
                            vertx, settings.analysis().workers(), () -> new AnalysisVerticle(settings, folder))
                    .compose(port -> Part.workers(vertx, 1, () -> new ImportVerticle(settings, folder)))
                    .compose(port -> Part.workers(vertx, 1, () -> new ReevaluationVerticle(settings))));

    private static final Logger log = LoggerFactory.getLogger(AnalysisVerticle.class);
    private static final String CHANNEL = "analysis_jobs";
    private static final long SWEEP_MS = 600_000;

    private final Settings settings;
    private final Path folder;
    private @Nullable NpmRegistry registry;
    private @Nullable Worker<Job> worker;

    /**
     * Needs the database, the hub's secret, the npm settings and the bounds of an analysis.
     *
     * @param folder an existing folder for archives while they are worked on
     */
    public AnalysisVerticle(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** Its statements. */
    public static Queries queries() {
        return Queries.load(NAME);
    }

    @Override
    public Future<?> start() {
        var database = Database.planning(vertx, settings.database());
        var intake = new ServiceBinder(vertx)
                .setAddress(Intake.ADDRESS)
                .register(Intake.class, new QueueingIntake(database, Clock.systemUTC()));
        poll(database);
        var steps = new Steps(vertx, database, queries());
        var reached = RegistrySettings.of(settings);
        registry = new NpmRegistry(reached);
        var vault = new Vault(new HubSecret(settings.identity()), Vault.REGISTRIES);
        var registries = new PackageRegistries(steps, registry, reached, vault, new Outbound(settings.outbound()));
        int minutes = settings.sources().npm().pollMinutes();
        var packuments = new Packuments(steps, registries, NpmPick.of(settings.gate()), minutes, folder);
        pollPackages(new PackagePolls(steps, packuments), minutes);
        var jobs = new Jobs<>(database, queries(), settings.analysis(), Job::of);
        var started = new Worker<>(vertx, jobs, pipeline(steps, jobs, registries, packuments));
        started.start(settings.database(), CHANNEL);
        worker = started;
        vertx.setPeriodic(SWEEP_MS, tick -> database.run(steps.queries().get("sweepManifests"), new JsonObject()));
        return intake.completion();
    }

    private void pollPackages(PackagePolls polls, int minutes) {
        if (minutes > 0) {
            vertx.setPeriodic(settings.sources().npm().pollTickMs(), tick -> polls.look());
        }
    }

    private Pipeline pipeline(Steps steps, Jobs<Job> jobs, PackageRegistries from, Packuments packuments) {
        var analysis = settings.analysis();
        var bounds = Limits.defaults().with(analysis.maxEntries(), analysis.maxUnpackedBytes());
        var catalogue = Catalogue.shipped();
        var assessor = new Assessor(new Unpacker(bounds, folder, Clock.systemUTC()), catalogue);
        var conclusions = new Conclusions(steps, catalogue, Scoring.shipped());
        var git = new GitSource(GitSettings.of(settings, bounds));
        int minutes = settings.sources().npm().pollMinutes();
        var closures = analysis.resolve()
                ? new Closures(steps, from, Client.of(settings.gate()), Budget.USUAL, minutes, folder)
                : null;
        var behinds = new Behinds(analysis.resolve() ? from : null, NpmPick.of(settings.gate()), bounds, folder);
        return new Pipeline(steps, jobs, from, packuments, git, assessor, closures, behinds, conclusions, folder);
    }

    /** Has repositories looked at that tell nothing by themselves; whichever node comes first takes one. */
    private void poll(Database database) {
        int minutes = settings.git().pollMinutes();
        if (minutes > 0) {
            var query = queries().get("queuePolls");
            vertx.setPeriodic(
                    settings.git().pollTickMs(),
                    tick -> database.run(query, JsonObject.of("minutes", minutes))
                            .onFailure(e -> log.warn("No repository could be looked at: {}", e.toString())));
        }
    }

    @Override
    public Future<?> stop() {
        if (registry != null) {
            registry.close();
        }
        return worker == null ? Future.succeededFuture() : worker.stop();
    }
}
