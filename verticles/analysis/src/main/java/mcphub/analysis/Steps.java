package mcphub.analysis;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.Callable;
import mcphub.kernel.Blocking;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import org.jspecify.annotations.Nullable;

/** What steps of jobs are made of: statements, and work that blocks. Called on virtual threads. */
record Steps(Vertx vertx, Database database, Queries queries) {

    /** The first row of a statement, inside the transaction of a step. */
    @Nullable
    Row run(SqlConnection connection, String query, JsonObject input) {
        var rows = Database.run(connection, queries.get(query), input).await();
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    /** All rows of a statement, inside the transaction of a step. */
    RowSet<Row> all(SqlConnection connection, String query, JsonObject input) {
        return Database.run(connection, queries.get(query), input).await();
    }

    /** The first row of a statement on its own. */
    @Nullable
    Row first(String query, JsonObject input) {
        var rows = database.run(queries.get(query), input).await();
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    /** Runs what blocks or computes for long on the worker pool; this thread waits without holding the verticle up. */
    <T> T blocking(Callable<T> work) {
        return Blocking.run(vertx, work).await();
    }
}
