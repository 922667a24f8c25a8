package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;
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
        return judge(org, row.getUUID("id").toString(), new JsonObject(row.getString("request")))
                .compose(turned -> turned.isEmpty()
                        ? Future.succeededFuture()
                        : database.transaction(connection -> turn(connection, turned.get())));
    }

    /**
     * One of those that are denied now.
     *
     * @param mcp its id; null where the hub knows none
     */
    record Denied(
            String name, @Nullable String mcp, @Nullable String reason) {
        JsonObject encode() {
            return JsonObject.of("name", name, "reason", reason);
        }
    }

    /** An evaluation that passed and would not now. */
    record Turned(String org, String evaluation, @Nullable String environment, List<Denied> denied) {}

    /** Whether what was asked turned; absent where all of it is allowed. An organization or an area that is gone has no pipelines to warn. */
    Future<Optional<Turned>> judge(String org, String evaluation, JsonObject request) {
        return judge(org, evaluation, request, null);
    }

    /** The same by this method of scoring; null for the one that the organization goes by. */
    Future<Optional<Turned>> judge(String org, String evaluation, JsonObject request, @Nullable String scoring) {
        var asked = request.getJsonArray("mcps").stream()
                .map(mcp -> Asked.of((JsonObject) mcp))
                .toList();
        var asker = new Lookup.Asker(org, Evaluations.whole(org), request.getString("area"), false, scoring);
        return evaluations
                .judge(asker, request.getString("environment"), asked)
                .map(judged -> denied(judged.judgement()))
                .map(denied -> denied.isEmpty()
                        ? Optional.<Turned>empty()
                        : Optional.of(new Turned(org, evaluation, request.getString("environment"), denied)))
                .recover(failure -> failure instanceof Refusal
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private static List<Denied> denied(Judgement judgement) {
        var denied = new ArrayList<Denied>();
        for (int i = 0; i < judgement.verdicts().size(); i++) {
            var verdict = judgement.verdicts().get(i);
            if (!verdict.allowed()) {
                var facts = verdict.subject().facts();
                denied.add(new Denied(
                        judgement.asked().get(i).name(), facts == null ? null : facts.mcpId(), verdict.reason()));
            }
        }
        return denied;
    }

    /** Notes that it turned; tells whether nobody has noted that before. */
    Future<Boolean> note(SqlConnection connection, Turned turned) {
        var input = new JsonObject().put("org", turned.org()).put("evaluation", turned.evaluation());
        return Database.run(connection, queries.get("turnEvaluation"), input).map(rows -> rows.size() > 0);
    }

    /** Notes that it turned, and says so; once. */
    Future<Void> turn(SqlConnection connection, Turned turned) {
        var before = new JsonObject().put("result", "PASS").put("environment", turned.environment());
        var denied = new JsonArray(turned.denied().stream().map(Denied::encode).toList());
        var after = before.copy().put("result", "FAIL").put("denied", denied);
        var event = new Audit.Event(
                Action.POLICY_VERDICT_CHANGED, turned.org(), turned.evaluation(), before.encode(), after.encode());
        return note(connection, turned)
                .compose(first ->
                        first ? Audit.record(connection, Audit.Actor.SYSTEM, event) : Future.succeededFuture());
    }
}
