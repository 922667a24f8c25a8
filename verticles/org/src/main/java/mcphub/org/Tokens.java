package mcphub.org;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mcphub.kernel.Action;
import mcphub.kernel.Digests;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.ServiceTokens;
import mcphub.kernel.Writes;

/** Service tokens: the secret is in one answer and nowhere else; what is stored is its digest. */
record Tokens(Writes writes) {
    static final String NO_TOKEN = "Token not found";
    private static final int DEFAULT_DAYS = 90;
    private static final int HINT = 4;

    Future<Reply> create(Request request) {
        requireOwnScopes(request);
        String token = ServiceTokens.generate();
        var values = values(request, token);
        values.put("expires_in_days", values.getInteger("expires_in_days", DEFAULT_DAYS));
        return writes.write(request, "createToken", Action.TOKEN_CREATED, OrgVerticle.NO_ORG, values)
                .map(row -> Writes.created(row, withSecret(row, token).encode()));
    }

    Future<Reply> rotate(Request request) {
        String token = ServiceTokens.generate();
        return writes.write(request, "rotateToken", Action.TOKEN_ROTATED, NO_TOKEN, values(request, token))
                .map(row -> Reply.json(200, Buffer.buffer(withSecret(row, token).encode())));
    }

    private static JsonObject withSecret(Row row, String token) {
        return new JsonObject(row.getString("doc")).put("token", token);
    }

    private static JsonObject values(Request request, String token) {
        return request.values()
                .put("digest", Digests.sha256(token))
                .put("hint", ServiceTokens.PREFIX + "…" + token.substring(token.length() - HINT));
    }

    /** A scope that names another organization would never be good for anything, and reads as if it were. */
    private static void requireOwnScopes(Request request) {
        String slug = Objects.requireNonNull(
                        request.caller().orgs().get(request.input().getString("orgId")))
                .slug();
        var scopes = Objects.requireNonNull(request.body()).getJsonArray("scopes");
        var wrong = new ArrayList<Refusal.Detail>();
        for (int i = 0; i < scopes.size(); i++) {
            String of = scopes.getString(i).substring(scopes.getString(i).lastIndexOf(':') + 1);
            if (!of.equals("*") && !of.equals(slug)) {
                wrong.add(new Refusal.Detail(
                        "scopes[" + i + "]", "must end in :" + slug + " or :*, got \"" + scopes.getString(i) + '"'));
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(
                    Problem.BAD_REQUEST,
                    "A token reaches no organization but its own (" + slug + ")",
                    List.copyOf(wrong));
        }
    }
}
