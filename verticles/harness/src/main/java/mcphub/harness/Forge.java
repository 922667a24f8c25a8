package mcphub.harness;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends what GitHub, GitLab, Bitbucket and Stripe send, signed as they sign. */
public record Forge(ApiClient api, String secret) {

    public static String hmac(String secret, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String delivery() {
        return UUID.randomUUID().toString();
    }

    public HttpResponse<String> github(String event, String delivery, String body) {
        return github("", event, delivery, body);
    }

    public HttpResponse<String> github(String query, String event, String delivery, String body) {
        return post(
                "/api/v1/webhooks/github" + query,
                body,
                "X-Hub-Signature-256",
                "sha256=" + hmac(secret, body),
                "X-GitHub-Event",
                event,
                "X-GitHub-Delivery",
                delivery);
    }

    public HttpResponse<String> gitlab(String event, String delivery, String body) {
        return post(
                "/api/v1/webhooks/gitlab",
                body,
                "X-Gitlab-Token",
                secret,
                "X-Gitlab-Event",
                event,
                "Idempotency-Key",
                delivery);
    }

    public HttpResponse<String> bitbucket(String event, String delivery, String body) {
        return post(
                "/api/v1/webhooks/bitbucket",
                body,
                "X-Hub-Signature",
                "sha256=" + hmac(secret, body),
                "X-Event-Key",
                event,
                "X-Request-UUID",
                delivery);
    }

    public HttpResponse<String> stripe(String body) {
        long now = System.currentTimeMillis() / 1000;
        return post(
                "/api/v1/webhooks/stripe",
                body,
                "Stripe-Signature",
                "t=" + now + ",v1=" + hmac(secret, now + "." + body));
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "content-type";
        all[headers.length + 1] =
                body.startsWith("payload=") ? "application/x-www-form-urlencoded" : "application/json";
        return api.send("POST", path, HttpRequest.BodyPublishers.ofString(body), all);
    }

    /** A push as GitHub tells it. */
    public static JsonObject push(String url, int id, String ref, String commit) {
        return new JsonObject()
                .put("ref", ref)
                .put("before", "0".repeat(40))
                .put("after", commit)
                .put("deleted", commit.matches("0+"))
                .put("head_commit", commit.matches("0+") ? null : JsonObject.of("id", commit))
                .put(
                        "repository",
                        new JsonObject()
                                .put("id", id)
                                .put("clone_url", url)
                                .put("html_url", url.replaceFirst("\\.git$", ""))
                                .put("default_branch", "main"));
    }

    /** A push as GitLab tells it. */
    public static JsonObject gitlabPush(String url, int id, String ref, String commit) {
        return new JsonObject()
                .put("object_kind", ref.startsWith("refs/tags/") ? "tag_push" : "push")
                .put("ref", ref)
                .put("checkout_sha", commit)
                .put(
                        "project",
                        new JsonObject()
                                .put("id", id)
                                .put("git_http_url", url)
                                .put("git_ssh_url", "git@gitlab.example:acme/files.git")
                                .put("default_branch", "main"));
    }

    /** A push as Bitbucket tells it. */
    public static JsonObject bitbucketPush(String url, String uuid, String branch, String commit) {
        var now =
                new JsonObject().put("type", "branch").put("name", branch).put("target", JsonObject.of("hash", commit));
        return new JsonObject()
                .put(
                        "repository",
                        new JsonObject()
                                .put("uuid", uuid)
                                .put("links", JsonObject.of("html", JsonObject.of("href", url)))
                                .put("mainbranch", JsonObject.of("name", "main")))
                .put("push", JsonObject.of("changes", new JsonArray().add(new JsonObject().put("new", now))));
    }
}
