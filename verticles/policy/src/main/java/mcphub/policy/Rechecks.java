package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges again what pipelines last passed with: an advisory that came since, or a rule, may have turned the verdict. Where it did, the audit says so, once. Every
 * node may run it; each evaluation is taken by one.
 */
record Rechecks(Database database, Queries queries, Evaluations evaluations, Settings.Policy settings) {
    private static final Logger log = LoggerFactory.getLogger(Rechecks.class);
    private static final int AT_ONCE = 20;

    /** Takes those that are due, one after the other; never fails. */
    Future<Void> run() {
        var input = new JsonObject().put("minutes", settings.recheckMinutes()).put("most", AT_ONCE);
        return database.run(queries.get("claimRechecks"), input)
                .compose(rows -> {
                    Future<Void> all = Future.succeededFuture();
                    for (Row row : rows) {
                        all = all.compose(before -> recheck(row));
                    }
                    return all;
                })
                .recover(failure -> {
                    log.warn("Evaluations could not be judged again, which is tried again: {}", failure.toString());
                    return Future.succeededFuture();
                });
    }

    private Future<Void> recheck(Row row) {
        String org = row.getUUID("org_id").toString();
        var request = new JsonObject(row.getString("request"));
        return denied(org, request)
                .compose(denied -> denied.isEmpty()
                        ? Future.succeededFuture()
                        : turned(org, row.getUUID("id").toString(), request, denied));
    }

    /** What is denied now of what was asked: each with its name and the reason. An organization or an area that is gone has no pipelines to warn. */
    Future<JsonArray> denied(String org, JsonObject request) {
        var asked = request.getJsonArray("mcps").stream()
                .map(mcp -> Asked.of((JsonObject) mcp))
                .toList();
        return evaluations
                .judge(org, Evaluations.whole(org), request.getString("environment"), request.getString("area"), asked)
                .map(judged -> denied(judged.judgement()))
                .recover(failure -> failure instanceof Refusal
                        ? Future.succeededFuture(new JsonArray())
                        : Future.failedFuture(failure));
    }

    private static JsonArray denied(Judgement judgement) {
        var denied = new JsonArray();
        for (int i = 0; i < judgement.verdicts().size(); i++) {
            var verdict = judgement.verdicts().get(i);
            if (!verdict.allowed()) {
                denied.add(JsonObject.of("name", judgement.asked().get(i).name(), "reason", verdict.reason()));
            }
        }
        return denied;
    }

    private Future<Void> turned(String org, String evaluation, JsonObject request, JsonArray denied) {
        var before = new JsonObject().put("result", "PASS").put("environment", request.getString("environment"));
        var after = before.copy().put("result", "FAIL").put("denied", denied);
        var event = new Audit.Event(Action.POLICY_VERDICT_CHANGED, org, evaluation, before.encode(), after.encode());
        var input = new JsonObject().put("org", org).put("evaluation", evaluation);
        return database.transaction(connection -> Database.run(connection, queries.get("turnEvaluation"), input)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture()
                        : Audit.record(connection, Audit.Actor.SYSTEM, event)));
    }
}
