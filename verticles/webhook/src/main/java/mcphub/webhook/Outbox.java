package mcphub.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox. A delivery is claimed with a lease, sent, and written down; whoever dies with one in hand leaves it to the next, so that it arrives at
 * least once, and while nobody dies, once. Each receiver has only so many at a time, so that a slow one delays nobody else.
 */
final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int GONE = 410;
    private static final long MAX_RETRY_AFTER_SECONDS = 86_400;
    private static final long MS = 1_000;
    private static final double SHORTEST = 0.8;
    private static final double LONGEST = 1.2;

    private final Database database;
    private final Queries queries;
    private final Receivers receivers;
    private final Vault vault;
    private final Settings.Webhook settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private int underWay;
    private boolean claiming;
    private boolean more;
    private boolean stopped;

    Outbox(
            Database database,
            Queries queries,
            Receivers receivers,
            Vault vault,
            Settings.Webhook settings,
            InstantSource clock,
            RandomGenerator random) {
        this.database = database;
        this.queries = queries;
        this.receivers = receivers;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /** Claims what is due and sends it, as much as may be under way at once. */
    void work() {
        if (claiming || stopped || underWay >= settings.atOnce()) {
            more = true;
            return;
        }
        claiming = true;
        more = false;
        String lease = UUID.randomUUID().toString();
        var input = new JsonObject()
                .put("lease", lease)
                .put("lease_seconds", settings.timeoutMs() * 2 / (int) MS + 5)
                .put("per_receiver", settings.atOncePerReceiver())
                .put("most", settings.atOnce() - underWay);
        database.run(queries.get("claimOutbox"), input).onComplete(claimed -> {
            claiming = false;
            if (claimed.failed()) {
                log.warn(
                        "The outbox could not be read, which is tried again: {}",
                        claimed.cause().toString());
                return;
            }
            for (Row row : claimed.result()) {
                underWay++;
                deliver(row, lease).onComplete(done -> {
                    underWay--;
                    work();
                });
            }
            if (more) {
                work();
            }
        });
    }

    /** Sends nothing more. */
    void stop() {
        stopped = true;
    }

    /** Never fails, and never throws: whatever goes wrong with one delivery is no reason to hold up the others. */
    private Future<Void> deliver(Row row, String lease) {
        return Future.succeededFuture(row)
                .compose(claimed -> send(claimed, lease))
                .recover(failure -> {
                    log.warn(
                            "The delivery {} was not sent, or how it went could not be written down: {}",
                            row.getUUID("id"),
                            failure.toString());
                    return Future.succeededFuture();
                });
    }

    private Future<Void> send(Row row, String lease) {
        Instant now = clock.instant();
        String payload = row.getString("payload");
        var headers = headers(row, now.getEpochSecond(), payload);
        return receivers
                .post(row.getString("url"), headers, payload)
                .compose(answer -> settle(row, lease, answer, attempt(now, headers, answer)));
    }

    private Map<String, String> headers(Row row, long seconds, String payload) {
        String message = row.getString("message");
        String signature = signature(row, "secret", message, seconds, payload);
        if (row.getBuffer("previous_secret") != null) {
            signature += ' ' + signature(row, "previous_secret", message, seconds, payload);
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "mcp-hub");
        headers.put("webhook-id", message);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", signature);
        return headers;
    }

    private String signature(Row row, String column, String message, long seconds, String payload) {
        String secret = new String(vault.open(row.getBuffer(column)), StandardCharsets.UTF_8);
        try {
            return new Webhook(secret).sign(message, seconds, payload);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("A secret that the hub made signs nothing", e);
        }
    }

    private JsonObject attempt(Instant began, Map<String, String> headers, Receivers.Answer answer) {
        var sent = new JsonObject();
        headers.forEach((name, value) -> sent.put(name, name.equals("webhook-signature") ? "v1,…" : value));
        return new JsonObject()
                .put("at", began.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("duration_ms", began.until(clock.instant(), ChronoUnit.MILLIS))
                .put("status_code", answer.status() == 0 ? null : answer.status())
                .put("request", sent)
                .put("response", answer.status() == 0 ? null : Redacted.of(answer.body()))
                .put("error", answer.error());
    }

    private Future<Void> settle(Row row, String lease, Receivers.Answer answer, JsonObject attempt) {
        var input = new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("lease", lease)
                .put("attempt", new JsonArray().add(attempt));
        if (answer.isGood()) {
            return database.run(queries.get("delivered"), input).mapEmpty();
        }
        boolean gone = answer.status() == GONE;
        input.put("delay_ms", gone ? null : delayMs(row.getInteger("attempts"), answer))
                .put("gone", gone)
                .put(
                        "reason",
                        gone
                                ? "The receiver answered 410: it is gone"
                                : "A delivery failed " + (row.getInteger("attempts") + 1) + " times, the last time: "
                                        + answer.error());
        return database.transaction(connection -> Database.run(connection, queries.get("notDelivered"), input)
                .compose(rows -> rows.size() == 0
                                || rows.iterator().next().getBoolean("asked")
                                || input.getLong("delay_ms") != null
                        ? Future.succeededFuture()
                        : Database.run(connection, queries.get("disableSubscription"), input)
                                .compose(disabled -> disabled.size() == 0
                                        ? Future.succeededFuture()
                                        : Audit.record(
                                                connection,
                                                Audit.Actor.SYSTEM,
                                                event(disabled.iterator().next())))));
    }

    private static Audit.Event event(Row disabled) {
        return new Audit.Event(
                Action.WEBHOOK_DISABLED,
                disabled.getString("org"),
                disabled.getString("target"),
                null,
                disabled.getString("doc"));
    }

    /** Until the next try; null when there is none any more. */
    private @Nullable Long delayMs(int triesBefore, Receivers.Answer answer) {
        var delays = settings.retryDelaysSeconds();
        if (triesBefore >= delays.size()) {
            return null;
        }
        double seconds = delays.get(triesBefore) * random.nextDouble(SHORTEST, LONGEST);
        long asked = Math.min(answer.retryAfterSeconds(), MAX_RETRY_AFTER_SECONDS) * MS;
        return Math.max((long) (seconds * MS), asked);
    }
}
