package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Passwords;
import mcphub.kernel.Plan;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;

/** Makes and changes accounts. */
public final class Accounts {
    private final Database database;
    private final Queries queries;
    private final Passwords passwords;

    /** Accounts in this database. */
    public Accounts(Database database, Passwords passwords) {
        this.database = database;
        this.queries = IdentityVerticle.queries();
        this.passwords = passwords;
    }

    /** Changes the caller's password, and ends every other session. */
    Future<Reply> changePassword(Request request) {
        String user = Objects.requireNonNull(request.caller().id());
        var input = new JsonObject()
                .put("user", user)
                .put("except", request.caller().session())
                .put("reason", "the password was changed");
        return database.run(queries.get("findById"), input)
                .compose(rows -> passwords.matches(
                        Bodies.text(request, "current_password"), first(rows).getString("password")))
                .compose(matches -> {
                    if (!matches) {
                        throw Problem.FORBIDDEN.because("The current password is wrong");
                    }
                    return passwords.hash(Bodies.text(request, "new_password"));
                })
                .compose(hash ->
                        database.transaction(connection -> run(connection, "setPassword", input.put("password", hash))
                                .compose(set -> run(connection, "revokeSessions", input))
                                .compose(revoked -> Audit.record(
                                        connection,
                                        Audit.Actor.of(request),
                                        new Audit.Event(Action.USER_PASSWORD_CHANGED, null, user, null, null)))))
                .map(changed -> Reply.nothing());
    }

    /**
     * Makes somebody an administrator: a new account, or one that there is, whose password is then this one. By whoever sits at the hub's machine.
     *
     * @return whether the account is new
     */
    public Future<Boolean> createAdministrator(String email, String password, Plan plan) {
        var input = new JsonObject()
                .put("email", email)
                .put("email_verified", true)
                .put("name", email)
                .put("plan", plan.name());
        return passwords
                .hash(password)
                .compose(hash -> database.transaction(connection -> run(
                                connection, "addUser", input.put("password", hash))
                        .compose(added -> run(connection, "findByEmail", input)
                                .compose(rows -> {
                                    input.put("user", first(rows).getUUID("id").toString());
                                    return run(connection, "makeAdministrator", input);
                                })
                                .compose(made -> run(connection, "revokeSessions", input.put("reason", "new password")))
                                .compose(revoked -> record(connection, added, input))
                                .map(added.size() > 0))));
    }

    private static Future<Void> record(SqlConnection connection, RowSet<Row> added, JsonObject input) {
        var action = added.size() > 0 ? Action.USER_CREATED : Action.USER_PLATFORM_ROLE_GRANTED;
        var after = new JsonObject()
                .put("platform_role", "PLATFORM_ADMIN")
                .put("plan", input.getString("plan"))
                .put("email", input.getString("email"));
        return Audit.record(
                connection,
                Audit.Actor.CONSOLE,
                new Audit.Event(action, null, input.getString("user"), null, after.encode()));
    }

    private Future<RowSet<Row>> run(SqlConnection connection, String query, JsonObject input) {
        return Database.run(connection, queries.get(query), input);
    }

    private static Row first(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Problem.NOT_FOUND.because("User not found");
        }
        return rows.iterator().next();
    }
}
