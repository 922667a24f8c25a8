package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
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
        var asked = request.getJsonArray("mcps").stream()
                .map(mcp -> Asked.of((JsonObject) mcp))
                .toList();
        return evaluations
                .judge(org, Evaluations.whole(org), request.getString("environment"), request.getString("area"), asked)
                .compose(judged -> judged.judgement().denied() == 0
                        ? Future.<Void>succeededFuture()
                        : turned(org, row.getUUID("id").toString(), request, judged.judgement()))
                // an organization or an area that is gone has no pipelines to warn
                .recover(failure ->
                        failure instanceof Refusal ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private Future<Void> turned(String org, String evaluation, JsonObject request, Judgement judgement) {
        var denied = new ArrayList<JsonObject>();
        for (int i = 0; i < judgement.verdicts().size(); i++) {
            var verdict = judgement.verdicts().get(i);
            if (!verdict.allowed()) {
                denied.add(JsonObject.of("name", judgement.asked().get(i).name(), "reason", verdict.reason()));
            }
        }
        var before = new JsonObject().put("result", "PASS").put("environment", request.getString("environment"));
        var after = before.copy().put("result", "FAIL").put("denied", new JsonArray(denied));
        var event = new Audit.Event(Action.POLICY_VERDICT_CHANGED, org, evaluation, before.encode(), after.encode());
        var input = new JsonObject().put("org", org).put("evaluation", evaluation);
        return database.transaction(connection -> Database.run(connection, queries.get("turnEvaluation"), input)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture()
                        : Audit.record(connection, Audit.Actor.SYSTEM, event)));
    }
}
