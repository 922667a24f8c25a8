package mcphub.admin;

import io.vertx.core.Future;
import mcphub.kernel.Action;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;

/** Makes organizations for users, and purges them. */
record Orgs(Changes changes, Writes writes, Mcps mcps) {
    static final String NO_ORG = "Organization not found";

    Future<Reply> create(Request request) {
        return changes.created(changes.write(
                request, "createOrg", Action.ORG_CREATED, Users.NO_USER, Changes.values(request, none -> {})));
    }

    /** What is in it goes, in the order in which one thing refers to the other; what is public stays. */
    Future<Reply> purge(Request request) {
        var values = Changes.values(request, none -> {});
        return changes.transaction(
                        request,
                        connection -> writes.write(
                                        connection,
                                        Changes.unlocked(request),
                                        "purgeOrg",
                                        Action.ORG_PURGED,
                                        "Organization not found among the deleted ones",
                                        values)
                                .compose(row -> mcps.removePrivate(connection, values))
                                .compose(removed -> changes.run(connection, "emptyOrg", values))
                                .compose(emptied -> changes.run(connection, "emptyAreas", values)))
                .map(purged -> Reply.nothing());
    }
}
