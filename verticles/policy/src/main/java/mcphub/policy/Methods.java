package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import mcphub.policy.Rechecks.Denied;
import mcphub.policy.Rechecks.Turned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells organizations of a newer method of scoring, ends the time in which they may keep the one before, and tells in one message what the newest has turned of what their pipelines last passed
 * with. Every node may run it; what cannot be told holds up nobody, and is tried again.
 */
record Methods(Database database, Queries queries, Rechecks rechecks, Settings.Scoring settings) {
    private static final Logger log = LoggerFactory.getLogger(Methods.class);
    private static final int MOST_NAMES = 20;
    private static final int MOST_EVALUATIONS = 1_000;

    /** Does all that is due, one after the other; never fails. */
    Future<Void> run() {
        return repeat(this::announce)
                .compose(announced -> database.run(queries.get("endMethods"), new JsonObject()))
                .compose(ended -> repeat(this::apply))
                .recover(failure -> {
                    log.warn("Methods of scoring could not be told of, which is tried again: {}", failure.toString());
                    return Future.succeededFuture();
                });
    }

    private interface Step {
        Future<Boolean> take();
    }

    private static Future<Void> repeat(Step step) {
        return step.take().compose(more -> more ? repeat(step) : Future.succeededFuture());
    }

    private Future<Boolean> announce() {
        var days = JsonObject.of("days", settings.announceDays());
        return database.transaction(connection -> Database.run(connection, queries.get("announceMethod"), days)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(false)
                        : Audit.record(
                                        connection,
                                        Audit.Actor.SYSTEM,
                                        announcement(rows.iterator().next()))
                                .map(true)));
    }

    private static Audit.Event announcement(Row row) {
        var after = new JsonObject()
                .put("method", row.getString("method"))
                .put("newest", row.getString("newest"))
                .put("until", row.getString("until"));
        return new Audit.Event(
                Action.POLICY_METHOD_ANNOUNCED,
                row.getUUID("org").toString(),
                row.getString("newest"),
                null,
                after.encode());
    }

    private Future<Boolean> apply() {
        return database.run(queries.get("takeMethodNotice"), new JsonObject())
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(false)
                        : apply(rows.iterator().next()).map(true));
    }

    /** Judges without holding anything, and then says all of it at once. */
    private Future<Void> apply(Row row) {
        String org = row.getUUID("org_id").toString();
        var input = JsonObject.of("org", org, "most", MOST_EVALUATIONS);
        return database.run(queries.get("passedWith"), input).compose(passed -> {
            var turned = new ArrayList<Turned>();
            Future<Void> all = Future.succeededFuture();
            for (Row evaluation : passed) {
                all = all.compose(before -> judge(row, evaluation, turned));
            }
            return all.compose(
                    judged -> database.transaction(connection -> tell(connection, row, passed.size(), turned)));
        });
    }

    /** What the method before denies as well was turned by something else, which is told when it is its turn to be judged again. */
    private Future<Void> judge(Row row, Row evaluation, List<Turned> turned) {
        String org = row.getUUID("org_id").toString();
        String id = evaluation.getUUID("id").toString();
        var request = new JsonObject(evaluation.getString("request"));
        return rechecks.judge(org, id, request, row.getString("method"))
                .compose(now -> now.isEmpty()
                        ? Future.succeededFuture()
                        : rechecks.judge(org, id, request, row.getString("former"))
                                .map(then -> {
                                    var same = then.map(Methods::names).orElse(Set.of());
                                    var denied = now.get().denied().stream()
                                            .filter(one -> !same.contains(one.name()))
                                            .toList();
                                    if (!denied.isEmpty()) {
                                        turned.add(new Turned(org, id, now.get().environment(), denied));
                                    }
                                    return null;
                                }));
    }

    private static Set<String> names(Turned turned) {
        return turned.denied().stream().map(Denied::name).collect(Collectors.toSet());
    }

    private Future<Void> tell(SqlConnection connection, Row row, int looked, List<Turned> turned) {
        String org = row.getUUID("org_id").toString();
        var notice = JsonObject.of("org", org, "method", row.getString("method"));
        return Database.run(connection, queries.get("endMethodNotice"), notice).compose(mine -> {
            if (mine.size() == 0) {
                return Future.succeededFuture();
            }
            Future<Boolean> all = Future.succeededFuture(true);
            for (var one : turned) {
                all = all.compose(before -> rechecks.note(connection, one));
            }
            return all.compose(noted -> Audit.record(connection, Audit.Actor.SYSTEM, application(row, looked, turned)));
        });
    }

    private static Audit.Event application(Row row, int looked, List<Turned> turned) {
        var named = new JsonArray();
        turned.stream()
                .flatMap(one -> one.denied().stream()
                        .map(denied -> denied.encode()
                                .put("environment", one.environment())
                                .put("evaluation_id", one.evaluation())))
                .limit(MOST_NAMES)
                .forEach(named::add);
        var after = new JsonObject()
                .put("method", row.getString("method"))
                .put("former", row.getString("former"))
                .put("reason", row.getBoolean("is_over") ? "the time was over" : "the organization has accepted it")
                .put("looked_at", looked)
                .put("turned", turned.size())
                .put(
                        "denied_total",
                        turned.stream().mapToInt(one -> one.denied().size()).sum())
                .put("denied", named);
        return new Audit.Event(
                Action.POLICY_METHOD_APPLIED,
                row.getUUID("org_id").toString(),
                row.getString("method"),
                JsonObject.of("method", row.getString("former")).encode(),
                after.encode());
    }
}
