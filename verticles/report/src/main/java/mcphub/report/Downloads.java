package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.List;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.StoredFile;

/** Hands out finished files. */
final class Downloads {
    /** How files are cut, in bytes: part of what is stored, so it never changes. */
    static final int SLICE = 512 * 1024;

    private final Database database;
    private final Queries queries;

    Downloads(Database database, Queries queries) {
        this.database = database;
        this.queries = queries;
    }

    Future<Reply> download(Request request) {
        StoredFile.Pieces pieces = (sha256, from, atMost) -> read(request, from, atMost);
        String resume = request.resume();
        if (resume != null) {
            return StoredFile.more(resume, pieces);
        }
        return database.run(queries.get("findFile"), Reports.values(request)).compose(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(Reports.NO_REPORT);
            }
            var file = rows.iterator().next();
            return file.getString("status").equals("COMPLETED")
                    ? stored(file).answer(request, pieces)
                    : Future.succeededFuture(notThere(request, file));
        });
    }

    private static StoredFile stored(Row file) {
        return new StoredFile(
                file.getString("file_name"),
                "application/pdf",
                file.getLong("file_size"),
                file.getString("file_sha256"));
    }

    private static Reply notThere(Request request, Row file) {
        String status = file.getString("status");
        String why = switch (status) {
            case "FAILED" -> "The report could not be made: " + file.getString("error");
            case "EXPIRED" -> "The file was removed after " + file.getString("expires_at") + "; ask for a new report";
            default -> "The report is " + status + "; its file is not there yet";
        };
        var refusal = new Refusal(Problem.CONFLICT, why, List.of(new Refusal.Detail("status", status)));
        boolean coming = status.equals("PENDING") || status.equals("RUNNING");
        return coming ? refusal.reply(request.id()).with("retry-after", "2") : refusal.reply(request.id());
    }

    private Future<Buffer> read(Request request, long from, int atMost) {
        int within = (int) (from % SLICE);
        var input = Reports.values(request)
                .put("position", from / SLICE)
                .put("from", within)
                .put("length", Math.min(atMost, SLICE - within));
        return database.run(queries.get("readPiece"), input).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(Reports.NO_REPORT);
            }
            return rows.iterator().next().getBuffer("bytes");
        });
    }
}
