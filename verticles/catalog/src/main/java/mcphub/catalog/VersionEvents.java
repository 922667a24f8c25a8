package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reads;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tells a version's life: as a list, or to whoever accepts it as it happens, as server-sent events. Such an answer is a chain of parts, by turns one that waits and one that reads: what
 * a part reads, it reads for who the caller is at that moment.
 */
final class VersionEvents {
    private static final String STREAM = "text/event-stream";
    private static final Map<String, String> HEADERS = Map.of(
            "content-type",
            STREAM,
            "cache-control",
            "no-store",
            "vary",
            "authorization, accept",
            "x-accel-buffering",
            "no");
    /** How often who waits hears that the stream still lives. */
    private static final long BEAT_MS = 10_000;
    /** What is at rest, while its job is still open, is that only for a moment. */
    private static final long MOMENT_MS = 500;

    private static final int PAGE = 100;
    private static final String SETTLED = "settled";
    /** Behind the number of the last event: the id of the end itself. */
    private static final String END = "-end";

    private final Database database;
    private final Queries queries;
    private final VersionWatch watch;
    private final Function<Request, Future<Reply>> list;
    private final Clock clock;
    private final int seconds;

    VersionEvents(Database database, Queries queries, VersionWatch watch, Clock clock, int seconds) {
        this.database = database;
        this.queries = queries;
        this.watch = watch;
        this.list = new Reads(database, queries).list("listEvents", "events", CatalogVerticle.NO_VERSION);
        this.clock = clock;
        this.seconds = seconds;
    }

    /**
     * Where a stream goes on.
     *
     * @param version the one that is told of: that whose id was asked for, or that to which it led
     * @param after the last event that was told
     * @param until when the stream ends, in milliseconds since 1970
     * @param waitMs how long to wait before anything is read; 0 to read
     */
    private record Place(UUID version, long after, long until, long waitMs) {
        static Place of(String text) {
            var parts = text.split("/", -1);
            return new Place(
                    UUID.fromString(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        }

        String text() {
            return version + "/" + after + '/' + until + '/' + waitMs;
        }
    }

    Future<Reply> tell(Request request) {
        if (!request.accept().equals(STREAM)) {
            return list.apply(request).map(reply -> reply.with("vary", "accept"));
        }
        String resume = request.resume();
        String asked = request.input().getString("versionId");
        if (resume == null) {
            String last = request.input().getString("Last-Event-ID", "0");
            boolean hadEnd = last.endsWith(END);
            long after = Long.parseLong(hadEnd ? last.substring(0, last.length() - END.length()) : last);
            var place = new Place(UUID.fromString(asked), after, clock.millis() + seconds * 1_000L, 0);
            return read(request, place, "retry: 3000\n\n", hadEnd);
        }
        var place = Place.of(resume);
        if (place.waitMs() == 0) {
            return read(request, place, "", false);
        }
        long wait = Math.max(1, Math.min(place.waitMs(), place.until() - clock.millis()));
        var next = new Place(place.version(), place.after(), place.until(), 0).text();
        return watch.await(asked, place.version(), place.after(), wait)
                .map(woken -> new Reply(200, HEADERS, Buffer.buffer(), next));
    }

    /** Reads what comes next; nothing for who had the end, where it still is the end. */
    private Future<Reply> read(Request request, Place place, String head, boolean hadEnd) {
        var values = request.values().put("after", place.after());
        return database.run(queries.get("streamEvents"), values).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(CatalogVerticle.NO_VERSION);
            }
            var stand = rows.iterator().next();
            boolean isOver = hadEnd && stand.getLong("id") == null && isSettled(stand);
            return isOver ? Reply.nothing() : part(rows, place, head);
        });
    }

    private Reply part(RowSet<Row> rows, Place place, String head) {
        var out = Buffer.buffer(head);
        var stand = rows.iterator().next();
        var version = stand.getUUID("version");
        if (!version.equals(place.version())) {
            var leads = new JsonObject().put("version_id", version.toString());
            out.appendString("event: led_to\ndata: " + leads.encode() + "\n\n");
        }
        long after = place.after();
        int told = 0;
        for (Row row : rows) {
            if (row.getLong("id") != null) {
                after = row.getLong("id");
                told++;
                out.appendString("id: " + after + "\nevent: status\ndata: " + row.getString("doc") + "\n\n");
            }
        }
        String ending = told == PAGE ? null : ending(stand, place);
        if (ending != null) {
            var end = new JsonObject().put("status", stand.getString("status")).put("because", ending);
            // who has heard all needs not come back; who is only out of time continues behind the last event
            String id = ending.equals(SETTLED) ? "id: " + after + END + '\n' : "";
            return new Reply(200, HEADERS, out.appendString(id + "event: end\ndata: " + end.encode() + "\n\n"));
        }
        if (out.length() == 0) {
            out.appendString(": still here\n\n");
        }
        long wait = told == PAGE ? 0 : stand.getBoolean("at_rest") ? MOMENT_MS : BEAT_MS;
        return new Reply(200, HEADERS, out, new Place(version, after, place.until(), wait).text());
    }

    private @Nullable String ending(Row stand, Place place) {
        if (isSettled(stand)) {
            return SETTLED;
        }
        return clock.millis() >= place.until() ? "time" : null;
    }

    private static boolean isSettled(Row stand) {
        return stand.getBoolean("at_rest") && stand.getBoolean("idle");
    }
}
