package mcphub.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.function.Function;
import mcphub.kernel.AuditCsv;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;

/** Lists of any length, page by page behind a cursor; no page is slower than the first. What there is more than 10,000 of is not counted. */
record Lists(Database database, Queries queries) {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final int EXPORT_PAGE = 500;
    /** A cursor whose key is no time. */
    private static final String BAD_TIME = "22007";

    /** A list by the statement that fits the request. */
    Function<Request, Future<Reply>> list(String plural, Function<JsonObject, String> statement) {
        return request -> page(request, plural, statement.apply(request.input()));
    }

    /** Audit events: a page, or all of them as CSV or NDJSON. */
    Function<Request, Future<Reply>> audit(String list, String export) {
        return request -> request.accept().equals(CSV) || request.accept().equals(NDJSON)
                ? export(request, export)
                : page(request, "events", list);
    }

    private Future<Reply> page(Request request, String plural, String statement) {
        var values = request.values();
        Cursor.addTo(values, request.input().getString("cursor"));
        return run(statement, values).map(rows -> {
            var out = Buffer.buffer(4096).appendString("{\"" + plural + "\":[");
            Row last = null;
            int n = 0;
            for (Row row : rows) {
                if (row.getString("doc") != null) {
                    out.appendString(n++ == 0 ? "" : ",").appendString(row.getString("doc"));
                    last = row;
                }
            }
            var head = rows.iterator().next();
            long limit = values.getLong("limit");
            String next =
                    last == null || n < limit ? null : new Cursor(last.getString("key"), last.getString("id")).encode();
            out.appendString("],\"total\":" + head.getInteger("total") + ",\"total_is_exact\":"
                    + head.getBoolean("total_is_exact") + ",\"limit\":" + limit + ",\"offset\":"
                    + values.getLong("offset") + ",\"next_cursor\":" + Json.encode(next) + "}");
            return Reply.json(200, out);
        });
    }

    private Future<Reply> export(Request request, String statement) {
        var values = request.values().put("page", EXPORT_PAGE);
        Cursor.addTo(values, request.resume() == null ? request.input().getString("cursor") : request.resume());
        boolean csv = request.accept().equals(CSV);
        return run(statement, values).map(rows -> {
            var part = csv ? AuditCsv.lines(rows, request.resume() == null) : Buffer.buffer();
            String next = null;
            for (Row row : rows) {
                if (!csv) {
                    part.appendString(row.getString("doc")).appendString("\n");
                }
                next = new Cursor(row.getString("key"), row.getUUID("id").toString()).encode();
            }
            return Reply.ok(csv ? "text/csv; charset=utf-8; header=present" : NDJSON, part)
                    .with("content-disposition", "attachment; filename=\"audit." + (csv ? "csv" : "ndjson") + '"')
                    .followedBy(rows.size() < EXPORT_PAGE ? null : next);
        });
    }

    private Future<RowSet<Row>> run(String statement, JsonObject values) {
        return database.run(queries.get(statement), values)
                .recover(failure -> failure instanceof PgException pg && BAD_TIME.equals(pg.getSqlState())
                        ? Future.failedFuture(
                                Problem.BAD_REQUEST.because(
                                        "Invalid parameter 'cursor', 'since' or 'until': must hold a time, as this list gives it"))
                        : Future.failedFuture(failure));
    }
}
