package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.catalog.receipt.Envelope;
import mcphub.catalog.receipt.Statement;
import mcphub.kernel.Database;
import mcphub.kernel.ETags;
import mcphub.kernel.FileNames;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;

/** Hands out receipts: signed when they are first asked for, and the same bytes ever after. */
final class VersionReceipts {
    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final VersionReceiptKeys keys;
    private final Settings settings;

    VersionReceipts(Vertx vertx, Database database, Queries queries, VersionReceiptKeys keys, Settings settings) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.keys = keys;
        this.settings = settings;
    }

    Future<Reply> get(Request request) {
        var values = request.values()
                .put("form", Statement.FORM)
                .put("issuer", settings.identity().issuer())
                .put("fresh_days", settings.receipts().freshDays());
        return database.run(queries.get("findReceipt"), values).compose(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(CatalogVerticle.NO_SNAPSHOT);
            }
            Row row = rows.iterator().next();
            String known = row.getString("envelope");
            var facts = new JsonObject(row.getString("doc"));
            return (known == null ? signed(facts, row) : Future.succeededFuture(known))
                    .map(envelope -> answer(request, facts, envelope));
        });
    }

    private Future<String> signed(JsonObject facts, Row row) {
        return keys.signing()
                .compose(pair -> vertx.executeBlocking(() -> pair.sign(Statement.PAYLOAD_TYPE, Statement.of(facts))))
                .compose(envelope -> database.run(
                        queries.get("storeReceipt"),
                        new JsonObject()
                                .put("facts_sha256", row.getString("facts_sha256"))
                                .put("snapshot", row.getUUID("snapshot").toString())
                                .put("kid", envelope.signatures().getFirst().keyId())
                                .put("envelope", envelope.json())))
                .map(rows -> rows.iterator().next().getString("envelope"));
    }

    private static Reply answer(Request request, JsonObject facts, String envelope) {
        String tag = ETags.of(envelope, "receipt");
        String name = FileNames.of(List.of(facts.getString("name"), facts.getString("version")), ".receipt.json");
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", Envelope.MEDIA_TYPE);
        headers.put("content-disposition", "attachment; filename=\"" + name + '"');
        headers.put("etag", tag);
        headers.put("cache-control", "private, no-cache");
        headers.put("vary", "authorization");
        boolean isKnown = ETags.names(request.input().getString("If-None-Match"), tag);
        return isKnown ? new Reply(304, headers, Buffer.buffer()) : new Reply(200, headers, Buffer.buffer(envelope));
    }
}
