package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Caller;
import mcphub.kernel.Database;
import mcphub.kernel.Digests;
import mcphub.kernel.InvitationLinks;
import mcphub.kernel.Passwords;
import mcphub.kernel.Plan;
import mcphub.kernel.PlatformSettings;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import org.jspecify.annotations.Nullable;

/**
 * Accepts invitations. Where the invited address has an account, its owner accepts, signed in; the link alone is not enough, because the inviter may have seen
 * it. Where it has none, the link makes one; the address counts as proven only when the link was mailed to it.
 */
final class Invitations {
    private static final String NOT_GOOD = "This invitation does not exist, was used or revoked, or has ended";

    private final Database database;
    private final Queries queries;
    private final Passwords passwords;
    private final InvitationLinks links;
    private final Plan newUserPlan;
    private final PlatformSettings platform;

    Invitations(
            Database database,
            Queries queries,
            Passwords passwords,
            InvitationLinks links,
            Plan newUserPlan,
            PlatformSettings platform) {
        this.platform = platform;
        this.database = database;
        this.queries = queries;
        this.passwords = passwords;
        this.links = links;
        this.newUserPlan = newUserPlan;
    }

    Future<Reply> accept(Request request) {
        String token = request.input().getString("token");
        var invitation = links.invitation(token).orElseThrow(() -> Problem.NOT_FOUND.because(NOT_GOOD));
        var input = new JsonObject().put("invitation", invitation.toString()).put("digest", Digests.sha256(token));
        var body = request.body();
        String password = body == null ? null : body.getString("password");
        return database.run(queries.get("findInvitation"), input)
                .compose(rows -> rows.size() == 0
                        ? account(request, input, password)
                        : (password == null ? Future.<String>succeededFuture() : passwords.hash(password))
                                .compose(hash -> database.transaction(connection -> run(
                                                connection, "findInvitation", input)
                                        .compose(again -> accept(connection, request, one(again), input, hash)))));
    }

    /** An invitation to the hub itself: the account is there, and gets its password. */
    private Future<Reply> account(Request request, JsonObject input, @Nullable String password) {
        return database.run(queries.get("findAccountInvitation"), input).compose(rows -> {
            one(rows);
            if (password == null) {
                throw Problem.BAD_REQUEST.because("The body must give the password that the account is to have");
            }
            return passwords
                    .hash(password)
                    .compose(hash -> database.transaction(connection -> run(
                                    connection, "acceptAccountInvitation", input.put("password", hash))
                            .compose(accepted -> {
                                var row = one(accepted);
                                String user = row.getUUID("id").toString();
                                var actor = new Audit.Actor(
                                        "user",
                                        user,
                                        row.getString("email"),
                                        "invitation",
                                        request.id(),
                                        request.caller().address());
                                return Audit.record(
                                                connection,
                                                actor,
                                                new Audit.Event(Action.USER_PASSWORD_CHANGED, null, user, null, null))
                                        .map(Reply.json(
                                                200,
                                                new JsonObject()
                                                        .put("user_id", user)
                                                        .put("email", row.getString("email"))
                                                        .putNull("role")
                                                        .putNull("organization")
                                                        .toBuffer()));
                            })));
        });
    }

    private Future<Reply> accept(
            SqlConnection connection, Request request, Row invitation, JsonObject input, @Nullable String hash) {
        return run(connection, "findByEmail", new JsonObject().put("email", invitation.getString("email")))
                .compose(rows -> rows.size() == 0
                        ? make(connection, request, invitation, hash)
                        : Future.succeededFuture(
                                existing(request, rows.iterator().next())))
                .compose(user -> run(connection, "acceptInvitation", input.put("user", user))
                        .compose(joined -> {
                            if (joined.size() == 0) {
                                throw Problem.CONFLICT.because("You are a member of this organization already");
                            }
                            return record(connection, request, invitation, user);
                        })
                        .map(recorded -> reply(invitation, user)));
    }

    private static String existing(Request request, Row account) {
        String user = account.getUUID("id").toString();
        if (request.caller().kind() == Caller.Kind.USER
                && user.equals(request.caller().id())) {
            return user;
        }
        if (request.caller().isKnown()) {
            throw Problem.FORBIDDEN.because("This invitation is for another e-mail address than yours");
        }
        throw Problem.UNAUTHORIZED.because(
                "There is an account with the invited e-mail address: sign in with it to accept the invitation");
    }

    private Future<String> make(SqlConnection connection, Request request, Row invitation, @Nullable String hash) {
        var body = request.body();
        if (request.caller().isKnown()) {
            throw Problem.FORBIDDEN.because("This invitation is for another e-mail address than yours");
        }
        if (body == null || hash == null || body.getString("name") == null) {
            throw Problem.BAD_REQUEST.because(
                    "There is no account with the invited e-mail address: the body must give name and password for one");
        }
        if (!platform.isSignUpOpen()) {
            throw Problem.FORBIDDEN.because("No new accounts are made at the moment");
        }
        var input = new JsonObject()
                .put("email", invitation.getString("email"))
                .put("email_verified", invitation.getBoolean("mailed"))
                .put("name", body.getString("name"))
                .put("password", hash)
                .put("plan", newUserPlan.name());
        return run(connection, "addUser", input).compose(rows -> {
            if (rows.size() == 0) {
                throw Problem.CONFLICT.because("An account with this e-mail address was made at the same moment");
            }
            var row = rows.iterator().next();
            String user = row.getUUID("id").toString();
            var event = new Audit.Event(Action.USER_CREATED, null, user, null, row.getString("doc"));
            return Audit.record(connection, actor(request, invitation, user), event)
                    .map(user);
        });
    }

    private static Future<Void> record(SqlConnection connection, Request request, Row invitation, String user) {
        var after = new JsonObject()
                .put("email", invitation.getString("email"))
                .put("role", invitation.getString("role"))
                .put("invitation", invitation.getUUID("id").toString());
        var event = new Audit.Event(
                Action.ORG_MEMBER_JOINED, invitation.getUUID("org_id").toString(), user, null, after.encode());
        return Audit.record(connection, actor(request, invitation, user), event);
    }

    private static Audit.Actor actor(Request request, Row invitation, String user) {
        return new Audit.Actor(
                "user",
                user,
                invitation.getString("email"),
                "invitation",
                request.id(),
                request.caller().address());
    }

    private static Reply reply(Row invitation, String user) {
        return Reply.json(
                200,
                new JsonObject()
                        .put("user_id", user)
                        .put("email", invitation.getString("email"))
                        .put("role", invitation.getString("role"))
                        .put(
                                "organization",
                                new JsonObject()
                                        .put("id", invitation.getUUID("org_id").toString())
                                        .put("slug", invitation.getString("slug"))
                                        .put("display_name", invitation.getString("display_name")))
                        .toBuffer());
    }

    private static Row one(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Problem.NOT_FOUND.because(NOT_GOOD);
        }
        return rows.iterator().next();
    }

    private Future<RowSet<Row>> run(SqlConnection connection, String query, JsonObject input) {
        return Database.run(connection, queries.get(query), input);
    }
}
