package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import org.jspecify.annotations.Nullable;

/**
 * The hub's keys, the same on every node because they are in the database. The newest signs. A retired one verifies until the last token that it signed has
 * ended: rotation signs nobody out.
 */
public final class SigningKeys {
    private static final int LEEWAY_SECONDS = 5;
    private static final int GRACE_MINUTES = 60;
    private static final long RELOAD_MS = 2_000;

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    /** What its vault keeps: part of the key, so it never changes. */
    static final String IN_VAULT = "signing keys";

    private final Vault vault;
    private final Settings.Identity settings;
    private Map<String, SigningKey> byKid = Map.of();
    private @Nullable SigningKey newest;
    private long loadedAt;

    /** Keys in this database, locked by this vault. */
    SigningKeys(Vertx vertx, Database database, Queries queries, Vault vault, Settings.Identity settings) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.vault = vault;
        this.settings = settings;
    }

    /** Loads the keys; makes the first one, or the next one when the newest has grown old. */
    Future<Void> refresh() {
        long maxAge = TimeUnit.DAYS.toSeconds(settings.keyRotationDays());
        return rotate(maxAge, Audit.Actor.SYSTEM).compose(rotated -> load());
    }

    /** Makes a new key now. */
    Future<Void> rotate(Audit.Actor actor) {
        return rotate(0, actor).compose(rotated -> load());
    }

    private Future<Void> rotate(long maxAgeSeconds, Audit.Actor actor) {
        return age().compose(age -> age.isPresent() && age.get() < maxAgeSeconds
                ? Future.succeededFuture()
                : vertx.executeBlocking(SigningKey.Pair::generate).compose(pair -> add(pair, maxAgeSeconds, actor)));
    }

    private Future<Optional<Long>> age() {
        return database.run(queries.get("newestKeyAge"), new JsonObject()).map(SigningKeys::seconds);
    }

    private static Optional<Long> seconds(RowSet<Row> rows) {
        return Optional.ofNullable(rows.iterator().next().getLong("seconds"));
    }

    /** Nodes that start together make one key, not one each. */
    private Future<Void> add(SigningKey.Pair pair, long maxAgeSeconds, Audit.Actor actor) {
        var nothing = new JsonObject();
        return database.transaction(connection -> run(connection, "lockKeys", nothing)
                .compose(locked -> run(connection, "newestKeyAge", nothing))
                .compose(
                        rows -> seconds(rows).filter(age -> age < maxAgeSeconds).isPresent()
                                ? Future.succeededFuture()
                                : store(connection, pair, actor)));
    }

    private Future<Void> store(SqlConnection connection, SigningKey.Pair pair, Audit.Actor actor) {
        var input = new JsonObject()
                .put("kid", pair.kid())
                .put("public_key", pair.publicKey())
                .put("private_key", vault.lock(pair.privateKey().getBytes()))
                .put("minutes", settings.accessTokenMinutes() + GRACE_MINUTES);
        var event = new Audit.Event(Action.SIGNING_KEY_ROTATED, null, pair.kid(), null, null);
        return run(connection, "retireKeys", input)
                .compose(retired -> run(connection, "addKey", input))
                .compose(added -> run(connection, "sweepKeys", input))
                .compose(swept -> Audit.record(connection, actor, event));
    }

    private Future<RowSet<Row>> run(SqlConnection connection, String query, JsonObject input) {
        return Database.run(connection, queries.get(query), input);
    }

    private Future<Void> load() {
        return database.run(queries.get("listKeys"), new JsonObject()).map(rows -> {
            var keys = new LinkedHashMap<String, SigningKey>();
            for (Row row : rows) {
                String kid = row.getString("kid");
                var known = byKid.get(kid);
                keys.put(kid, known == null ? read(row) : known);
            }
            byKid = keys;
            newest = keys.isEmpty() ? null : keys.values().iterator().next();
            loadedAt = System.currentTimeMillis();
            return null;
        });
    }

    private SigningKey read(Row row) {
        var pair = new SigningKey.Pair(
                row.getString("kid"),
                row.getBuffer("public_key"),
                Buffer.buffer(vault.open(row.getBuffer("private_key"))));
        return SigningKey.of(vertx, pair, LEEWAY_SECONDS);
    }

    /** The key that signs. */
    SigningKey signing() {
        return Objects.requireNonNull(newest, "the keys are loaded before anybody is served");
    }

    /** The key of this name. One that another node just made is found too; names that nobody made are looked for at most every other second. */
    Future<Optional<SigningKey>> find(String kid) {
        var key = byKid.get(kid);
        if (key != null || System.currentTimeMillis() - loadedAt < RELOAD_MS) {
            return Future.succeededFuture(Optional.ofNullable(key));
        }
        return load().map(loaded -> Optional.ofNullable(byKid.get(kid)));
    }

    /** All public halves, as RFC 7517 says, those of other nodes and of receipts among them. */
    Future<JsonObject> jwks() {
        return load().compose(loaded -> database.run(queries.get("listReportReceiptKeys"), new JsonObject()))
                .map(receiptKeys -> {
                    var keys = new JsonArray();
                    byKid.values().forEach(key -> keys.add(key.jwk()));
                    receiptKeys.forEach(row -> keys.add(new JsonObject(row.getString("jwk"))));
                    return new JsonObject().put("keys", keys);
                });
    }
}
