package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Standing;

/** Hands out badges. */
final class Badges {
    private static final String TYPE = "image/svg+xml";

    private final Database database;
    private final Queries queries;

    Badges(Database database, Queries queries) {
        this.database = database;
        this.queries = queries;
    }

    Future<Reply> draw(Request request) {
        return database.run(queries.get("findBadge"), request.values()).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(CatalogVerticle.NO_MCP);
            }
            Row row = rows.iterator().next();
            var badge = Badge.of(
                    row.getString("status"),
                    row.getBoolean("suspected"),
                    row.getString("grade"),
                    row.getInteger("score"),
                    row.getInteger("level"),
                    limits(row),
                    "level".equals(request.input().getString("show")));
            // pages of others embed it, and their proxies keep it for a while
            return Reply.ok(TYPE, Buffer.buffer(badge.svg()))
                    .with("cache-control", row.getBoolean("public") ? "public, max-age=300" : "private, no-cache")
                    .with("cross-origin-resource-policy", "cross-origin");
        });
    }

    private static List<String> limits(Row row) {
        String caps = row.getString("caps");
        String coverage = row.getString("coverage");
        var limits = new ArrayList<>(Standing.caps(caps == null ? null : new JsonArray(caps)));
        if (coverage != null) {
            limits.add(Standing.coverage(new JsonObject(coverage)));
        }
        return limits;
    }
}
