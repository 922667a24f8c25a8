package mcphub.org;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.kernel.Action;
import mcphub.kernel.Reads;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Role;
import mcphub.kernel.Writes;

/** The organizations themselves, and the roles that there are in them. */
record Orgs(Reads reads, Writes writes) {

    /** Those that the caller belongs to. */
    Future<Reply> list(Request request) {
        var mine = new JsonArray(List.copyOf(request.caller().orgs().keySet()));
        request.input().put("caller_orgs", mine);
        return reads.list("listOrgs", "orgs", OrgVerticle.NO_ORG).apply(request);
    }

    /** A new one, on the plan of who makes it. */
    Future<Reply> create(Request request) {
        var values = request.values().put("plan", request.caller().plan().name());
        return writes.write(request, "createOrg", Action.ORG_CREATED, OrgVerticle.NO_ORG, values)
                .map(row -> Writes.created(row, row.getString("doc")));
    }

    /** Every role with its permissions, the highest first. */
    static Future<Reply> roles(Request request) {
        long offset = request.input().getLong("offset");
        long limit = request.input().getLong("limit");
        var all = List.of(Role.values()).reversed();
        var page = new JsonArray();
        all.stream()
                .skip(offset)
                .limit(limit)
                .forEach(role -> page.add(new JsonObject()
                        .put("role", role.name())
                        .put("rank", role.rank())
                        .put("permissions", new JsonArray(role.permissions()))));
        return Future.succeededFuture(Reply.json(
                200,
                new JsonObject()
                        .put("roles", page)
                        .put("total", all.size())
                        .put("limit", limit)
                        .put("offset", offset)
                        .toBuffer()));
    }
}
