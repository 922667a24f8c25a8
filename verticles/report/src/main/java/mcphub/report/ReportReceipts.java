package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.sqlclient.Row;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Vault;
import mcphub.report.document.ReportReceipt;
import org.jspecify.annotations.Nullable;

/**
 * Signs what a report says of a snapshot, with a key of its own ({@code report.receipt_keys}) that signs nothing else, no receipt of a version either and is never replaced: paper cannot be signed anew. The same snapshot gives the
 * same receipt to the byte. Called on virtual threads.
 */
final class ReportReceipts {
    /** What its vault keeps: part of the key, so it never changes. */
    static final String IN_VAULT = "receipt keys";

    private static final int KID_BYTES = 12;
    private static final int ED25519_PREFIX = 12;

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Vault vault;
    private final String issuer;
    private @Nullable Key key;

    ReportReceipts(Vertx vertx, Database database, Queries queries, Vault vault, String issuer) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.vault = vault;
        this.issuer = issuer;
    }

    private record Key(String kid, JWTAuth auth) {}

    /** The receipt of the snapshot that this evidence speaks of. */
    ReportReceipt of(JsonObject evidence) {
        var version = evidence.getJsonObject("version");
        var snapshot = evidence.getJsonObject("snapshot");
        var claims = new JsonObject()
                .put("iss", issuer)
                .put("iat", Instant.parse(snapshot.getString("created_at")).getEpochSecond())
                .put("mcp", evidence.getJsonObject("mcp").getString("name"))
                .put("version", version.getString("visible_version"))
                .put("snapshot_id", snapshot.getString("id"))
                .put("tarball_sha256", version.getString("tarball_sha256"))
                .put("content_sha256", snapshot.getString("content_sha256"))
                .put("global_score", snapshot.getInteger("global_score"))
                .put("grade", snapshot.getString("grade"))
                .put("certification_level", snapshot.getInteger("certification_level"));
        var with = key();
        var options = new JWTOptions().setAlgorithm("EdDSA").setNoTimestamp(true);
        return new ReportReceipt(
                with.kid(), claims.encodePrettily(), with.auth().generateToken(claims, options));
    }

    private Key key() {
        Key known = key;
        if (known == null) {
            known = stored().await();
            key = known;
        }
        return known;
    }

    /** The hub's key; the first who needs it makes it, and nodes that start together make one, not one each. */
    private Future<Key> stored() {
        var nothing = new JsonObject();
        return database.transaction(connection -> Database.run(
                        connection, queries.get("lockReportReceiptKeys"), nothing)
                .compose(locked -> Database.run(connection, queries.get("getReportReceiptKey"), nothing))
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(rows)
                        : Database.run(connection, queries.get("addReportReceiptKey"), fresh())
                                .compose(
                                        added -> Database.run(connection, queries.get("getReportReceiptKey"), nothing)))
                .map(rows -> read(rows.iterator().next())));
    }

    private JsonObject fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded);
            var url = Base64.getUrlEncoder().withoutPadding();
            String kid = url.encodeToString(Arrays.copyOf(digest, KID_BYTES));
            // RFC 8037: the bare point, which follows a fixed head in the encoded form
            String x = url.encodeToString(Arrays.copyOfRange(encoded, ED25519_PREFIX, encoded.length));
            var jwk = new JsonObject()
                    .put("kty", "OKP")
                    .put("crv", "Ed25519")
                    .put("use", "sig")
                    .put("alg", "EdDSA")
                    .put("kid", kid)
                    .put("x", x);
            return new JsonObject()
                    .put("kid", kid)
                    .put("public_key", Buffer.buffer(encoded))
                    .put("private_key", vault.lock(pair.getPrivate().getEncoded()))
                    .put("jwk", jwk.encode());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has Ed25519", e);
        }
    }

    private Key read(Row row) {
        String kid = row.getString("kid");
        return new Key(
                kid,
                JWTAuth.create(
                        vertx,
                        new JWTAuthOptions()
                                .addPubSecKey(key(kid, "PUBLIC KEY", row.getBuffer("public_key")))
                                .addPubSecKey(key(
                                        kid, "PRIVATE KEY", Buffer.buffer(vault.open(row.getBuffer("private_key")))))));
    }

    private static PubSecKeyOptions key(String kid, String kind, Buffer encoded) {
        return new PubSecKeyOptions()
                .setId(kid)
                .setAlgorithm("EdDSA")
                .setBuffer(Buffer.buffer("-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder().encodeToString(encoded.getBytes()) + "\n-----END " + kind
                        + "-----\n"));
    }
}
