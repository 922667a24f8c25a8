package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.catalog.sbom.CycloneDx;
import mcphub.catalog.sbom.Inventory;
import mcphub.catalog.sbom.Spdx;
import mcphub.kernel.Blocking;
import mcphub.kernel.Database;
import mcphub.kernel.ETags;
import mcphub.kernel.FileNames;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;

/** Hands out the bill of materials of a version. Thousands of components are seconds of work, which anybody may ask for. */
final class Sboms {
    /** Goes up when the same facts are written in another way. */
    private static final String FORM = "3";

    /** The contract gives a caller 15 seconds. */
    private static final Makings.Limits LIMITS = new Makings.Limits(2, 32, Duration.ofSeconds(10), 32 << 20);

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Makings makings;

    Sboms(Vertx vertx, Database database, Queries queries, InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.makings = new Makings(LIMITS, clock, new Gzip(vertx));
    }

    /** What tells one document from all others, and whether the caller has it, is known before its components are read. */
    Future<Reply> export(Request request) {
        return database.run(queries.get("sbomFacts"), request.values()).compose(rows -> {
            var facts = first(rows);
            var document = new JsonObject(facts.getString("doc"));
            boolean isSpdx = isSpdx(request);
            String tag = ETags.of(facts.getString("doc"), (isSpdx ? "spdx" : "cyclonedx") + FORM);
            var headers = headers(document, isSpdx, tag);
            if (ETags.names(request.input().getString("If-None-Match"), tag)) {
                return Future.succeededFuture(new Reply(304, headers, Buffer.buffer()));
            }
            var values = request.values().put("snapshot", document.getString("snapshot_id"));
            return makings.get(tag, () -> make(document, isSpdx, values))
                    .map(body -> new Reply(200, headers, body))
                    .recover(failure -> refused(request, failure));
        });
    }

    private static Row first(Iterable<Row> rows) {
        var all = rows.iterator();
        if (!all.hasNext()) {
            throw Problem.NOT_FOUND.because(CatalogVerticle.NO_SNAPSHOT);
        }
        return all.next();
    }

    /** Even to read the facts of thousands of components is too much for an event loop. */
    private Future<Buffer> make(JsonObject facts, boolean isSpdx, JsonObject values) {
        return database.run(queries.get("sbomDependencies"), values).compose(rows -> {
            String dependencies = first(rows).getString("doc");
            return Blocking.run(vertx, () -> {
                var all = facts.copy();
                if (dependencies != null) {
                    all.put("dependencies", new JsonArray(dependencies));
                }
                var inventory = Inventory.of(all);
                return Buffer.buffer(isSpdx ? Spdx.write(inventory) : CycloneDx.write(inventory));
            });
        });
    }

    private static Future<Reply> refused(Request request, Throwable failure) {
        return failure instanceof Refusal refusal && refusal.problem() == Problem.UNAVAILABLE
                ? Future.succeededFuture(refusal.reply(request.id()).with("retry-after", "5"))
                : Future.failedFuture(failure);
    }

    /** As asked for; who asks for no format gets what he accepts. */
    private static boolean isSpdx(Request request) {
        String format = request.input().getString("format");
        return format == null ? request.accept().equals(Spdx.MEDIA_TYPE) : format.equals("spdx");
    }

    private static Map<String, String> headers(JsonObject facts, boolean isSpdx, String tag) {
        String name = FileNames.of(
                List.of(facts.getString("name"), facts.getString("version")), isSpdx ? ".spdx.json" : ".cdx.json");
        var headers = new HashMap<String, String>();
        headers.put("content-type", isSpdx ? Spdx.MEDIA_TYPE : CycloneDx.MEDIA_TYPE + "; version=1.6");
        headers.put("content-disposition", "attachment; filename=\"" + name + '"');
        headers.put("etag", tag);
        headers.put("cache-control", "private, no-cache");
        headers.put("vary", "authorization, accept");
        return headers;
    }
}
