package mcphub.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Consumer;
import java.util.function.Function;
import mcphub.kernel.Action;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;

/** Changes by administrators: each one transaction with its audit, refused where the thing is not as the administrator believes ({@code If-Match}). */
record Changes(Database database, Queries queries, Writes writes) {

    /** One thing with its {@code ETag}. */
    Function<Request, Future<Reply>> one(String statement, String notFound) {
        return request -> database.run(queries.get(statement), request.values()).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(notFound);
            }
            return tagged(200, rows.iterator().next());
        });
    }

    /** A change by one statement. */
    Function<Request, Future<Reply>> change(
            String statement, Action action, String notFound, Consumer<JsonObject> values) {
        return request -> write(request, statement, action, notFound, values(request, values))
                .map(row -> tagged(200, row));
    }

    /** 201 with the new thing. */
    Future<Reply> created(Future<Row> made) {
        return made.map(row -> tagged(201, row).with("location", row.getString("location")));
    }

    /** 204. */
    Function<Request, Future<Reply>> remove(String statement, Action action, String notFound) {
        return request -> write(request, statement, action, notFound, values(request, none -> {}))
                .map(row -> Reply.nothing());
    }

    /** What statements take, with the precondition by a name that they can. */
    static JsonObject values(Request request, Consumer<JsonObject> more) {
        var values = request.values().put("if_match", request.input().getString("If-Match"));
        more.accept(values);
        return values;
    }

    /** Runs one statement and its audit, behind everybody else who takes rights away. */
    Future<Row> write(Request request, String statement, Action action, String notFound, JsonObject values) {
        return transaction(
                request,
                connection -> writes.write(connection, unlocked(request), statement, action, notFound, values));
    }

    /** Runs the work in one transaction, behind everybody else who takes rights away. */
    <T> Future<T> transaction(Request request, Function<SqlConnection, Future<T>> work) {
        return writes.transaction(
                unlocked(request),
                connection -> run(connection, "lockAdministrators", new JsonObject())
                        .compose(locked -> work.apply(connection)));
    }

    Future<RowSet<Row>> run(SqlConnection connection, String statement, JsonObject values) {
        return Database.run(connection, queries.get(statement), values);
    }

    /** Without the organization in the path: its other writers need not wait, and a deleted one can be changed as well. */
    static Request unlocked(Request request) {
        var input = request.input().copy();
        input.remove("orgId");
        return new Request(request.operation(), request.id(), request.caller(), input, request.body());
    }

    static Reply tagged(int status, Row row) {
        return Reply.json(status, Buffer.buffer(row.getString("doc"))).with("etag", row.getString("etag"));
    }
}
