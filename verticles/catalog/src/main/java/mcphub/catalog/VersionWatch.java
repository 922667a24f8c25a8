package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import mcphub.kernel.Database;
import mcphub.kernel.Notices;
import mcphub.kernel.Problem;
import mcphub.kernel.Query;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets callers wait until something happens to a version. However many wait, the database is asked one question for all of them: when it tells that something happened, and every
 * other second all the same. Used on one event loop.
 */
final class VersionWatch {
    private static final Logger log = LoggerFactory.getLogger(VersionWatch.class);
    private static final String CHANNEL = "version_events";
    private static final long LOOK_MS = 2_000;
    private static final long BREATH_MS = 50;
    private static final int MOST = 2_000;

    private final Vertx vertx;
    private final Database database;
    private final Query newest;
    private final Set<Waiting> waiting = new HashSet<>();
    private boolean looksSoon;
    private boolean looks;
    private boolean looksAgain;

    /** One who waits for an event behind this one, or for the id to lead to another version. Each is another one, whatever it waits for. */
    private static final class Waiting {
        private final String asked;
        private final UUID version;
        private final long after;
        private final Promise<Void> promise = Promise.promise();

        Waiting(String asked, UUID version, long after) {
            this.asked = asked;
            this.version = version;
            this.after = after;
        }

        boolean isNews(UUID now, long newest) {
            return after < newest || !version.equals(now);
        }
    }

    private VersionWatch(Vertx vertx, Database database, Query newest) {
        this.vertx = vertx;
        this.database = database;
        this.newest = newest;
    }

    /** Begins to watch. */
    static VersionWatch begin(Vertx vertx, Settings settings, Database database, Query newest) {
        var watch = new VersionWatch(vertx, database, newest);
        Notices.listen(vertx, settings.database(), CHANNEL, watch::lookSoon);
        vertx.setPeriodic(LOOK_MS, tick -> watch.look());
        return watch;
    }

    /**
     * Completes when something happened behind this event, when the id no longer leads to this version, or after so long.
     *
     * @param asked the id of a version, or of a wish
     * @param version where it led to
     */
    Future<Void> await(String asked, UUID version, long after, long atMostMs) {
        if (waiting.size() >= MOST) {
            throw Problem.UNAVAILABLE.because("Too many are waiting for events; try again in a moment");
        }
        var one = new Waiting(asked, version, after);
        waiting.add(one);
        long timer = vertx.setTimer(atMostMs, late -> one.promise.tryComplete());
        return one.promise.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            waiting.remove(one);
        });
    }

    /** A burst of notices is one question. */
    private void lookSoon() {
        if (!looksSoon) {
            looksSoon = true;
            vertx.setTimer(BREATH_MS, soon -> {
                looksSoon = false;
                look();
            });
        }
    }

    /** One question at a time: what happens meanwhile is asked for next. */
    private void look() {
        if (waiting.isEmpty()) {
            return;
        }
        if (looks) {
            looksAgain = true;
            return;
        }
        looks = true;
        var versions = new JsonArray();
        waiting.stream().map(one -> one.asked).distinct().forEach(versions::add);
        database.run(newest, new JsonObject().put("versions", versions.encode()))
                .onSuccess(this::wake)
                .onFailure(
                        e -> log.warn("What happened to versions is not known, and is asked again: {}", e.toString()))
                .onComplete(done -> {
                    looks = false;
                    if (looksAgain) {
                        looksAgain = false;
                        lookSoon();
                    }
                });
    }

    private void wake(RowSet<Row> rows) {
        var rowOf = new HashMap<String, Row>();
        rows.forEach(row -> rowOf.put(row.getString("asked"), row));
        waiting.stream()
                .filter(one -> {
                    var row = rowOf.get(one.asked);
                    return row != null && one.isNews(row.getUUID("version"), row.getLong("id"));
                })
                .toList()
                .forEach(one -> one.promise.tryComplete());
    }
}
