package mcphub.org;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Role;
import mcphub.kernel.Writes;

/** Areas and their members, as far as more than one statement or a rule about the caller's own role is in it. */
record Areas(Queries queries, Writes writes) {
    private static final String NO_PERSON = "This area does not exist, or this person is no member of the organization";

    /** The audit tells of each policy and each membership that goes with the area, and then of the area. */
    Future<Reply> delete(Request request) {
        return writes.transaction(
                        request,
                        connection -> Database.run(connection, queries.get("goesWithArea"), request.values())
                                .compose(rows -> record(connection, request, rows))
                                .compose(told -> writes.write(
                                        connection,
                                        request,
                                        "deleteArea",
                                        Action.AREA_DELETED,
                                        OrgVerticle.NO_AREA,
                                        request.values()))
                                .compose(noted -> Database.run(connection, queries.get("dropArea"), request.values())))
                .map(gone -> Reply.nothing());
    }

    private static Future<Void> record(SqlConnection connection, Request request, RowSet<Row> rows) {
        var actor = Audit.Actor.of(request);
        String org = request.input().getString("orgId");
        Future<Void> all = Future.succeededFuture();
        for (Row row : rows) {
            var event = new Audit.Event(
                    Action.valueOf(row.getString("action")),
                    org,
                    row.getString("target"),
                    row.getString("before"),
                    null);
            all = all.compose(before -> Audit.record(connection, actor, event));
        }
        return all;
    }

    Future<Reply> addMember(Request request) {
        var values = request.values();
        if (isOnlyOfArea(request) && values.getString("role").equals(Role.OWNER.name())) {
            throw Problem.FORBIDDEN.because("An area's owner is above its admins");
        }
        return writes.create("addAreaMember", Action.AREA_MEMBER_ADDED, NO_PERSON)
                .apply(request);
    }

    Future<Reply> changeMemberRole(Request request) {
        return writes.write(
                        request,
                        "changeAreaMemberRole",
                        Action.AREA_MEMBER_ROLE_CHANGED,
                        OrgVerticle.NO_MEMBER,
                        values(request))
                .map(row -> Reply.json(200, io.vertx.core.buffer.Buffer.buffer(row.getString("doc"))));
    }

    Future<Reply> removeMember(Request request) {
        return writes.write(
                        request, "removeAreaMember", Action.AREA_MEMBER_REMOVED, OrgVerticle.NO_MEMBER, values(request))
                .map(row -> Reply.nothing());
    }

    private static JsonObject values(Request request) {
        return request.values().put("in_area", isOnlyOfArea(request));
    }

    /** Whether the caller acts as an admin of the area, and not of the whole organization. */
    private static boolean isOnlyOfArea(Request request) {
        var membership = Objects.requireNonNull(
                request.caller().orgs().get(request.input().getString("orgId")));
        return membership.role() == null || !membership.role().isAtLeast(Role.ADMIN);
    }
}
