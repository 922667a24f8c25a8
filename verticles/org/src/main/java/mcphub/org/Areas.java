package mcphub.org;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import mcphub.kernel.Action;
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

    Future<Reply> delete(Request request) {
        return writes.transaction(
                        request,
                        connection -> writes.write(
                                        connection,
                                        request,
                                        "deleteArea",
                                        Action.AREA_DELETED,
                                        OrgVerticle.NO_AREA,
                                        request.values())
                                .compose(noted -> Database.run(connection, queries.get("dropArea"), request.values())))
                .map(gone -> Reply.nothing());
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
