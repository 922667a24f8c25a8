package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.policy.Rechecks.Turned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells organizations what a new, changed or withdrawn advisory does to what they own and use: one message each for a record, however many versions it moved, with the
 * verdicts that turned by it. Every node may run it; a message that cannot be told holds up no other, and is tried again.
 */
record Notices(Database database, Queries queries, Rechecks rechecks) {
    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    private static final int MOST_DENIED = 20;
    private static final int MOST_EVALUATIONS = 100;

    /** Tells one message after the other; never fails. */
    Future<Void> run() {
        return database.run(queries.get("spreadMoves"), new JsonObject())
                .compose(spread -> database.run(queries.get("takeNotice"), new JsonObject())
                        .compose(taken -> taken.size() == 0
                                ? Future.succeededFuture(spread.size() > 0)
                                : tell(taken.iterator().next()).map(true)))
                .compose(more -> more ? run() : Future.succeededFuture())
                .recover(failure -> {
                    log.warn("What advisories moved could not be told, which is tried again: {}", failure.toString());
                    return Future.succeededFuture();
                });
    }

    /** Judges without holding anything, and then says all of it at once. */
    private Future<Void> tell(Row row) {
        String org = row.getUUID("org_id").toString();
        var mcps = Stream.of(row.getArrayOfUUIDs("mcps")).map(UUID::toString).collect(Collectors.toSet());
        var input = new JsonObject()
                .put("org", org)
                .put("mcps", row.getArrayOfUUIDs("mcps"))
                .put("most", MOST_EVALUATIONS);
        return database.run(queries.get("passedWith"), input).compose(passed -> {
            var turned = new ArrayList<Turned>();
            Future<Void> all = Future.succeededFuture();
            for (Row evaluation : passed) {
                all = all.compose(before -> judge(org, evaluation, mcps, turned));
            }
            return all.compose(judged -> database.transaction(connection -> tell(connection, org, row, turned)));
        });
    }

    /** A verdict that turned for another reason only is told when it is its turn to be judged again. */
    private Future<Void> judge(String org, Row evaluation, Set<String> mcps, List<Turned> turned) {
        return rechecks.judge(org, evaluation.getUUID("id").toString(), new JsonObject(evaluation.getString("request")))
                .map(now -> {
                    now.filter(one -> one.denied().stream().anyMatch(denied -> mcps.contains(denied.mcp())))
                            .ifPresent(turned::add);
                    return null;
                });
    }

    private Future<Void> tell(SqlConnection connection, String org, Row row, List<Turned> turned) {
        var notice =
                new JsonObject().put("notice", row.getUUID("id").toString()).put("org", org);
        return Database.run(connection, queries.get("endNotice"), notice).compose(mine -> {
            if (mine.size() == 0) {
                return Future.succeededFuture();
            }
            Future<Void> all = Future.succeededFuture();
            for (var one : turned) {
                all = all.compose(before -> rechecks.turn(connection, one));
            }
            return all.compose(before -> Audit.record(connection, Audit.Actor.SYSTEM, event(org, row, turned)));
        });
    }

    private static Audit.Event event(String org, Row row, List<Turned> turned) {
        String record = row.getString("record_id");
        String advisory = row.getString("advisory");
        var after = new JsonObject()
                .put("advisory", advisory == null ? JsonObject.of("id", record) : new JsonObject(advisory))
                .put("versions", row.getInteger("versions"))
                .put("moves", new JsonArray(row.getString("moves")))
                .put("turned", new JsonArray(turned.stream().map(Notices::told).toList()));
        return new Audit.Event(Action.POLICY_ADVISORY_APPLIED, org, record, null, after.encode());
    }

    private static JsonObject told(Turned turned) {
        return new JsonObject()
                .put("evaluation_id", turned.evaluation())
                .put("environment", turned.environment())
                .put("denied_total", turned.denied().size())
                .put(
                        "denied",
                        new JsonArray(turned.denied().stream()
                                .limit(MOST_DENIED)
                                .map(Rechecks.Denied::encode)
                                .toList()));
    }
}
