package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes denied accesses into the audit before they are answered: a member's into the organization's chain, a stranger's into the platform's, where the
 * organization does not read who looked for it.
 */
final class Denials {
    private static final Logger log = LoggerFactory.getLogger(Denials.class);
    private static final int MAX_UNDER_WAY = 64;
    private static final int TIMEOUT_MS = 1_000;

    private final Database database;
    private int underWay;

    Denials(Database database) {
        this.database = database;
    }

    /** Never fails: who is denied is answered even while the audit cannot be written, and then the log says so. */
    Future<Void> record(Request request, Refusal refusal) {
        if (!request.caller().isKnown() || refusal.problem() == Problem.UNAUTHORIZED) {
            return Future.succeededFuture();
        }
        if (underWay >= MAX_UNDER_WAY) {
            log.warn("{} {} was denied and is not in the audit: too many at once", request.id(), request.operation());
            return Future.succeededFuture();
        }
        underWay++;
        String org = request.input().getString("orgId", "");
        boolean isMember = request.caller().orgs().containsKey(org);
        var what = new JsonObject()
                .put("error", refusal.problem().error())
                .put("message", refusal.getMessage())
                .put("parameters", request.input());
        var event =
                new Audit.Event(Action.ACCESS_DENIED, isMember ? org : null, request.operation(), null, what.encode());
        return database.transaction(connection -> Audit.record(connection, Audit.Actor.of(request), event))
                .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onComplete(done -> underWay--)
                .recover(failure -> {
                    log.warn(
                            "{} {} was denied and is not in the audit: {}",
                            request.id(),
                            request.operation(),
                            failure.toString());
                    return Future.succeededFuture();
                });
    }
}
