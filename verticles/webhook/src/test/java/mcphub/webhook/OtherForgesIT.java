package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import mcphub.harness.Forge;
import org.junit.jupiter.api.Test;

/** Forges that say the same in other ways: old and self-managed ones. */
final class OtherForgesIT extends InboundCase {
    @Test
    void a_gitlab_without_an_event_id_is_taken_and_the_same_body_is_one_event() {
        String url = url().replace("github.com", "gitlab.com");
        String mcp = register(url, "");
        String push = Forge.gitlabPush(url, 901, "refs/heads/main", COMMIT).encode();
        String[] headers = {"X-Gitlab-Token", SECRET, "X-Gitlab-Event", "Push Hook"};
        assertTaken(forge.post("/api/v1/webhooks/gitlab", push, headers), "ACCEPTED");
        assertTaken(forge.post("/api/v1/webhooks/gitlab", push, headers), "DUPLICATE");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        var forged =
                forge.post("/api/v1/webhooks/gitlab", push, "X-Gitlab-Token", "wrong", "X-Gitlab-Event", "Push Hook");
        assertThat(forged.statusCode()).isEqualTo(401);
    }

    @Test
    void a_system_hook_of_gitlab_is_read_by_what_its_body_says() {
        String url = url().replace("github.com", "gitlab.com");
        String mcp = register(url, "");
        var push = Forge.gitlabPush(url, 902, "refs/heads/main", COMMIT);
        assertTaken(forge.gitlab("System Hook", Forge.delivery(), push.encode()), "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        String other = Forge.delivery();
        assertTaken(
                forge.gitlab(
                        "System Hook",
                        other,
                        JsonObject.of("event_name", "user_create", "username", "ann")
                                .encode()),
                "ACCEPTED");
        assertThat(outcome(other)).startsWith("ignored: ");
    }

    @Test
    void bitbucket_data_center_is_read_and_its_connection_test_works() {
        String url = "https://bitbucket.acme.example/scm/tools/" + Forge.delivery() + ".git";
        String mcp = register(url, "main");
        var clone = new JsonArray()
                .add(JsonObject.of("name", "http", "href", url))
                .add(JsonObject.of("name", "ssh", "href", "ssh://git@bitbucket.acme.example:7999/tools/x.git"));
        String body = JsonObject.of(
                        "eventKey",
                        "repo:refs_changed",
                        "repository",
                        JsonObject.of("id", 84, "slug", "x", "links", JsonObject.of("clone", clone)),
                        "changes",
                        JsonArray.of(JsonObject.of(
                                "ref", JsonObject.of("id", "refs/heads/main", "type", "BRANCH"), "toHash", COMMIT)))
                .encode();
        assertTaken(dataCenter("repo:refs_changed", body), "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        var ping = dataCenter("diagnostics:ping", "{\"test\": true}");
        assertThat(ping.statusCode()).as(ping.body()).isEqualTo(200);
    }

    @Test
    void gitea_signs_the_json_in_a_form() {
        String url = url();
        String mcp = register(url, "main");
        String json = Forge.push(url, 903, "refs/heads/main", COMMIT).encode();
        String form = "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
        assertTaken(gitea(form, json), "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        assertThat(gitea(form, json + ' ').statusCode()).isEqualTo(401);
        assertThat(gitea("payload=%7", "").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> gitea(String form, String signed) {
        return forge.post(
                "/api/v1/webhooks/github",
                form,
                "X-Hub-Signature-256",
                "sha256=" + Forge.hmac(SECRET, signed),
                "X-GitHub-Event",
                "push",
                "X-GitHub-Delivery",
                Forge.delivery());
    }

    @Test
    void the_inbox_says_why_nothing_followed() {
        String url = url();
        register(url, "main");
        var released = Forge.push(url, 904, "refs/heads/main", COMMIT)
                .put("action", "released")
                .put("release", JsonObject.of("tag_name", "v1"));
        assertThat(after("release", released))
                .isEqualTo("ignored: A release is looked at when it is published, not when it is released");
        assertThat(after("push", Forge.push(url, 904, "refs/heads/main", "ab".repeat(32))))
                .isEqualTo("ignored: The repository names its commits by SHA-256, which the hub does not fetch");
        assertThat(after("push", Forge.push(url, 904, "refs/heads/main", COMMIT).put("head_commit", "odd")))
                .isEqualTo("done: Asked for 1 version");
    }

    @Test
    void who_moves_to_the_address_of_another_mcp_is_not_followed() {
        String old = url();
        String mcp = register(old, "main");
        after("push", Forge.push(old, 905, "refs/heads/main", COMMIT));
        String taken = url();
        String other = register(taken, "main");
        String next = "b".repeat(40);
        assertThat(after("push", Forge.push(taken, 905, "refs/heads/main", next)))
                .isEqualTo("done: Asked for 1 version");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        assertThat(asked(other)).isEqualTo(next);
        assertThat(after("push", Forge.push(taken, 905, "refs/heads/main", next)))
                .isEqualTo("done: Asked for 1 version");
        hub.execute("update catalog.mcps set repository_id = 'github.com#906' where id = '" + other + "'");
        assertThat(after("push", Forge.push(taken, 905, "refs/heads/main", next)))
                .isEqualTo("ignored: The repository has moved to an address that another MCP has");
    }

    private String after(String event, JsonObject payload) {
        String delivery = Forge.delivery();
        assertTaken(forge.github(event, delivery, payload.encode()), "ACCEPTED");
        return outcome(delivery);
    }

    private HttpResponse<String> dataCenter(String event, String body) {
        return forge.post(
                "/api/v1/webhooks/bitbucket",
                body,
                "X-Hub-Signature",
                "sha256=" + Forge.hmac(SECRET, body),
                "X-Event-Key",
                event,
                "X-Request-Id",
                Forge.delivery());
    }
}
