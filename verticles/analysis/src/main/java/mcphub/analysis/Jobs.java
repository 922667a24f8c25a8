package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;

/**
 * The queue of work, in PostgreSQL: a job is taken with a lease that its worker renews; each step begins with a renewal in its
 * transaction, which proves that the job is still held and keeps others off until it commits. Called on virtual threads.
 */
final class Jobs {
    private static final int MAX_ERROR = 1_000;

    private final Database database;
    private final Queries queries;
    private final Settings.Analysis settings;

    Jobs(Database database, Queries queries, Settings.Analysis settings) {
        this.database = database;
        this.queries = queries;
        this.settings = settings;
    }

    /** Takes the next job that is due. */
    Optional<Job> take() {
        var lease = UUID.randomUUID();
        var input = new JsonObject().put("lease", lease.toString()).put("lease_seconds", settings.leaseSeconds());
        var rows = database.run(queries.get("takeJob"), input).await();
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(Job.of(rows.iterator().next(), lease));
    }

    /** Runs a step in one transaction, which commits only while the lease is held. */
    void step(Job job, Consumer<SqlConnection> work) {
        database.transaction(connection -> {
                    renew(job, connection);
                    work.accept(connection);
                    return io.vertx.core.Future.succeededFuture();
                })
                .await();
    }

    /** Keeps the lease for another while. */
    void renew(Job job) {
        var input = job.input().put("lease_seconds", settings.leaseSeconds());
        if (database.run(queries.get("renewLease"), input).await().size() == 0) {
            throw new LostLease(job);
        }
    }

    private void renew(Job job, SqlConnection connection) {
        var input = job.input().put("lease_seconds", settings.leaseSeconds());
        if (Database.run(connection, queries.get("renewLease"), input).await().size() == 0) {
            throw new LostLease(job);
        }
    }

    /** Says what is going on, for whoever watches. */
    void progress(Job job, String text) {
        database.run(queries.get("reportProgress"), job.input().put("progress", text))
                .await();
    }

    /** Ends the job inside the transaction of its last step. */
    void end(Job job, SqlConnection connection, String state, String error) {
        var input = job.input().put("state", state).put("error", error.isEmpty() ? null : cut(error));
        if (Database.run(connection, queries.get("endJob"), input).await().size() == 0) {
            throw new LostLease(job);
        }
    }

    /** Gives the job back, to be taken again after a pause that doubles with every attempt. */
    void retry(Job job, String error) {
        long delay = (long) settings.retryBackoffMs() << Math.min(job.attempts() - 1, 10);
        database.run(
                        queries.get("retryJob"),
                        job.input().put("error", cut(error)).put("delay_ms", (int) Math.min(delay, 3_600_000)))
                .await();
    }

    /** How often a worker says that it is alive: three times within a lease. */
    long renewEveryMs() {
        return settings.leaseSeconds() * 1_000L / 3;
    }

    /** Whether it was taken once more after its last attempt, which only happens when workers die over it. */
    boolean isOverdrawn(Job job) {
        return job.attempts() > settings.maxAttempts();
    }

    /** Whether the job has been tried as often as it may be. */
    boolean isExhausted(Job job) {
        return job.attempts() >= settings.maxAttempts();
    }

    private static String cut(String error) {
        return error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
    }
}
