package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.kernel.Database;
import mcphub.kernel.ETags;
import mcphub.kernel.FileNames;
import mcphub.kernel.FindingsSarif;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.SarifLog;

/** Hands out the findings of a version as SARIF, some hundred at a time: a hostile source has as many as it likes. */
final class SarifExport {
    private static final int PAGE = 500;
    /** Goes up when the same snapshot is written in another way. */
    private static final String FORM = "2";
    /** Where the results are, in a log that has none. */
    private static final String RESULTS = "[]}]}";

    private final Database database;
    private final Queries queries;

    SarifExport(Database database, Queries queries) {
        this.database = database;
        this.queries = queries;
    }

    Future<Reply> export(Request request) {
        String resume = request.resume();
        if (resume != null) {
            var at = resume.split("/", -1);
            return results(request, at[0], Integer.parseInt(at[1]), "", Map.of());
        }
        return database.run(queries.get("sarifHead"), request.values()).compose(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(CatalogVerticle.NO_SNAPSHOT);
            }
            return begin(request, rows.iterator().next());
        });
    }

    private Future<Reply> begin(Request request, Row row) {
        String snapshot = row.getString("snapshot");
        var headers = new HashMap<String, String>();
        headers.put("content-type", SarifLog.MEDIA_TYPE);
        String tag = ETags.of(row.getString("doc"), FORM);
        headers.put("etag", tag);
        headers.put("cache-control", "private, no-cache");
        headers.put("vary", "authorization");
        if (ETags.names(request.input().getString("If-None-Match"), tag)) {
            return Future.succeededFuture(new Reply(304, headers, Buffer.buffer()));
        }
        var judged = new JsonObject(row.getString("doc"));
        headers.put(
                "content-disposition",
                "attachment; filename=\""
                        + FileNames.of(List.of(judged.getString("name"), judged.getString("version")), ".sarif") + '"');
        String series = "mcp-hub/" + judged.getString("mcp_id") + '/';
        String log = FindingsSarif.head(judged, series, properties(judged)).encode();
        String opening = log.substring(0, log.length() - RESULTS.length() + 1);
        return results(request, snapshot, 0, opening, headers);
    }

    private static JsonObject properties(JsonObject judged) {
        var properties = JsonObject.of("mcp", judged.getString("name"), "version", judged.getString("version"));
        List.of("tarball_sha256", "content_sha256", "toolchain_version", "controls_catalog_version", "created_at")
                .forEach(field -> properties.put(field, judged.getString(field)));
        return properties.mergeIn(FindingsSarif.scores(judged));
    }

    private Future<Reply> results(
            Request request, String snapshot, int offset, String opening, Map<String, String> headers) {
        var values =
                request.values().put("snapshot", snapshot).put("offset", offset).put("limit", PAGE);
        return database.run(queries.get("sarifFindings"), values).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(CatalogVerticle.NO_SNAPSHOT);
            }
            var out = Buffer.buffer(opening);
            int found = write(rows, offset > 0, out);
            if (found < PAGE) {
                return new Reply(200, headers, out.appendString(RESULTS.substring(1)));
            }
            return new Reply(200, headers, out).followedBy(snapshot + '/' + (offset + found));
        });
    }

    private static int write(RowSet<Row> rows, boolean goesOn, Buffer out) {
        int found = 0;
        for (Row row : rows) {
            String doc = row.getString("doc");
            if (doc != null) {
                out.appendString(goesOn || found > 0 ? "," : "");
                out.appendBuffer(FindingsSarif.result(new JsonObject(doc), "").toBuffer());
                found++;
            }
        }
        return found;
    }
}
