package mcphub.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what came in, in the order of arrival. What follows from a delivery and that it was looked at are one transaction: whatever dies in between, it follows
 * once. Any number of nodes may do it; a delivery is one node's at a time.
 */
final class Inbox {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final int BATCH = 10;

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Pushes pushes;
    private final Plans plans;
    private boolean working;
    private boolean more;

    Inbox(Vertx vertx, Database database, Queries queries, Pushes pushes, Plans plans) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.pushes = pushes;
        this.plans = plans;
    }

    /** Looks until nothing is left, unless somebody here is at it already. */
    void work() {
        if (working) {
            more = true;
            return;
        }
        working = true;
        more = false;
        batch().onComplete(done -> {
            working = false;
            if (more || (done.succeeded() && done.result() == BATCH)) {
                work();
            }
        });
    }

    private Future<Integer> batch() {
        var current = new AtomicReference<@Nullable UUID>();
        return database.transaction(connection -> Database.run(
                                connection, queries.get("takeOut"), JsonObject.of("most", BATCH))
                        .compose(rows -> {
                            List<UUID> ids = new ArrayList<>();
                            rows.forEach(row -> ids.add(row.getUUID("id")));
                            Future<Void> all = Future.succeededFuture();
                            for (UUID id : ids) {
                                all = all.compose(before -> {
                                    current.set(id);
                                    return one(connection, id);
                                });
                            }
                            return all.map(ids.size());
                        }))
                .recover(failure -> broken(current.get(), failure));
    }

    private Future<Void> one(SqlConnection connection, UUID id) {
        var input = JsonObject.of("id", id.toString());
        return Database.run(connection, queries.get("readInbox"), input)
                .compose(rows -> settled(connection, rows.iterator().next()))
                .compose(settled -> Database.run(
                        connection,
                        queries.get("settleInbox"),
                        input.put("state", settled.state()).put("outcome", settled.outcome())))
                .mapEmpty();
    }

    private Future<Settled> settled(SqlConnection connection, Row row) {
        var sender = Sender.of(row.getString("sender"));
        Buffer payload = row.getBuffer("payload");
        UUID mcp = row.getUUID("mcp");
        if (sender == Sender.STRIPE) {
            return vertx.executeBlocking(() -> StripeEvent.read(payload).orElseThrow(), false)
                    .compose(event -> plans.apply(connection, event));
        }
        return vertx.executeBlocking(
                        () -> Payloads.read(sender, row.getString("event"), payload, row.getBoolean("form")), false)
                .compose(read -> read.isEmpty()
                        ? Future.succeededFuture(Settled.ignored("It names no repository that the hub understands"))
                        : pushes.apply(connection, sender, mcp == null ? null : mcp.toString(), read.get()));
    }

    /** All of the batch is undone. The one that broke is put off, so that it does not hold up the others. */
    private Future<Integer> broken(@Nullable UUID id, Throwable failure) {
        if (id == null || Database.isOutage(failure)) {
            log.warn("Webhooks could not be looked at, which is tried again: {}", failure.toString());
            return Future.succeededFuture(0);
        }
        log.error("The delivery {} could not be looked at", id, failure);
        more = true;
        var input =
                JsonObject.of("id", id.toString(), "outcome", "It broke; the log of the hub tells more under " + id);
        return database.run(queries.get("postponeInbox"), input).map(0).otherwise(0);
    }
}
