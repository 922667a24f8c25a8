package mcphub.org;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import mcphub.kernel.AuditCsv;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;

/** Shows an organization's audit: page by page, as a whole in CSV or NDJSON, and whether its chain is unbroken. */
record AuditTrail(Database database, Queries queries) {
    private static final int EXPORT_PAGE = 500;
    private static final long VERIFY_PAGE = 10_000;
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    /** What the first event of a chain is sealed with: the digest of nothing. */
    private static final String BEGINNING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    Future<Reply> list(Request request) {
        return switch (request.accept()) {
            case CSV, NDJSON -> export(request);
            default -> page(request);
        };
    }

    private Future<Reply> page(Request request) {
        var input = request.values().put("behind", position(request));
        return database.run(queries.get("listAuditEvents"), input).map(rows -> {
            var events = new JsonArray();
            Long last = null;
            for (Row row : rows) {
                if (row.getString("doc") != null) {
                    events.add(new JsonObject(row.getString("doc")));
                    last = row.getLong("position");
                }
            }
            long limit = input.getLong("limit");
            var body = new JsonObject()
                    .put("events", events)
                    .put("total", rows.iterator().next().getInteger("total"))
                    .put("limit", limit)
                    .put("offset", input.getLong("offset"))
                    .put("next_cursor", events.size() < limit || last == null ? null : Long.toString(last));
            return Reply.json(200, body.toBuffer());
        });
    }

    private static @org.jspecify.annotations.Nullable Long position(Request request) {
        String cursor = request.input().getString("cursor");
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw Problem.BAD_REQUEST.because("Invalid parameter 'cursor': must be the next_cursor of the page before");
        }
    }

    /** One part of an export; the next one begins behind its last event. */
    private Future<Reply> export(Request request) {
        var input = request.values().put("page", EXPORT_PAGE);
        input.put("behind", request.resume() == null ? position(request) : Long.valueOf(request.resume()));
        boolean csv = request.accept().equals(CSV);
        return database.run(queries.get("exportAuditEvents"), input).map(rows -> {
            Buffer part = csv ? AuditCsv.lines(rows, request.resume() == null) : lines(rows);
            String next = null;
            for (Row row : rows) {
                next = Long.toString(row.getLong("position"));
            }
            return Reply.ok(csv ? "text/csv; charset=utf-8; header=present" : NDJSON, part)
                    .with(
                            "content-disposition",
                            "attachment; filename=\"audit-events." + (csv ? "csv" : "ndjson") + '"')
                    .followedBy(rows.size() < EXPORT_PAGE ? null : next);
        });
    }

    private static Buffer lines(RowSet<Row> rows) {
        var out = Buffer.buffer();
        rows.forEach(row -> out.appendString(row.getString("doc")).appendString("\n"));
        return out;
    }

    /** Recomputes every seal up to the chain's length of now. */
    Future<Reply> verify(Request request) {
        return database.run(queries.get("getChain"), request.input()).compose(rows -> {
            if (rows.size() == 0) {
                return Future.succeededFuture(verdict(0, BEGINNING, null));
            }
            var chain = rows.iterator().next();
            return verify(request, chain.getLong("length"), chain.getString("head"), 1, BEGINNING);
        });
    }

    private Future<Reply> verify(Request request, long length, String head, long from, String previous) {
        if (from > length) {
            return Future.succeededFuture(verdict(length, head, previous.equals(head) ? null : length));
        }
        long page = Math.min(VERIFY_PAGE, length - from + 1);
        var input = request.values().put("from", from).put("previous", previous).put("page", page);
        return database.run(queries.get("verifyChain"), input).compose(rows -> {
            var stretch = rows.iterator().next();
            Long broken = stretch.getLong("broken_at");
            if (broken == null && stretch.getLong("events") < page) {
                broken = from + stretch.getLong("events");
            }
            return broken == null
                    ? verify(request, length, head, from + page, stretch.getString("last"))
                    : Future.succeededFuture(verdict(length, head, broken));
        });
    }

    private static Reply verdict(long events, String head, @org.jspecify.annotations.Nullable Long brokenAt) {
        return Reply.json(
                200,
                new JsonObject()
                        .put("valid", brokenAt == null)
                        .put("events", events)
                        .put("head", head)
                        .put("broken_at", brokenAt)
                        .toBuffer());
    }
}
