package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells organizations what a new, changed or withdrawn advisory does to what they own and use: one message each for a record, however many versions it moved, with the
 * verdicts that turned by it. Every node may run it; one does at a time, and what it had not told when it died is told by the next.
 */
record Notices(Database database, Queries queries, Rechecks rechecks) {
    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    private static final int MOST_TOLD = 100;

    /** Tells of one record after the other; never fails. */
    Future<Void> run() {
        return database.run(queries.get("hasMoves"), new JsonObject())
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture(false) : database.transaction(this::next))
                .compose(told -> told ? run() : Future.succeededFuture())
                .recover(failure -> {
                    log.warn("What advisories moved could not be told, which is tried again: {}", failure.toString());
                    return Future.succeededFuture();
                });
    }

    /** Whether there was something to tell. */
    private Future<Boolean> next(SqlConnection connection) {
        var nothing = new JsonObject();
        return Database.run(connection, queries.get("lockNotices"), nothing)
                .compose(rows -> rows.iterator().next().getBoolean("mine")
                        ? Database.run(connection, queries.get("takeMoves"), nothing)
                                .compose(taken -> {
                                    Future<Void> all = Future.succeededFuture();
                                    for (Row row : taken) {
                                        if (row.getUUID("org_id") != null) {
                                            all = all.compose(before -> tell(connection, row));
                                        }
                                    }
                                    return all.map(taken.size() > 0);
                                })
                        : Future.succeededFuture(false));
    }

    private Future<Void> tell(SqlConnection connection, Row row) {
        String org = row.getUUID("org_id").toString();
        var input = new JsonObject().put("org", org).put("mcps", row.getArrayOfUUIDs("mcps"));
        return Database.run(connection, queries.get("passedWith"), input).compose(passed -> {
            var turned = new JsonArray();
            Future<Void> all = Future.succeededFuture();
            for (Row evaluation : passed) {
                all = all.compose(before -> turn(connection, org, evaluation, turned));
            }
            return all.compose(judged -> Audit.record(connection, Audit.Actor.SYSTEM, event(org, row, turned)));
        });
    }

    private Future<Void> turn(SqlConnection connection, String org, Row row, JsonArray turned) {
        UUID id = row.getUUID("id");
        var request = new JsonObject(row.getString("request"));
        return rechecks.denied(org, request).compose(denied -> {
            if (denied.isEmpty()) {
                return Future.succeededFuture();
            }
            var input = new JsonObject().put("org", org).put("evaluation", id.toString());
            turned.add(new JsonObject()
                    .put("evaluation_id", id.toString())
                    .put("environment", request.getString("environment"))
                    .put("denied", denied));
            return Database.run(connection, queries.get("turnEvaluation"), input)
                    .mapEmpty();
        });
    }

    private static Audit.Event event(String org, Row row, JsonArray turned) {
        var moves = new JsonArray(row.getString("moves"));
        int versions = row.getInteger("versions");
        while (moves.size() > MOST_TOLD) {
            moves.remove(moves.size() - 1);
        }
        String record = row.getString("record_id");
        String advisory = row.getString("advisory");
        var after = new JsonObject()
                .put("advisory", advisory == null ? JsonObject.of("id", record) : new JsonObject(advisory))
                .put("versions", versions)
                .put("moves", moves)
                .put("turned", turned);
        return new Audit.Event(Action.POLICY_ADVISORY_APPLIED, org, record, null, after.encode());
    }
}
