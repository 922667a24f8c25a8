package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.catalog.sbom.CycloneDx;
import mcphub.catalog.sbom.Inventory;
import mcphub.catalog.sbom.Spdx;
import mcphub.kernel.Database;
import mcphub.kernel.ETags;
import mcphub.kernel.FileNames;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;

/** Hands out the bill of materials of a version. */
final class Sboms {
    /** Goes up when the same facts are written in another way. */
    private static final String FORM = "2";

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;

    Sboms(Vertx vertx, Database database, Queries queries) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
    }

    Future<Reply> export(Request request) {
        return database.run(queries.get("sbomFacts"), request.values()).compose(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(CatalogVerticle.NO_SNAPSHOT);
            }
            return write(request, rows.iterator().next().getString("doc"));
        });
    }

    /** One after the other, for what computes must not take all the threads; even to read the facts of thousands of components is too much for an event loop. */
    private Future<Reply> write(Request request, String doc) {
        boolean isSpdx = isSpdx(request);
        return vertx.executeBlocking(() -> {
            String tag = ETags.of(doc, (isSpdx ? "spdx" : "cyclonedx") + FORM);
            var facts = new JsonObject(doc);
            var headers = headers(facts, isSpdx, tag);
            if (ETags.names(request.input().getString("If-None-Match"), tag)) {
                return new Reply(304, headers, Buffer.buffer());
            }
            var inventory = Inventory.of(facts);
            return new Reply(200, headers, Buffer.buffer(isSpdx ? Spdx.write(inventory) : CycloneDx.write(inventory)));
        });
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
