package mcphub.advisories;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.jobs.Jobs;

/**
 * Asks a feed about what public versions are made of, page by page of whole packages: each is written with how far it came, so that another worker goes on behind it.
 *
 * <p>A feed that was asked about all of it is as of when that was to begin: of a package that came later, or an advisory, it may have told nothing.
 */
final class AskingWork {
    private final Database database;
    private final Queries queries;
    private final Jobs<ImportJob> jobs;
    private final Answers api;
    private final Answers registry;

    AskingWork(
            Vertx vertx,
            Database database,
            Queries queries,
            Jobs<ImportJob> jobs,
            PoliteClient client,
            InstantSource clock) {
        this.database = database;
        this.queries = queries;
        this.jobs = jobs;
        this.api = new ApiAnswers(vertx, database, queries, client, clock);
        this.registry = new RegistryAnswers(vertx, queries, client, clock);
    }

    /** How far a pass is; nothing of it counts where something else was asked about by then. */
    private record Place(String ecosystem, String packageName) {
        private static final Place START = new Place("", "");

        static Place of(ImportJob job) {
            var place = job.counts().getJsonArray("after", JsonArray.of());
            return place.size() == 2
                            && new JsonArray(job.asks()).equals(job.counts().getJsonArray("asks"))
                    ? new Place(place.getString(0), place.getString(1))
                    : START;
        }
    }

    /** Asks about all of it. */
    void run(ImportJob job) {
        var place = Place.of(job);
        var counts = place.equals(Place.START) ? new Counts() : new Counts(job.counts(), job.broken());
        for (var page = page(job, place); !page.place().equals(place); page = page(job, place)) {
            place = page.place();
            if (!page.asked().isEmpty()) {
                ask(job, page, counts);
            }
        }
        finish(job, counts);
    }

    private void ask(ImportJob job, Page page, Counts counts) {
        var answers = job.kind().equals(AskedFeed.Kind.API.stored()) ? api : registry;
        int size = page.asked().size();
        jobs.progress(job, "asking about %,d packages".formatted(counts.files() + size));
        counts.read(size);
        var write = answers.ask(job, page.asked(), counts);
        jobs.step(job, connection -> {
            write.accept(connection);
            note(connection, job, counts, page.place());
        });
    }

    /** What is to be asked next, and how far that is; where there is nothing behind, as far as before. */
    private record Page(List<Asked> asked, Place place) {}

    private Page page(ImportJob job, Place after) {
        var input = new JsonObject()
                .put("ecosystems", job.asks().toArray(String[]::new))
                .put("versions", job.kind().equals(AskedFeed.Kind.REGISTRY.stored()))
                .put("after_ecosystem", after.ecosystem())
                .put("after_package", after.packageName());
        var rows = database.run(queries.get("nextAsked"), input).await();
        var asked = new ArrayList<Asked>();
        var place = after;
        for (var row : rows) {
            place = new Place(row.getString("ecosystem"), row.getString("package"));
            for (String version : row.getArrayOfStrings("versions")) {
                asked.add(new Asked(place.ecosystem(), place.packageName(), version));
            }
        }
        return new Page(asked, place);
    }

    private void note(SqlConnection connection, ImportJob job, Counts counts, Place behind) {
        var document = counts.document()
                .put("after", JsonArray.of(behind.ecosystem(), behind.packageName()))
                .put("asks", new JsonArray(job.asks()));
        var input = job.input()
                .put("counts", document.encode())
                .put("broken", counts.named().encode());
        Database.run(connection, queries.get("noteCounts"), input).await();
    }

    /** Of what could not be read nobody knows whether it was new: the feed stays as of an earlier time. */
    private void finish(ImportJob job, Counts counts) {
        var input = job.input()
                .put("etag", null)
                .put("as_of", counts.broken() == 0 ? job.since().toString() : null);
        jobs.step(job, connection -> {
            Database.run(
                            connection,
                            queries.get("importedFeed"),
                            Completeness.of(List.of(), counts).into(input))
                    .await();
            jobs.end(job, connection, "done", null);
        });
    }
}
