package mcphub.kernel.jobs;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/**
 * One queue of work, in PostgreSQL: a job is taken with a lease that its worker renews; each step begins with a renewal in its transaction, which proves that the job is still held and
 * keeps others off until it commits. Its statements are named {@code takeJob} (gives {@code id}, {@code attempts}, and what the job is about), {@code renewLease} and {@code endJob}
 * (give a row where the lease is held), and {@code retryJob}. Called on virtual threads.
 */
public final class Jobs<J extends Leased> {
    private static final int MOST_OF_AN_ERROR = 1_000;
    private static final int MOST_DOUBLINGS = 10;
    private static final long LONGEST_PAUSE_MS = 3_600_000;

    private final Database database;
    private final Queries queries;
    private final Settings.Jobs settings;
    private final BiFunction<Row, Lease, J> reader;

    /**
     * A queue with these statements.
     *
     * @param database one that plans each statement anew: what was planned for an empty queue reads all of a long one
     * @param reader makes a job of what {@code takeJob} gave
     */
    public Jobs(Database database, Queries queries, Settings.Jobs settings, BiFunction<Row, Lease, J> reader) {
        this.database = database;
        this.queries = queries;
        this.settings = settings;
        this.reader = reader;
    }

    Settings.Jobs settings() {
        return settings;
    }

    /** Takes the next job that is due. */
    public Optional<J> take() {
        var id = UUID.randomUUID();
        var input = new JsonObject().put("lease", id.toString()).put("lease_seconds", settings.leaseSeconds());
        var rows = database.run(queries.get("takeJob"), input).await();
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(taken(rows.iterator().next(), id));
    }

    private J taken(Row row, UUID lease) {
        return reader.apply(row, new Lease(row.getUUID("id"), lease, row.getInteger("attempts")));
    }

    /** Runs a step in one transaction, which commits only while the lease is held. */
    public void step(J job, Consumer<SqlConnection> work) {
        database.transaction(connection -> {
                    held(job, Database.run(connection, queries.get("renewLease"), renewal(job, null)));
                    work.accept(connection);
                    return Future.succeededFuture();
                })
                .await();
    }

    /** Keeps the lease for another while, and says what is being done, for whoever watches. */
    public void progress(J job, String text) {
        held(job, renewed(job, text));
    }

    /** The same from any thread, without waiting until it is told; who does not hold the lease any more tells nothing. */
    public void tell(J job, String text) {
        var _ = renewed(job, text);
    }

    /** Keeps the lease for another while. */
    void renew(J job) {
        held(job, renewed(job, null));
    }

    /** Ends the job inside its last step. */
    public void end(J job, SqlConnection connection, String state, @Nullable String error) {
        var input = job.input().put("state", state).put("error", error == null ? null : cut(error));
        held(job, Database.run(connection, queries.get("endJob"), input));
    }

    /** Gives the job back, to be taken again after a pause that doubles with every attempt. */
    void retry(J job, String error) {
        int doublings = Math.min(job.lease().attempts() - 1, MOST_DOUBLINGS);
        long pause = Math.min((long) settings.retryBackoffMs() << doublings, LONGEST_PAUSE_MS);
        var input = job.input().put("error", cut(error)).put("delay_ms", (int) pause);
        database.run(queries.get("retryJob"), input).await();
    }

    private Future<RowSet<Row>> renewed(J job, @Nullable String progress) {
        return database.run(queries.get("renewLease"), renewal(job, progress));
    }

    private JsonObject renewal(J job, @Nullable String progress) {
        return job.input().put("lease_seconds", settings.leaseSeconds()).put("progress", progress);
    }

    private static void held(Leased job, Future<RowSet<Row>> write) {
        if (write.await().size() == 0) {
            throw new LostLease(job.lease());
        }
    }

    private static String cut(String error) {
        return error.length() > MOST_OF_AN_ERROR ? error.substring(0, MOST_OF_AN_ERROR) : error;
    }
}
