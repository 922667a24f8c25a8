package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.UUID;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/** The queue of reports: the rows themselves, each taken with a lease that its worker renews. Called on virtual threads. */
final class Jobs {
    private static final int MOST_OF_AN_ERROR = 1_000;
    private static final int MOST_DOUBLINGS = 10;

    private final Database database;
    private final Queries queries;
    private final Settings.Report settings;

    Jobs(Database database, Queries queries, Settings.Report settings) {
        this.database = database;
        this.queries = queries;
        this.settings = settings;
    }

    /** Takes the next report that is due. */
    Optional<Job> take() {
        var lease = UUID.randomUUID();
        var input = new JsonObject().put("lease", lease.toString()).put("lease_seconds", settings.leaseSeconds());
        var rows = database.run(queries.get("takeReport"), input).await();
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(Job.of(rows.iterator().next(), lease));
    }

    /** Keeps the lease for another while, and says what is being done. */
    void renew(Job job, @Nullable String progress) {
        if (renewed(job, progress).await().size() == 0) {
            throw new LostLease(job);
        }
    }

    /** Says what is being done, from any thread, without waiting until it is told; who does not hold the lease any more tells nothing. */
    void tell(Job job, String progress) {
        var _ = renewed(job, progress);
    }

    private Future<RowSet<Row>> renewed(Job job, @Nullable String progress) {
        var input = job.input().put("lease_seconds", settings.leaseSeconds()).put("progress", progress);
        return database.run(queries.get("renewLease"), input);
    }

    /** How often a worker says that it is alive: three times within a lease. */
    long renewEveryMs() {
        return settings.leaseSeconds() * 1_000L / 3;
    }

    /**
     * A finished file.
     *
     * @param areas of which areas it tells
     */
    record Made(FileChannel file, String name, long size, String sha256, int pages, JsonArray areas) {}

    /** Stores the file and completes the report, both or neither. */
    void complete(Job job, Made made) {
        var input = job.input()
                .put("areas", made.areas())
                .put("name", made.name())
                .put("size", made.size())
                .put("sha256", made.sha256())
                .put("pages", made.pages())
                .put("keep_days", settings.keepDays());
        database.transaction(connection -> {
                    store(job, made.file(), connection);
                    if (Database.run(connection, queries.get("completeReport"), input)
                                    .await()
                                    .size()
                            == 0) {
                        throw new LostLease(job);
                    }
                    return Future.succeededFuture();
                })
                .await();
    }

    private void store(Job job, FileChannel file, SqlConnection connection) {
        try {
            var in = Channels.newInputStream(file.position(0));
            int position = 0;
            for (byte[] slice = in.readNBytes(Downloads.SLICE);
                    slice.length > 0;
                    slice = in.readNBytes(Downloads.SLICE)) {
                var input = job.input().put("position", position++).put("bytes", Buffer.buffer(slice));
                Database.run(connection, queries.get("addSlice"), input).await();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the report back, to be taken again after a pause that doubles with every attempt; or gives it up. */
    void fail(Job job, String error, boolean mayBeTriedAgain) {
        long delay = (long) settings.retryBackoffMs() << Math.min(job.attempts() - 1, MOST_DOUBLINGS);
        boolean last = !mayBeTriedAgain || isExhausted(job);
        String told = error + (last && mayBeTriedAgain ? " (given up after " + job.attempts() + " attempts)" : "");
        database.run(
                        queries.get("retryReport"),
                        job.input()
                                .put(
                                        "error",
                                        told.length() > MOST_OF_AN_ERROR ? told.substring(0, MOST_OF_AN_ERROR) : told)
                                .put("last", last)
                                .put("delay_ms", (int) delay))
                .await();
    }

    /** Whether it was taken once more after its last attempt, which only happens when workers die over it. */
    boolean isOverdrawn(Job job) {
        return job.attempts() > settings.maxAttempts();
    }

    private boolean isExhausted(Job job) {
        return job.attempts() >= settings.maxAttempts();
    }
}
