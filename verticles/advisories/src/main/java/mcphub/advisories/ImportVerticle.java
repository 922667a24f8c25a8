package mcphub.advisories;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Worker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports the folders of the settings at its start, what was uploaded, and what the settings have fetched or asked when it is its turn; one import after the other. Deployed on a virtual thread. */
public final class ImportVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ImportVerticle.class);
    private static final String CHANNEL = "advisory_imports";
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Settings settings;
    private final Dumps dumps;
    private final PoliteClient client;
    private final List<JsonObject> fetched = new ArrayList<>();
    private final List<FolderFeed> folders;
    private @Nullable Worker<ImportJob> worker;
    private @Nullable ImportWork work;

    /**
     * Needs the database, and what the settings say of jobs and advisories.
     *
     * @param folder an existing folder for dumps on their way
     * @throws IllegalArgumentException for a dump that is none, and for two feeds of one name
     */
    public ImportVerticle(Settings settings, Path folder) {
        this.settings = settings;
        this.dumps = new Dumps(settings.advisories(), folder);
        this.client = new PoliteClient(ANSWER);
        var given = settings.advisories();
        given.dumps().forEach(text -> fetched.add(DumpFeed.parse(text).feed()));
        given.apis()
                .forEach(text ->
                        fetched.add(AskedFeed.parse(AskedFeed.Kind.API, text).feed()));
        given.registries()
                .forEach(text -> fetched.add(
                        AskedFeed.parse(AskedFeed.Kind.REGISTRY, text).feed()));
        requireNames(fetched);
        this.folders =
                settings.advisories().folders().stream().map(FolderFeed::parse).toList();
    }

    /** Two of one name would be taken for one that changes all the time. */
    private static void requireNames(List<JsonObject> feeds) {
        var names = new HashSet<String>();
        for (var feed : feeds) {
            if (!names.add(feed.getString("name"))) {
                throw new IllegalArgumentException("advisories: two feeds would both be named " + feed.getString("name")
                        + ", expected one dump of an ecosystem and one entry of an address");
            }
        }
    }

    @Override
    public Future<?> start() {
        var database = Database.open(vertx, settings.database());
        var queries = Queries.load("advisories");
        var jobs = new Jobs<>(database, queries, settings.analysis(), ImportJob::of);
        work = new ImportWork(vertx, database, queries, jobs, dumps, client, Clock.systemUTC());
        worker = new Worker<>(vertx, jobs, work);
        worker.start(settings.database(), CHANNEL);
        if (!fetched.isEmpty()) {
            vertx.setPeriodic(
                    0,
                    settings.advisories().pollTickMs(),
                    tick -> fetched.forEach(feed -> queue(database, queries, feed)));
        }
        var imports = new FolderImport(database, soFar -> {});
        vertx.getOrCreateContext().runOnContext(go -> folders.forEach(folder -> refresh(imports, folder)));
        return database.run(
                queries.get("putRules"),
                JsonObject.of("stale_days", settings.advisories().staleDays()));
    }

    private static void refresh(FolderImport imports, FolderFeed folder) {
        try {
            var counts = imports.refresh(folder.path(), folder.name());
            log.info("Advisories of {}: {}", folder.name(), counts.document());
        } catch (RuntimeException e) {
            log.warn("Advisories of {} were not imported: {}", folder.name(), e.toString());
        }
    }

    private void queue(Database database, Queries queries, JsonObject feed) {
        database.transaction(connection -> Database.run(connection, queries.get("putFeed"), feed)
                        .compose(rows -> Database.run(
                                connection,
                                queries.get("queueFeed"),
                                new JsonObject()
                                        .put(
                                                "feed",
                                                rows.iterator()
                                                        .next()
                                                        .getUUID("id")
                                                        .toString())
                                        .put("complete_of", feed.getValue("complete_of"))
                                        .put("minutes", settings.advisories().pollMinutes())))
                        .compose(queued -> queued.size() == 0
                                ? Future.succeededFuture()
                                : Database.run(connection, queries.get("tellImporters"), new JsonObject())))
                .onFailure(e -> log.warn("The feed {} was not looked after: {}", feed.getString("name"), e.toString()));
    }

    @Override
    public Future<?> stop() {
        if (work != null) {
            work.stop();
        }
        dumps.close();
        client.close();
        return worker == null ? Future.succeededFuture() : worker.stop();
    }
}
