package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import mcphub.kernel.Database;
import mcphub.kernel.FileNames;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.StoredFile;

/** Hands out the very bytes that were analysed, whatever their source: each archive is kept. */
final class Tarballs {
    private final Database database;
    private final Queries queries;

    Tarballs(Database database, Queries queries) {
        this.database = database;
        this.queries = queries;
    }

    Future<Reply> download(Request request) {
        StoredFile.Pieces pieces = (sha256, from, atMost) -> read(request, sha256, from, atMost);
        String resume = request.resume();
        if (resume != null) {
            return StoredFile.more(resume, pieces);
        }
        return database.run(queries.get("findTarball"), request.values().put("trusted", isTrusted(request)))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        throw Problem.NOT_FOUND.because(CatalogVerticle.NO_VERSION);
                    }
                    var row = rows.iterator().next();
                    if (row.getBoolean("suspected") && !isTrusted(request)) {
                        throw Problem.FORBIDDEN.because(
                                "This version is suspected of malice: its archive is handed out to platform administrators and auditors only");
                    }
                    return stored(row).answer(request, pieces);
                });
    }

    /** Whoever decides about a suspicion has to see what it is about. */
    private static boolean isTrusted(Request request) {
        return request.caller().platformRole() != null;
    }

    private static StoredFile stored(Row row) {
        String sha256 = row.getString("sha256");
        if (sha256 == null) {
            throw Problem.NOT_FOUND.because(
                    "Nothing was fetched of this version, so there is no archive; it is " + row.getString("status"));
        }
        boolean isPacked = Boolean.TRUE.equals(row.getBoolean("packed"));
        var words = List.of(row.getString("name"), row.getString("visible_version"));
        return new StoredFile(
                FileNames.of(words, isPacked ? ".tgz" : ".tar"),
                isPacked ? "application/gzip" : "application/x-tar",
                row.getLong("size"),
                sha256);
    }

    private Future<Buffer> read(Request request, String sha256, long from, int atMost) {
        var values = request.values()
                .put("sha256", sha256)
                .put("from", from)
                .put("length", atMost)
                .put("trusted", isTrusted(request));
        return database.run(queries.get("readTarball"), values).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(CatalogVerticle.NO_VERSION);
            }
            return rows.iterator().next().getBuffer("bytes");
        });
    }
}
