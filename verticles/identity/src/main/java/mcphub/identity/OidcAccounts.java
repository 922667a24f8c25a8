package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.serviceproxy.ServiceException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Plan;
import mcphub.kernel.PlatformSettings;
import mcphub.kernel.Queries;

/**
 * Accounts of people whom an external issuer vouches for: found by the e-mail address that the issuer verified, or made at first sight. An account whose address
 * was never proven may be somebody else's trap: its password and its sessions end when the real owner comes.
 */
final class OidcAccounts {
    private static final int UNAUTHORIZED = 401;
    private static final int MAX_EMAIL = 254;
    private static final int MAX_NAME = 200;

    private final Database database;
    private final Queries queries;
    private final Plan newUserPlan;
    private final PlatformSettings platform;

    OidcAccounts(Database database, Queries queries, Plan newUserPlan, PlatformSettings platform) {
        this.platform = platform;
        this.database = database;
        this.queries = queries;
        this.newUserPlan = newUserPlan;
    }

    /** Links the subject of a good token to its account. */
    Future<Void> welcome(Jwt jwt) {
        String email = jwt.text("email").strip();
        if (email.isEmpty()
                || email.length() > MAX_EMAIL
                || jwt.text("sub").isEmpty()
                || !Boolean.TRUE.equals(jwt.claims().getValue("email_verified"))) {
            return Future.failedFuture(new ServiceException(
                    UNAUTHORIZED, "The issuer of this token did not verify an e-mail address for you"));
        }
        return database.transaction(connection -> run(connection, "findByEmail", new JsonObject().put("email", email))
                .compose(rows -> rows.size() == 0 ? make(connection, jwt, email) : takeOver(connection, first(rows)))
                .compose(user -> link(connection, jwt, user)));
    }

    private Future<String> make(SqlConnection connection, Jwt jwt, String email) {
        if (!platform.isSignUpOpen()) {
            return Future.failedFuture(new ServiceException(UNAUTHORIZED, "No new accounts are made at the moment"));
        }
        String name = jwt.text("name").strip();
        var input = new JsonObject()
                .put("email", email)
                .put("email_verified", true)
                .put("name", name.isEmpty() ? email : name.substring(0, Math.min(name.length(), MAX_NAME)))
                .put("plan", newUserPlan.name());
        return run(connection, "addUser", input).compose(rows -> {
            if (rows.size() == 0) {
                return Future.failedFuture(new ServiceException(UNAUTHORIZED, "Signed in twice at once; try again"));
            }
            var row = first(rows);
            String user = row.getUUID("id").toString();
            return record(connection, Action.USER_CREATED, jwt, user, row.getString("doc"))
                    .map(user);
        });
    }

    private Future<String> takeOver(SqlConnection connection, Row account) {
        if (account.getOffsetDateTime("deleted_at") != null) {
            return Future.failedFuture(new ServiceException(UNAUTHORIZED, "This account was deleted"));
        }
        String user = account.getUUID("id").toString();
        var input = new JsonObject().put("user", user).put("reason", "the issuer proved whose the address is");
        if (account.getBoolean("email_verified")) {
            return Future.succeededFuture(user);
        }
        return run(connection, "revokeSessions", input)
                .compose(revoked -> run(connection, "takeOver", input))
                .map(user);
    }

    private Future<Void> link(SqlConnection connection, Jwt jwt, String user) {
        var input = new JsonObject()
                .put("issuer", jwt.text("iss"))
                .put("subject", jwt.text("sub"))
                .put("user", user);
        return run(connection, "link", input)
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture()
                        : record(
                                connection,
                                Action.USER_LINKED,
                                jwt,
                                user,
                                new JsonObject().put("issuer", jwt.text("iss")).encode()));
    }

    private static Future<Void> record(SqlConnection connection, Action action, Jwt jwt, String user, String after) {
        var actor = new Audit.Actor("user", user, jwt.text("email"), "oidc", null, null);
        return Audit.record(connection, actor, new Audit.Event(action, null, user, null, after));
    }

    private Future<RowSet<Row>> run(SqlConnection connection, String query, JsonObject input) {
        return Database.run(connection, queries.get(query), input);
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }
}
