package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import org.jspecify.annotations.Nullable;

/** Hands out finished files, a piece at a time, from any node; whole, or the one range that was asked for. */
final class Downloads {
    /** How files are cut, in bytes: part of what is stored, so it never changes. */
    static final int SLICE = 512 * 1024;

    /** What is read at once, in bytes: as little as many who read at the same time leave memory for, and the questions of others wait behind. */
    private static final int PIECE = 64 * 1024;

    private final Database database;
    private final Queries queries;

    Downloads(Database database, Queries queries) {
        this.database = database;
        this.queries = queries;
    }

    Future<Reply> download(Request request) {
        String resume = request.resume();
        if (resume != null) {
            var rest = resume.split("-", -1);
            return part(
                    request,
                    new ByteRange(Long.parseLong(rest[1]), Long.parseLong(rest[2])),
                    Integer.parseInt(rest[0]),
                    Map.of());
        }
        return database.run(queries.get("findFile"), Reports.values(request)).compose(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(Reports.NO_REPORT);
            }
            return answer(request, rows.iterator().next());
        });
    }

    private Future<Reply> answer(Request request, Row file) {
        if (!file.getString("status").equals("COMPLETED")) {
            return Future.succeededFuture(notThere(request, file));
        }
        String tag = '"' + file.getString("file_sha256") + '"';
        var headers = headers(file, tag);
        if (names(request.input().getString("If-None-Match"), tag)) {
            return Future.succeededFuture(new Reply(304, headers, Buffer.buffer()));
        }
        long size = file.getLong("file_size");
        String condition = request.input().getString("If-Range");
        Optional<ByteRange> range;
        try {
            range = condition == null || condition.strip().equals(tag)
                    ? ByteRange.of(request.input().getString("Range"), size)
                    : Optional.empty();
        } catch (ByteRange.Unsatisfiable e) {
            return Future.succeededFuture(Problem.RANGE_NOT_SATISFIABLE
                    .because("The file has " + size + " bytes")
                    .reply(request.id())
                    .with("content-range", "bytes */" + size));
        }
        var whole = new ByteRange(0, size - 1);
        range.ifPresent(part -> headers.put("content-range", "bytes " + part.first() + "-" + part.last() + "/" + size));
        var wanted = range.orElse(whole);
        headers.put("content-length", Long.toString(wanted.length()));
        return part(request, wanted, range.isPresent() ? 206 : 200, headers);
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

    private static Map<String, String> headers(Row file, String tag) {
        byte[] digest = HexFormat.of().parseHex(file.getString("file_sha256"));
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/pdf");
        headers.put("content-disposition", "attachment; filename=\"" + file.getString("file_name") + '"');
        headers.put("accept-ranges", "bytes");
        headers.put("etag", tag);
        // whoever may have it today may not tomorrow: each time the hub is asked, and answers 304
        headers.put("cache-control", "private, no-cache");
        headers.put("vary", "authorization");
        headers.put("repr-digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        return headers;
    }

    private static boolean names(@Nullable String header, String tag) {
        if (header == null) {
            return false;
        }
        for (String candidate : header.split(",", -1)) {
            String bare = candidate.strip();
            if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    /** The beginning of a range, and where it goes on. A file that is gone meanwhile breaks the download off, so that nobody takes a part for the whole. */
    private Future<Reply> part(Request request, ByteRange range, int status, Map<String, String> headers) {
        int from = (int) (range.first() % SLICE);
        int length = (int) Math.min(Math.min(PIECE, SLICE - from), range.length());
        var input = Reports.values(request)
                .put("position", range.first() / SLICE)
                .put("from", from)
                .put("length", length);
        return database.run(queries.get("readPiece"), input).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(Reports.NO_REPORT);
            }
            var reply = new Reply(status, headers, rows.iterator().next().getBuffer("bytes"));
            long next = range.first() + length;
            return next > range.last() ? reply : reply.followedBy(status + "-" + next + "-" + range.last());
        });
    }
}
