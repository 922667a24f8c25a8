package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of what was deleted that it was, to whoever was allowed to see it; to anybody else it is what it never was. */
public record Deletions(Database database) {
    private static final Logger log = LoggerFactory.getLogger(Deletions.class);
    private static final Query DELETION = Queries.load("kernel").get("deletion");

    /** The refusal to answer with: this one, or that what is asked for was deleted, and when. Never fails. */
    public Future<Refusal> explain(Request request, Refusal refusal) {
        if (refusal.problem() != Problem.NOT_FOUND || !isAboutSomething(request.input())) {
            return Future.succeededFuture(refusal);
        }
        var caller = request.caller();
        var input = request.input()
                .copy()
                .put("caller", caller.id())
                .put("viewer", caller.viewer())
                .put("platform", caller.platformRole() != null)
                .put(
                        "isMember",
                        caller.platformRole() != null
                                || caller.orgs().containsKey(request.input().getString("orgId", "")));
        return database.run(DELETION, input)
                .map(rows -> {
                    if (rows.size() == 0) {
                        return refusal;
                    }
                    var row = rows.iterator().next();
                    return Problem.DELETED.because("This " + row.getString("what") + " on " + row.getString("at"));
                })
                .otherwise(failure -> {
                    log.warn(
                            "{} {}: whether it was deleted is not known: {}",
                            request.id(),
                            request.operation(),
                            failure.toString());
                    return refusal;
                });
    }

    private static boolean isAboutSomething(JsonObject input) {
        return input.containsKey("mcpId") || input.containsKey("orgId");
    }
}
