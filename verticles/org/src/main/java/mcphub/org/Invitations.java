package mcphub.org;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Objects;
import java.util.UUID;
import mcphub.kernel.Action;
import mcphub.kernel.Database;
import mcphub.kernel.Digests;
import mcphub.kernel.InvitationLinks;
import mcphub.kernel.Post;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.Writes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Invites people. The link goes to the address by mail; where no mail server is set up it is in the answer to the inviter, who passes it on. It is kept nowhere:
 * the database has its digest.
 */
record Invitations(Queries queries, Writes writes, InvitationLinks links, Post post, Settings settings) {
    static final String NO_INVITATION = "Invitation not found, or not open any more";

    private static final Logger log = LoggerFactory.getLogger(Invitations.class);

    Future<Reply> invite(Request request) {
        var id = UUID.randomUUID();
        String token = links.newToken(id);
        var values = values(request, token).put("invitation", id.toString());
        return writes.transaction(
                        request,
                        connection -> Database.run(connection, queries.get("sweepInvitations"), values)
                                .compose(swept -> writes.write(
                                        connection,
                                        request,
                                        "invite",
                                        Action.ORG_MEMBER_INVITED,
                                        OrgVerticle.NO_ORG,
                                        values)))
                .compose(row -> deliver(
                                request,
                                row,
                                Objects.requireNonNull(request.body()).getString("email"),
                                token)
                        .map(doc -> Writes.created(row, doc.encode())));
    }

    Future<Reply> resend(Request request) {
        var id = UUID.fromString(request.input().getString("invitationId"));
        String token = links.newToken(id);
        return writes.write(
                        request,
                        "resendInvitation",
                        Action.ORG_INVITATION_RESENT,
                        NO_INVITATION,
                        values(request, token))
                .compose(row -> deliver(request, row, row.getString("email"), token))
                .map(doc -> Reply.json(200, Buffer.buffer(doc.encode())));
    }

    private JsonObject values(Request request, String token) {
        return request.values()
                .put("digest", Digests.sha256(token))
                .put("mailed", post.isSetUp())
                .put("days", settings.identity().invitationDays());
    }

    /** The answer: the invitation, and how its link went out. A mail that could not be sent leaves the invitation standing, to be sent again. */
    private Future<JsonObject> deliver(Request request, Row row, String email, String token) {
        var doc = new JsonObject(row.getString("doc"));
        String link = base() + "/join#" + token;
        if (!post.isSetUp()) {
            return Future.succeededFuture(
                    doc.put("delivery", "link").put("link", link).put("token", token));
        }
        String slug = Objects.requireNonNull(
                        request.caller().orgs().get(request.input().getString("orgId")))
                .slug();
        return post.send(email, "Invitation to " + slug + " on MCP Hub", text(slug, link))
                .map(sent -> doc.put("delivery", "mailed"))
                .otherwise(failure -> {
                    log.warn("{} an invitation could not be mailed: {}", request.id(), failure.toString());
                    return doc.put("delivery", "failed");
                });
    }

    private String text(String slug, String link) {
        return """
                You are invited to the organization %s on MCP Hub.

                To accept, open this link within %d days:

                %s

                Whoever has this link can use it once. If you did not expect it, do nothing.
                """.formatted(slug, settings.identity().invitationDays(), link);
    }

    private String base() {
        String url = settings.http().publicUrl();
        return url == null || url.isBlank()
                ? "http://" + settings.http().host() + ":" + settings.http().port()
                : url.replaceFirst("/$", "");
    }
}
