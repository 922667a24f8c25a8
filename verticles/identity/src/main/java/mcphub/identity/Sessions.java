package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.util.Base64;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Digests;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;

/**
 * Sign-ins: each has one refresh token at a time, good for one use. Who uses one a second time has stolen it, or was stolen from: the whole family ends.
 */
final class Sessions {
    private static final int TOKEN_BYTES = 32;
    private static final String PREFIX = "mcphub_refresh_";
    private static final String NOT_GOOD = "The refresh token is not valid, was used, or has ended; sign in again";

    private final Database database;
    private final Queries queries;
    private final AccessTokens accessTokens;
    private final Settings.Identity settings;
    private final SecureRandom random = new SecureRandom();

    Sessions(Database database, Queries queries, AccessTokens accessTokens, Settings.Identity settings) {
        this.database = database;
        this.queries = queries;
        this.accessTokens = accessTokens;
        this.settings = settings;
    }

    /** Opens a session and gives its first tokens, as the answer to a sign-in has them. */
    Future<JsonObject> open(SqlConnection connection, String user) {
        var input = new JsonObject().put("user", user).put("days", settings.refreshTokenDays());
        return run(connection, "addSession", input)
                .compose(rows -> tokens(
                        connection, user, rows.iterator().next().getUUID("id").toString()));
    }

    private Future<JsonObject> tokens(SqlConnection connection, String user, String session) {
        var secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        String refresh = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var input = new JsonObject().put("digest", Digests.sha256(refresh)).put("session", session);
        return run(connection, "addRefreshToken", input)
                .map(added -> new JsonObject()
                        .put("access_token", accessTokens.issue(user, session))
                        .put("token_type", "Bearer")
                        .put("expires_in", accessTokens.lifetimeSeconds())
                        .put("refresh_token", refresh));
    }

    /** New tokens for a refresh token. */
    Future<Reply> refresh(Request request) {
        var input = new JsonObject().put("digest", Digests.sha256(Bodies.text(request, "refresh_token")));
        return database.transaction(connection -> run(connection, "findRefreshToken", input)
                        .compose(rows -> rows.size() == 0
                                ? Future.succeededFuture(new Outcome(Problem.UNAUTHORIZED.because(NOT_GOOD), null))
                                : refresh(
                                        connection,
                                        request,
                                        input,
                                        rows.iterator().next())))
                .map(Outcome::reply);
    }

    /** A refusal that has something to write commits like a success. */
    private record Outcome(
            @org.jspecify.annotations.Nullable Refusal refusal,
            @org.jspecify.annotations.Nullable JsonObject tokens) {

        Reply reply() {
            if (refusal != null) {
                throw refusal;
            }
            return Reply.json(200, tokens == null ? Buffer.buffer() : tokens.toBuffer());
        }
    }

    private Future<Outcome> refresh(SqlConnection connection, Request request, JsonObject token, Row row) {
        String user = row.getUUID("user_id").toString();
        String session = row.getUUID("session_id").toString();
        if (!row.getBoolean("good") || row.getOffsetDateTime("deleted_at") != null) {
            return Future.succeededFuture(new Outcome(Problem.UNAUTHORIZED.because(NOT_GOOD), null));
        }
        if (row.getString("status").equals("SUSPENDED")) {
            return Future.succeededFuture(
                    new Outcome(Problem.ACCOUNT_SUSPENDED.because("This account is suspended"), null));
        }
        if (row.getBoolean("used")) {
            return reused(connection, request, user, session)
                    .map(new Outcome(
                            Problem.UNAUTHORIZED.because(
                                    "This refresh token was used before; for safety the sign-in that it belongs to has ended"),
                            null));
        }
        return run(connection, "useRefreshToken", token)
                .compose(used -> tokens(connection, user, session))
                .map(tokens -> new Outcome(null, tokens));
    }

    private Future<Void> reused(SqlConnection connection, Request request, String user, String session) {
        var event = new Audit.Event(
                Action.USER_REFRESH_TOKEN_REUSED,
                null,
                user,
                null,
                new JsonObject().put("session", session).encode());
        return revoke(connection, session, "a refresh token was used twice")
                .compose(revoked -> Audit.record(connection, Audit.Actor.of(request), event));
    }

    /** Ends the session of the access token that the caller showed. */
    Future<Reply> logout(Request request) {
        String session = request.caller().session();
        if (session == null) {
            throw Problem.BAD_REQUEST.because("You signed in at another issuer: sign out there");
        }
        var event =
                new Audit.Event(Action.USER_SIGNED_OUT, null, request.caller().id(), null, null);
        return database.transaction(connection -> revoke(connection, session, "signed out")
                        .compose(revoked -> Audit.record(connection, Audit.Actor.of(request), event)))
                .map(Reply.nothing());
    }

    private Future<Void> revoke(SqlConnection connection, String session, String reason) {
        return run(
                        connection,
                        "revokeSession",
                        new JsonObject().put("session", session).put("reason", reason))
                .mapEmpty();
    }

    private Future<RowSet<Row>> run(SqlConnection connection, String query, JsonObject input) {
        return Database.run(connection, queries.get(query), input);
    }
}
