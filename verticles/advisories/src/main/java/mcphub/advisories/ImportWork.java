package mcphub.advisories;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipException;
import mcphub.kernel.Blocking;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.jobs.Ending;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Setback;
import mcphub.kernel.jobs.Work;
import org.jspecify.annotations.Nullable;

/**
 * What an import does: fetches a dump, takes what was uploaded, or asks a feed, and writes its records. An upload is gone on with behind the last batch that was written; a dump may be another
 * one by then, and is begun anew, which costs little for what is there already.
 */
final class ImportWork implements Work<ImportJob> {
    private static final int BUFFER = 256 * 1024;

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Jobs<ImportJob> jobs;
    private final Dumps dumps;
    private final AskingWork asking;
    private final InstantSource clock;
    private final AdvisoryStore store = new AdvisoryStore();
    private volatile boolean stopping;

    ImportWork(
            Vertx vertx,
            Database database,
            Queries queries,
            Jobs<ImportJob> jobs,
            Dumps dumps,
            PoliteClient client,
            InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.jobs = jobs;
        this.dumps = dumps;
        this.asking = new AskingWork(vertx, database, queries, jobs, client, clock);
        this.clock = clock;
    }

    @Override
    public String noun() {
        return "import";
    }

    @Override
    public void run(ImportJob job) {
        try {
            var upload = job.upload();
            if (!job.asks().isEmpty()) {
                asking.run(job);
            } else if (upload == null) {
                dump(job);
            } else {
                read(job, slices(upload), new Counts(job.counts(), job.broken()), null);
            }
        } catch (Dumps.Refused refused) {
            end(job, Ending.FAILED, String.valueOf(refused.getMessage()));
        } catch (Dumps.Away away) {
            throw new Setback(String.valueOf(away.getMessage()), away);
        }
    }

    private void dump(ImportJob job) {
        jobs.progress(job, "fetching");
        var fetched = Blocking.run(vertx, () -> dumps.fetch(Objects.requireNonNull(job.address()), job.etag()))
                .await();
        if (fetched == null) {
            // as it was, and so is what it proves
            var none = new Counts();
            finish(job, none, Completeness.of(List.of(), none), job.etag());
            return;
        }
        try {
            read(job, Files.newInputStream(fetched.file()), new Counts(), fetched.etag());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(fetched.file());
        }
    }

    private void read(ImportJob job, InputStream in, Counts begun, @Nullable String etag) {
        try (var records = new ZippedRecords(new BufferedInputStream(in, BUFFER))) {
            var counts = new Import((batch, soFar) -> write(job, batch, soFar), begun, clock).run(records);
            finish(job, counts, Completeness.of(job.completeOf(), counts), etag);
        } catch (ZipException e) {
            end(job, Ending.FAILED, "The zip cannot be read to its end: " + e.getMessage());
        } catch (IOException e) {
            end(job, Ending.FAILED, "The zip cannot be read to its end: it is cut off");
        }
    }

    private InputStream slices(UUID upload) {
        return new SliceStream(position -> {
            var input = JsonObject.of("upload", upload.toString(), "position", position);
            var rows = database.run(queries.get("readUploadSlice"), input).await();
            return rows.size() == 0 ? null : rows.iterator().next().getBuffer("bytes");
        });
    }

    /** Ends the import at hand behind its next batch; it is gone on with, or begun anew, later or elsewhere. */
    void stop() {
        stopping = true;
    }

    private void write(ImportJob job, List<OsvRecord> batch, Counts counts) {
        if (stopping) {
            throw new Dumps.Away("The hub stops", null);
        }
        jobs.step(job, connection -> {
            var written = store.put(connection, job.feed(), batch).await();
            counts.written(written.added(), written.changed(), written.unchanged());
            note(connection, job, counts);
        });
        jobs.tell(job, "%,d files".formatted(counts.files()));
    }

    private void note(SqlConnection connection, ImportJob job, Counts counts) {
        var input = job.input()
                .put("counts", counts.stored().encode())
                .put("broken", counts.named().encode());
        Database.run(connection, queries.get("noteCounts"), input).await();
    }

    private void finish(ImportJob job, Counts counts, Completeness complete, @Nullable String etag) {
        jobs.step(job, connection -> {
            note(connection, job, counts);
            var newest = counts.newest();
            var input = job.input().put("etag", etag).put("as_of", newest == null ? null : newest.toString());
            Database.run(connection, queries.get("importedFeed"), complete.into(input))
                    .await();
            jobs.end(job, connection, "done", null);
        });
    }

    @Override
    public void end(ImportJob job, Ending ending, String reason) {
        jobs.step(job, connection -> jobs.end(job, connection, ending.name().toLowerCase(Locale.ROOT), reason));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
