package mcphub.report;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.jobs.Jobs;

/** Where finished files are put. Called on virtual threads. */
final class Shelf {
    private final Queries queries;
    private final Jobs<Job> jobs;
    private final int keepDays;

    /**
     * Puts files beside their reports.
     *
     * @param keepDays how long a file stays there
     */
    Shelf(Queries queries, Jobs<Job> jobs, int keepDays) {
        this.queries = queries;
        this.jobs = jobs;
        this.keepDays = keepDays;
    }

    /** Stores the file and completes the report, both or neither. */
    void put(Job job, Made made) {
        var input = job.input()
                .put("areas", made.areas())
                .put("name", made.name())
                .put("size", made.size())
                .put("sha256", made.sha256())
                .put("pages", made.pages())
                .put("keep_days", keepDays);
        jobs.step(job, connection -> {
            store(job, made, connection);
            run(connection, "completeReport", input);
        });
    }

    private void store(Job job, Made made, SqlConnection connection) {
        try {
            var in = Channels.newInputStream(made.file().position(0));
            int position = 0;
            for (byte[] slice = in.readNBytes(Downloads.SLICE);
                    slice.length > 0;
                    slice = in.readNBytes(Downloads.SLICE)) {
                run(
                        connection,
                        "addSlice",
                        job.input().put("position", position++).put("bytes", Buffer.buffer(slice)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(SqlConnection connection, String query, JsonObject input) {
        Database.run(connection, queries.get(query), input).await();
    }
}
