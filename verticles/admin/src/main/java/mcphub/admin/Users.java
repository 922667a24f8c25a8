package mcphub.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Objects;
import java.util.UUID;
import mcphub.kernel.Action;
import mcphub.kernel.Digests;
import mcphub.kernel.InvitationLinks;
import mcphub.kernel.Passwords;
import mcphub.kernel.Post;
import mcphub.kernel.Problem;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.Writes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes users, with a password or by invitation, and suspends or activates many at once. */
record Users(
        Changes changes,
        Writes writes,
        Mcps mcps,
        Passwords passwords,
        InvitationLinks links,
        Post post,
        Settings settings) {
    static final String NO_USER = "User not found";

    private static final Logger log = LoggerFactory.getLogger(Users.class);

    Future<Reply> create(Request request) {
        var body = Objects.requireNonNull(request.body());
        boolean invite = body.getBoolean("invite", false);
        String password = body.getString("password");
        if (invite == (password != null)) {
            throw Problem.BAD_REQUEST.because("Invalid field 'password': either it or invite: true must be given");
        }
        var id = UUID.randomUUID();
        String token = links.newToken(id);
        return (password == null ? Future.<@Nullable String>succeededFuture() : passwords.hash(password))
                .compose(hash -> changes.transaction(request, connection -> {
                    // whoever is made by an administrator has the address that the administrator says
                    var values =
                            Changes.values(request, v -> v.put("password", hash).put("email_verified", !invite));
                    return writes.write(connection, request, "createUser", Action.USER_CREATED, NO_USER, values)
                            .compose(row -> invite
                                    ? changes.run(connection, "inviteUser", invitation(row, id, token))
                                            .map(row)
                                    : Future.succeededFuture(row));
                }))
                .compose(row -> invite ? invited(request, row, token) : changes.created(Future.succeededFuture(row)));
    }

    private JsonObject invitation(Row user, UUID id, String token) {
        return new JsonObject()
                .put("invitation", id.toString())
                .put("user", String.valueOf(user.getValue("target")))
                .put("digest", Digests.sha256(token))
                .put("mailed", post.isSetUp())
                .put("days", settings.identity().invitationDays());
    }

    private Future<Reply> invited(Request request, Row row, String token) {
        var doc = new JsonObject(row.getString("doc"));
        String link = base() + "/join#" + token;
        return deliver(request, doc, link, token)
                .map(delivered -> Reply.json(201, Buffer.buffer(delivered.encode()))
                        .with("etag", row.getString("etag"))
                        .with("location", row.getString("location")));
    }

    private Future<JsonObject> deliver(Request request, JsonObject doc, String link, String token) {
        if (!post.isSetUp()) {
            return Future.succeededFuture(
                    doc.put("delivery", "link").put("link", link).put("token", token));
        }
        String text = "There is an account for you on MCP Hub.\n\nTo choose your password, open this link within "
                + settings.identity().invitationDays() + " days:\n\n" + link + "\n";
        return post.send(doc.getString("email"), "Your account on MCP Hub", text)
                .map(sent -> doc.put("delivery", "mailed"))
                .otherwise(failure -> {
                    log.warn("{} an invitation could not be mailed: {}", request.id(), failure.toString());
                    return doc.put("delivery", "failed");
                });
    }

    private String base() {
        String url = settings.http().publicUrl();
        return url == null || url.isBlank()
                ? "http://" + settings.http().host() + ":" + settings.http().port()
                : url.replaceFirst("/$", "");
    }

    /** The name and all private MCPs go; what is public stays, and what the audit says. */
    Future<Reply> purge(Request request) {
        var values = Changes.values(request, none -> {});
        return changes.transaction(
                        request,
                        connection -> writes.write(
                                        connection,
                                        request,
                                        "purgeUser",
                                        Action.USER_PURGED,
                                        "User not found among the deleted ones",
                                        values)
                                .compose(row -> mcps.removePrivate(connection, values)))
                .map(purged -> Reply.nothing());
    }

    /** Of each id that was given, what became of it; all in one transaction, and one event of the audit. */
    Future<Reply> setStatus(Request request, String status, Action action) {
        var values = Changes.values(
                request,
                v -> v.put("ids", Objects.requireNonNull(request.body()).getJsonArray("ids"))
                        .put("status", status));
        return changes.transaction(
                        request,
                        connection -> changes.run(connection, "lockUsers", values)
                                .compose(locked ->
                                        writes.write(connection, request, "setStatusOfMany", action, NO_USER, values)))
                .map(row -> Reply.json(200, Buffer.buffer(row.getString("doc"))));
    }
}
