package mcphub.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import mcphub.advisories.AdvisoryStore;
import mcphub.advisories.NotOsv;
import mcphub.advisories.OsvReader;
import mcphub.advisories.OsvRecord;
import mcphub.kernel.Action;
import mcphub.kernel.Blocking;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;

/** Takes advisories in: a record at once, a zip of them as an import that somebody else does. */
final class Advisories {
    private static final String NO_UPLOAD = "This upload is not open any more";
    private final Vertx vertx;
    private final Queries queries;
    private final Writes writes;
    private final AdvisoryStore store = new AdvisoryStore();

    Advisories(Vertx vertx, Queries queries, Writes writes) {
        this.vertx = vertx;
        this.queries = queries;
        this.writes = writes;
    }

    /** Asked without a body whether a zip may come, gives an upload's id; asked with what came, queues its import; asked with a record, stores it. */
    Future<Reply> take(Request request) {
        var body = request.body();
        if (body == null) {
            return allow(request);
        }
        // what the gateway says of an upload has no id, which a record must have
        return body.containsKey("id") ? record(request, body) : adopt(request);
    }

    private Future<Reply> allow(Request request) {
        String upload = UUID.randomUUID().toString();
        return writes.transaction(
                        request,
                        connection -> notADump(connection, request)
                                .compose(none ->
                                        run(connection, "startAdvisoryUpload", JsonObject.of("upload", upload))))
                .map(started -> new Reply(202, Map.of(), Buffer.buffer()).followedBy(upload));
    }

    private Future<Reply> adopt(Request request) {
        return imported(
                        request,
                        feed -> connection -> run(
                                        connection,
                                        "queueAdvisoryImport",
                                        request.values().put("feed_id", feed))
                                .map(rows -> {
                                    if (rows.size() == 0) {
                                        throw Problem.NOT_FOUND.because(NO_UPLOAD);
                                    }
                                    return null;
                                }))
                .map(doc -> Reply.json(202, Buffer.buffer(doc)).with("location", "/api/v1/admin/advisories/feeds"));
    }

    private Future<Reply> record(Request request, JsonObject body) {
        if (request.input().getString("complete") != null) {
            throw Problem.BAD_REQUEST.because(
                    "Invalid parameter 'complete': one record is not all of an ecosystem, expected a zip");
        }
        return Blocking.run(vertx, () -> read(body))
                .compose(record -> imported(
                        request, feed -> connection -> store.putAlone(connection, feed, record, Instant.now())))
                .map(doc -> Reply.json(200, Buffer.buffer(doc)));
    }

    private static OsvRecord read(JsonObject body) {
        try {
            return OsvReader.readAlone(body.toBuffer().getBytes()).of(Instant.now());
        } catch (NotOsv no) {
            throw new Refusal(
                    Problem.BAD_REQUEST,
                    no.field().isEmpty() ? String.valueOf(no.getMessage()) : "Invalid field " + no.sentence(),
                    List.of(new Refusal.Detail(no.field(), String.valueOf(no.getMessage()))));
        }
    }

    /** The feed's JSON, once the work is done for it and audited. */
    private Future<String> imported(Request request, Function<String, Function<SqlConnection, Future<Void>>> work) {
        return writes.transaction(
                request,
                connection -> notADump(connection, request)
                        .compose(none -> run(connection, "openFeed", request.values()))
                        .compose(rows -> {
                            String feed = rows.iterator().next().getUUID("id").toString();
                            return work.apply(feed)
                                    .apply(connection)
                                    .compose(done -> writes.write(
                                            connection,
                                            request,
                                            "importedAdvisories",
                                            Action.ADVISORIES_IMPORTED,
                                            "",
                                            JsonObject.of("feed_id", feed)));
                        })
                        .map(row -> row.getString("doc")));
    }

    private Future<Void> notADump(SqlConnection connection, Request request) {
        return run(connection, "findDump", request.values()).map(rows -> {
            if (rows.size() > 0) {
                throw Problem.CONFLICT.because("The hub fetches this feed itself; name another one");
            }
            return null;
        });
    }

    private Future<RowSet<Row>> run(SqlConnection connection, String statement, JsonObject values) {
        return Database.run(connection, queries.get(statement), values);
    }
}
