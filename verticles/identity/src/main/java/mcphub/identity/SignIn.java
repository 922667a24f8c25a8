package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Locale;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Digests;
import mcphub.kernel.Passwords;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in by e-mail address and password. Whoever guesses learns nothing: an unknown address, a wrong password and a deleted account are answered alike and take
 * as long. A few wrong ones for an account from one address, and it has to wait; ten times as many from everywhere, and so does everybody.
 */
final class SignIn {
    private static final String WRONG = "The e-mail address or the password is wrong";
    private static final int EVERYWHERE = 10;
    private static final int WINDOW_SECONDS = 900;

    private final Database database;
    private final Queries queries;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Settings settings;

    SignIn(Database database, Queries queries, Passwords passwords, Sessions sessions, Settings settings) {
        this.database = database;
        this.queries = queries;
        this.passwords = passwords;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** A try, as it is counted. */
    private record Try(Request request, JsonObject counted) {
        static Try of(Request request) {
            String email = Bodies.text(request, "email").strip().toLowerCase(Locale.ROOT);
            return new Try(
                    request,
                    new JsonObject()
                            .put("email", email)
                            .put("account", Digests.sha256(email))
                            .put("address", request.caller().address()));
        }
    }

    Future<Reply> login(Request request) {
        var attempt = Try.of(request);
        return count(attempt).compose(wait -> {
            if (wait > 0) {
                return Future.succeededFuture(Problem.RATE_LIMITED
                        .because("Too many wrong passwords; the next try is free in " + wait + " s")
                        .reply(request.id())
                        .with("retry-after", Integer.toString(wait)));
            }
            return database.run(queries.get("findByEmail"), attempt.counted()).compose(rows -> {
                Row account = rows.size() == 0 ? null : rows.iterator().next();
                String hash = account == null || account.getOffsetDateTime("deleted_at") != null
                        ? null
                        : account.getString("password");
                return passwords
                        .matches(Bodies.text(request, "password"), hash)
                        .compose(matches ->
                                matches && account != null ? welcome(attempt, account) : refuse(attempt, account));
            });
        });
    }

    /** Counts the try before its password is looked at, so that tries at once are counted too; gives the seconds to wait, 0 for none. */
    private Future<Integer> count(Try attempt) {
        int limit = settings.identity().signInAttempts();
        return database.transaction(connection -> run(connection, "lockAccount", attempt)
                .compose(locked -> run(connection, "countAttempts", attempt))
                .compose(rows -> {
                    var tries = rows.iterator().next();
                    if (tries.getInteger("from_here") >= limit) {
                        return Future.succeededFuture(Math.max(1, tries.getInteger("retry_after")));
                    }
                    if (tries.getInteger("in_all") >= limit * EVERYWHERE) {
                        return Future.succeededFuture(WINDOW_SECONDS);
                    }
                    return run(connection, "addAttempt", attempt).map(0);
                }));
    }

    private Future<Reply> refuse(Try attempt, @Nullable Row account) {
        // the address is not written down: people type passwords into the wrong field
        var event = new Audit.Event(
                Action.USER_SIGN_IN_FAILED,
                null,
                account == null ? null : account.getUUID("id").toString(),
                null,
                new JsonObject()
                        .put("reason", account == null ? "unknown account" : "wrong password")
                        .encode());
        var actor = Audit.Actor.of(attempt.request());
        return database.transaction(connection -> Audit.record(connection, actor, event))
                .map(recorded -> {
                    throw Problem.UNAUTHORIZED.because(WRONG);
                });
    }

    private Future<Reply> welcome(Try attempt, Row account) {
        String user = account.getUUID("id").toString();
        var actor = new Audit.Actor(
                "user",
                user,
                account.getString("email"),
                "password",
                attempt.request().id(),
                attempt.request().caller().address());
        if (account.getString("status").equals("SUSPENDED")) {
            var event = new Audit.Event(
                    Action.USER_SIGN_IN_FAILED,
                    null,
                    user,
                    null,
                    new JsonObject().put("reason", "suspended").encode());
            return database.transaction(connection -> Audit.record(connection, actor, event))
                    .map(recorded -> {
                        throw Problem.ACCOUNT_SUSPENDED.because("This account is suspended");
                    });
        }
        return database.transaction(connection -> run(connection, "forgetAttempts", attempt)
                        .compose(forgotten ->
                                Database.run(connection, queries.get("noteSignIn"), new JsonObject().put("user", user)))
                        .compose(noted -> grant(connection, account, actor))
                        .compose(granted -> sessions.open(connection, user))
                        .compose(tokens -> Audit.record(
                                        connection,
                                        actor,
                                        new Audit.Event(Action.USER_SIGNED_IN, null, user, null, null))
                                .map(tokens)))
                .map(tokens -> Reply.json(200, tokens.toBuffer()));
    }

    /** {@code admin.emails} make administrators, of people who have proven to own the address. */
    private Future<Void> grant(SqlConnection connection, Row account, Audit.Actor actor) {
        List<String> admins = settings.admin().emails();
        boolean isNamed = account.getBoolean("email_verified")
                && admins.stream().anyMatch(account.getString("email")::equalsIgnoreCase);
        if (!isNamed) {
            return Future.succeededFuture();
        }
        var input = new JsonObject().put("user", account.getUUID("id").toString());
        return Database.run(connection, queries.get("grantPlatformAdmin"), input)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture()
                        : Audit.record(
                                connection,
                                actor,
                                new Audit.Event(
                                        Action.USER_PLATFORM_ROLE_GRANTED,
                                        null,
                                        input.getString("user"),
                                        null,
                                        "{\"platform_role\": \"PLATFORM_ADMIN\", \"because\": \"admin.emails\"}")));
    }

    private Future<RowSet<Row>> run(SqlConnection connection, String query, Try attempt) {
        return Database.run(connection, queries.get(query), attempt.counted());
    }
}
