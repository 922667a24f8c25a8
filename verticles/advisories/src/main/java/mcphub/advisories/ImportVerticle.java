package mcphub.advisories;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Worker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports what was uploaded, and the dumps of the settings when it is their turn; one import after the other. Deployed on a virtual thread. */
public final class ImportVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ImportVerticle.class);
    private static final String CHANNEL = "advisory_imports";

    private final Settings settings;
    private final Dumps dumps;
    private final List<Configured> configured;
    private @Nullable Worker<ImportJob> worker;

    /** A dump of the settings. */
    private record Configured(String ecosystem, String address) {
        private static Configured parse(String text) {
            var parts = text.strip().split("\\s+", -1);
            if (parts.length != 2
                    || !parts[1].matches("https?://[^/\\s]+/\\S*")
                    || URI.create(parts[1]).getHost() == null) {
                throw new IllegalArgumentException("advisories.dumps: '" + text
                        + "' is not an ecosystem and an address, such as npm https://dumps.example.org/npm/all.zip");
            }
            return new Configured(parts[0], parts[1]);
        }

        private JsonObject feed() {
            return new JsonObject()
                    .put("name", "dump-" + ecosystem.toLowerCase(Locale.ROOT))
                    .put("kind", "dump")
                    .put("address", address)
                    .put("complete_of", new String[] {ecosystem});
        }
    }

    /**
     * Needs the database, and what the settings say of jobs and advisories.
     *
     * @param folder an existing folder for dumps on their way
     * @throws IllegalArgumentException for a dump that is none
     */
    public ImportVerticle(Settings settings, Path folder) {
        this.settings = settings;
        this.dumps = new Dumps(settings.advisories(), folder);
        this.configured =
                settings.advisories().dumps().stream().map(Configured::parse).toList();
    }

    @Override
    public Future<?> start() {
        var database = Database.open(vertx, settings.database());
        var queries = Queries.load("advisories");
        var jobs = new Jobs<>(database, queries, settings.analysis(), ImportJob::of);
        worker = new Worker<>(vertx, jobs, new ImportWork(vertx, database, queries, jobs, dumps, Clock.systemUTC()));
        worker.start(settings.database(), CHANNEL);
        if (!configured.isEmpty()) {
            vertx.setPeriodic(
                    0,
                    settings.advisories().pollTickMs(),
                    tick -> configured.forEach(dump -> queue(database, queries, dump)));
        }
        return Future.succeededFuture();
    }

    private void queue(Database database, Queries queries, Configured dump) {
        database.transaction(connection -> Database.run(connection, queries.get("putFeed"), dump.feed())
                        .compose(rows -> Database.run(
                                connection,
                                queries.get("queueDump"),
                                new JsonObject()
                                        .put(
                                                "feed",
                                                rows.iterator()
                                                        .next()
                                                        .getUUID("id")
                                                        .toString())
                                        .put("minutes", settings.advisories().pollMinutes())))
                        .compose(queued -> queued.size() == 0
                                ? Future.succeededFuture()
                                : Database.run(connection, queries.get("tellImporters"), new JsonObject())))
                .onFailure(e -> log.warn("The dump of {} was not looked after: {}", dump.ecosystem(), e.toString()));
    }

    @Override
    public Future<?> stop() {
        dumps.close();
        return worker == null ? Future.succeededFuture() : worker.stop();
    }
}
