package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import mcphub.kernel.Action;
import mcphub.kernel.Problem;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import mcphub.kernel.Writes;

/** Secrets of single repositories' webhooks: told once, stored encrypted, and good for their own MCP only. */
record WebhookSecrets(Publishing publishing, Writes writes, Vault vault, Settings.Http http) {
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    Future<Reply> issue(Request request) {
        var key = new byte[BYTES];
        RANDOM.nextBytes(key);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        var sealed = vault.lock(secret.getBytes(StandardCharsets.UTF_8));
        return write(request, "issueWebhookSecret", Action.MCP_WEBHOOK_SECRET_ISSUED, sealed)
                .map(doc -> Reply.json(
                        200,
                        new JsonObject(doc)
                                .put("secret", secret)
                                .put("urls", urls(request.input().getString("mcpId")))
                                .toBuffer()));
    }

    Future<Reply> remove(Request request) {
        return write(request, "removeWebhookSecrets", Action.MCP_WEBHOOK_SECRET_REMOVED, Buffer.buffer())
                .map(done -> Reply.nothing());
    }

    private Future<String> write(Request request, String query, Action action, Buffer secret) {
        return publishing
                .changing(request, (connection, mcp) -> {
                    if (!mcp.getString("source_type").equals("git")) {
                        throw Problem.CONFLICT.because("Only an MCP whose source is a git repository has webhooks");
                    }
                    return writes.write(
                            connection,
                            request,
                            query,
                            action,
                            "There is no webhook secret",
                            request.values().put("secret", secret));
                })
                .map(row -> row.getColumnIndex("doc") < 0 ? "{}" : row.getString("doc"));
    }

    private JsonObject urls(String mcp) {
        String base = Objects.requireNonNullElse(http.publicUrl(), "").replaceFirst("/+$", "") + "/api/v1/webhooks/";
        var urls = new JsonObject();
        for (String forge : new String[] {"github", "gitlab", "bitbucket"}) {
            urls.put(forge, base + forge + "?mcp=" + mcp);
        }
        return urls;
    }
}
