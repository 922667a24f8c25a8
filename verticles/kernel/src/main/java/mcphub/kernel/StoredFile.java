package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file that never changes, handed out a piece at a time, from any node: whole, or the one range that was asked for.
 *
 * @param name that it is saved under: letters, digits, dots, dashes and underscores
 * @param size in bytes
 * @param sha256 of all of it, in hex
 */
public record StoredFile(String name, String contentType, long size, String sha256) {
    /** What is read at once, in bytes: as little as many who read at the same time leave memory for, and the questions of others wait behind. */
    private static final int PIECE = 64 * 1024;

    private static final char MARK = '/';

    /** Where its bytes are. */
    @FunctionalInterface
    public interface Pieces {
        /**
         * Reads at least one byte; fails with a refusal where the file, or the caller's right to it, is gone.
         *
         * @param sha256 of the file that the download began with
         * @param from the first byte, from 0
         */
        Future<Buffer> read(String sha256, long from, int atMost);
    }

    /** The beginning of the answer: 200, 206 with the range, 304, or 416. Whoever continues comes to {@link #more}. */
    public Future<Reply> answer(Request request, Pieces pieces) {
        String tag = '"' + sha256 + '"';
        var headers = headers(tag);
        if (ETags.names(request.input().getString("If-None-Match"), tag)) {
            return Future.succeededFuture(new Reply(304, headers, Buffer.buffer()));
        }
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
        var wanted = range.orElse(new ByteRange(0, size - 1));
        headers.put("content-length", Long.toString(wanted.length()));
        if (range.isPresent()) {
            headers.put("content-range", "bytes " + wanted.first() + '-' + wanted.last() + MARK + size);
        } else {
            // of a range it would be that of the range, which nobody has computed
            headers.put("content-digest", digest());
        }
        return part(sha256, wanted, range.isPresent() ? 206 : 200, headers, pieces);
    }

    /** The next part of an answer; a file that is gone meanwhile breaks the download off, so that nobody takes a part for the whole. */
    public static Future<Reply> more(String resume, Pieces pieces) {
        var rest = resume.split(String.valueOf(MARK), -1);
        var range = new ByteRange(Long.parseLong(rest[2]), Long.parseLong(rest[3]));
        return part(rest[1], range, Integer.parseInt(rest[0]), Map.of(), pieces);
    }

    private Map<String, String> headers(String tag) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", contentType);
        headers.put("content-disposition", "attachment; filename=\"" + name + '"');
        headers.put("accept-ranges", "bytes");
        headers.put("etag", tag);
        // whoever may have it today may not tomorrow: each time the hub is asked, and answers 304
        headers.put("cache-control", "private, no-cache");
        headers.put("vary", "authorization");
        headers.put("repr-digest", digest());
        return headers;
    }

    private String digest() {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
    }

    private static Future<Reply> part(
            String sha256, ByteRange range, int status, Map<String, String> headers, Pieces pieces) {
        int most = (int) Math.min(PIECE, range.length());
        return pieces.read(sha256, range.first(), most).map(bytes -> {
            var reply = new Reply(status, headers, bytes);
            long next = range.first() + bytes.length();
            return next > range.last()
                    ? reply
                    : reply.followedBy(status + String.valueOf(MARK) + sha256 + MARK + next + MARK + range.last());
        });
    }
}
