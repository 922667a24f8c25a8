package mcphub.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import mcphub.identity.Accounts;
import mcphub.kernel.Database;
import mcphub.kernel.Passwords;
import mcphub.kernel.Plan;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to try the hub as: an administrator with a password that nobody knew before, an organization with a policy, and a token, all but the account made through the API.
 *
 * @param org its path in the API
 * @param token a service token with every scope
 */
record DemoAccount(String email, String password, String org, String token) {
    private static final String EMAIL = "demo@example.org";
    private static final String NAME = "demo";
    private static final String ORGS = "/api/v1/orgs";
    private static final int PASSWORD_BYTES = 15;
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;

    /** Makes them, or finds them and gives them a new password and a new token. */
    static DemoAccount provide(Hub hub, Database database) throws InterruptedException {
        String password = newPassword();
        new Accounts(database, new Passwords(hub.node().vertx()))
                .createAdministrator(EMAIL, password, Plan.ENTERPRISE)
                .await();
        try (var http = HttpClient.newHttpClient()) {
            var api = new Api(http, hub.url(), null);
            api = new Api(
                    http,
                    hub.url(),
                    api.send(
                                    "POST",
                                    "/api/v1/auth/login",
                                    new JsonObject().put("email", EMAIL).put("password", password))
                            .getString("access_token"));
            String org = org(api);
            policy(api, org + "/policies");
            return new DemoAccount(EMAIL, password, org, newToken(api, org));
        } catch (IOException e) {
            throw new IllegalStateException("The hub does not answer: " + e.getMessage(), e);
        }
    }

    private static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The organization's path. */
    private static String org(Api api) throws IOException, InterruptedException {
        var mine = find(api.send("GET", ORGS, null).getJsonArray("orgs"), "slug");
        var org = mine.isPresent()
                ? mine.get()
                : api.send("POST", ORGS, new JsonObject().put("name", "Demo").put("slug", NAME));
        return ORGS + '/' + org.getString("id");
    }

    /** The specification's own rule, so that the gate has something to say. */
    private static void policy(Api api, String policies) throws IOException, InterruptedException {
        if (api.send("GET", policies, null).getInteger("total") == 0) {
            api.send(
                    "POST",
                    policies,
                    new JsonObject()
                            .put("name", "Require Minimum Score")
                            .put("description", "Deny MCPs with global score below 70")
                            .put("action", "DENY")
                            .put("target_type", "SCORE")
                            .put("target_value", "min:70")
                            .put("priority", 20));
        }
    }

    private static String newToken(Api api, String org) throws IOException, InterruptedException {
        String tokens = org + "/tokens";
        var before = find(api.send("GET", tokens, null).getJsonArray("tokens"), "name")
                .filter(token -> !token.getString("status").equals("REVOKED"));
        var token = before.isPresent()
                ? api.send("POST", tokens + '/' + before.get().getString("id") + "/rotate", null)
                : api.send(
                        "POST",
                        tokens,
                        new JsonObject()
                                .put("name", NAME)
                                .put("description", "Made by hub demo")
                                .put("scopes", JsonArray.of("read:org:*", "publish:org:*", "ci:org:*", "report:org:*"))
                                .put("expires_in_days", 7));
        return token.getString("token");
    }

    private static Optional<JsonObject> find(JsonArray items, String field) {
        return items.stream()
                .map(JsonObject.class::cast)
                .filter(item -> NAME.equals(item.getString(field)))
                .findFirst();
    }

    /** The hub's API, asked with a credential. */
    private record Api(
            HttpClient http, String url, @Nullable String bearer) {
        JsonObject send(String method, String path, @Nullable JsonObject body)
                throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body.encode()));
            if (body != null) {
                request.header("content-type", "application/json");
            }
            if (bearer != null) {
                request.header("authorization", "Bearer " + bearer);
            }
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() < OK || response.statusCode() >= MULTIPLE_CHOICES) {
                throw new IllegalStateException(method + ' ' + path + " was answered " + response.body());
            }
            return new JsonObject(response.body());
        }
    }
}
