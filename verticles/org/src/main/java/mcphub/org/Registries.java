package mcphub.org;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import mcphub.kernel.Action;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Vault;
import mcphub.kernel.Writes;

/** Registries that an organization has of its own, scope by scope; their tokens are stored encrypted and never told. */
record Registries(Writes writes, Vault vault) {
    static final String NO_REGISTRY = "This organization has no registry for this scope";

    Future<Reply> declare(Request request) {
        var body = Objects.requireNonNull(request.body());
        String token = body.getString("token");
        var values = request.values()
                .put("url", body.getString("url").replaceFirst("/*$", "/"))
                .put("sealed", token == null ? null : vault.lock(token.getBytes(StandardCharsets.UTF_8)));
        values.remove("token");
        return writes.write(request, "declareRegistry", Action.ORG_REGISTRY_DECLARED, OrgVerticle.NO_ORG, values)
                .map(row -> Reply.json(200, Buffer.buffer(row.getString("doc"))));
    }
}
