package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import mcphub.catalog.receipt.ReceiptKey;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;

/**
 * The keys that sign receipts of versions ({@code catalog.receipt_keys}), and none of those that reports carry: in the database, the private halves locked, none ever removed. They are told in a set of their own and not among those that
 * verify access tokens, so that nothing which reads that set could take one for the other.
 */
public final class VersionReceiptKeys {
    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Vault vault;

    /** Keys in this database, locked by the hub's secret. */
    VersionReceiptKeys(Vertx vertx, Database database, Queries queries, HubSecret secret) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.vault = new Vault(secret, Vault.VERSION_RECEIPTS);
    }

    /** Makes a new key, which every node signs with at once; for the command line. Gives its name. */
    public static Future<String> rotate(Vertx vertx, Settings settings) {
        var database = Database.open(vertx, settings.database());
        var keys =
                new VersionReceiptKeys(vertx, database, CatalogVerticle.queries(), new HubSecret(settings.identity()));
        return keys.generated()
                .compose(pair -> database.transaction(connection -> keys.add(connection, pair, Audit.Actor.CONSOLE))
                        .map(added -> pair.half().kid()));
    }

    /** The key that signs; the first who needs one makes it. */
    Future<ReceiptKey.Pair> signing() {
        return database.run(queries.get("newestReceiptKey"), new JsonObject())
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(read(rows))
                        : generated().compose(this::first));
    }

    /** All public halves, as RFC 7517 says, the newest first; never none, or nobody would know what the first receipt will be verified with. */
    Future<Reply> list(Request request) {
        return listed().compose(
                        keys -> keys.isEmpty() ? signing().compose(made -> listed()) : Future.succeededFuture(keys))
                .map(keys -> Reply.json(200, new JsonObject().put("keys", keys).toBuffer()));
    }

    private Future<JsonArray> listed() {
        return database.run(queries.get("listReceiptKeys"), new JsonObject()).map(rows -> {
            var keys = new JsonArray();
            rows.forEach(row -> keys.add(new JsonObject(row.getString("jwk"))));
            return keys;
        });
    }

    private Future<ReceiptKey.Pair> generated() {
        return vertx.executeBlocking(ReceiptKey.Pair::generate);
    }

    /** Nodes that begin together make one key, not one each. */
    private Future<ReceiptKey.Pair> first(ReceiptKey.Pair made) {
        var nothing = new JsonObject();
        return database.transaction(connection -> Database.run(connection, queries.get("lockReceiptKeys"), nothing)
                .compose(locked -> Database.run(connection, queries.get("newestReceiptKey"), nothing))
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(read(rows))
                        : add(connection, made, Audit.Actor.SYSTEM).map(made)));
    }

    private Future<Void> add(SqlConnection connection, ReceiptKey.Pair pair, Audit.Actor actor) {
        var input = new JsonObject()
                .put("kid", pair.half().kid())
                .put("jwk", pair.half().jwk().encode())
                .put("private_key", vault.lock(pair.encoded().getBytes()));
        var event =
                new Audit.Event(Action.SIGNING_KEY_ROTATED, null, pair.half().kid(), null, null);
        return Database.run(connection, queries.get("addReceiptKey"), input)
                .compose(added -> Audit.record(connection, actor, event));
    }

    private ReceiptKey.Pair read(RowSet<Row> rows) {
        var row = rows.iterator().next();
        var half = ReceiptKey.of(new JsonObject(row.getString("jwk")).getString("x"));
        Buffer locked = row.getBuffer("private_key");
        return new ReceiptKey.Pair(half, Buffer.buffer(vault.open(locked)));
    }
}
