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
        requireOnlyCi(request);
        String token = ServiceTokens.generate();
        var values = values(request, token);
        values.put("expires_in_days", values.getInteger("expires_in_days", DEFAULT_DAYS));
        String missing = values.getString("area") == null ? OrgVerticle.NO_ORG : OrgVerticle.NO_AREA;
        return writes.write(request, "createToken", Action.TOKEN_CREATED, missing, values)
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

    /** What an area's token reads or publishes, the catalog would have to know the area for; for the gate it does. */
    private static void requireOnlyCi(Request request) {
        var body = Objects.requireNonNull(request.body());
        if (body.containsKey("area")
                && !body.getJsonArray("scopes").stream()
                        .allMatch(scope -> scope.toString().startsWith("ci:"))) {
            throw new Refusal(
                    Problem.BAD_REQUEST,
                    "Invalid field 'scopes': a token that is bound to an area is for the gate only",
                    List.of(new Refusal.Detail("scopes", "must all be ci where an area is named")));
        }
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
