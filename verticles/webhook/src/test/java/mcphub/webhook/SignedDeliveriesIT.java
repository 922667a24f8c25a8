package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import mcphub.harness.Forge;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;

/** What proves who sent a delivery. */
final class SignedDeliveriesIT extends InboundCase {
    @Test
    void what_is_not_signed_as_it_should_be_is_refused() {
        String body = Forge.push(url(), 4, "refs/heads/main", COMMIT).encode();
        String good = "sha256=" + Forge.hmac(SECRET, body);
        String path = "/api/v1/webhooks/github";
        for (String[] headers : List.<String[]>of(
                new String[] {"X-GitHub-Event", "push", "X-GitHub-Delivery", "d-1"},
                new String[] {"X-Hub-Signature", good, "X-GitHub-Event", "push", "X-GitHub-Delivery", "d-1"},
                new String[] {
                    "X-Hub-Signature-256",
                    "sha1=" + Forge.hmac(SECRET, body).substring(24),
                    "X-GitHub-Event",
                    "push",
                    "X-GitHub-Delivery",
                    "d-1"
                },
                new String[] {
                    "X-Hub-Signature-256",
                    "sha256=" + Forge.hmac("not it", body),
                    "X-GitHub-Event",
                    "push",
                    "X-GitHub-Delivery",
                    "d-1"
                })) {
            assertThat(forge.post(path, body, headers).statusCode()).isEqualTo(401);
        }
        assertThat(forge.post(
                                path,
                                body,
                                "X-Hub-Signature-256",
                                good,
                                "X-Hub-Signature-256",
                                good,
                                "X-GitHub-Event",
                                "push",
                                "X-GitHub-Delivery",
                                "d-1")
                        .statusCode())
                .as("doubled")
                .isEqualTo(400);
        assertThat(forge.post(path, body, "X-Hub-Signature-256", good, "X-GitHub-Delivery", "d-1")
                        .body())
                .contains("X-GitHub-Event");
        assertThat(forge.post(path, body, "X-Hub-Signature-256", good, "X-GitHub-Event", "push")
                        .body())
                .contains("X-GitHub-Delivery");
        assertThat(forge.post(
                                path,
                                new JsonObject(body).encodePrettily(),
                                "X-Hub-Signature-256",
                                good,
                                "X-GitHub-Event",
                                "push",
                                "X-GitHub-Delivery",
                                "d-1")
                        .statusCode())
                .as("the same JSON, written anew")
                .isEqualTo(401);
        assertThat(forge.stripe("{}").statusCode())
                .as("no secret is configured")
                .isEqualTo(401);
        assertThat(hub.api()
                        .send(
                                "POST",
                                path,
                                HttpRequest.BodyPublishers.ofString(body),
                                "content-type",
                                "text/plain",
                                "X-Hub-Signature-256",
                                good)
                        .statusCode())
                .isEqualTo(415);
        assertThat(hub.query("select count(*) from webhook.inbox where delivery_id = 'd-1'"))
                .isEqualTo("0");
    }

    @Test
    void the_old_secret_is_good_beside_the_new_one() {
        assertTaken(new Forge(hub.api(), "an older one").github("ping", Forge.delivery(), "{}"), "IGNORED");
    }

    @Test
    void an_mcps_own_secret_is_good_for_it_alone_and_for_a_day_after_the_next() {
        String url = url();
        String mcp = register(url, "");
        String other = register(url(), "");
        String path = "/api/v1/mcps/" + mcp + "/webhook-secret";
        var issued = owner.api().call(200, "POST", path, null);
        String query = "?mcp=" + mcp;
        assertThat(issued.getJsonObject("urls").getString("github")).endsWith("/api/v1/webhooks/github" + query);
        var own = new Forge(hub.api(), issued.getString("secret"));
        String push = Forge.push(url, 7, "refs/heads/main", COMMIT).encode();
        assertTaken(own.github(query, "push", Forge.delivery(), push), "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        assertThat(own.github("", "push", Forge.delivery(), push).statusCode()).isEqualTo(401);
        assertThat(own.github("?mcp=" + other, "push", Forge.delivery(), push).statusCode())
                .isEqualTo(401);
        assertThat(forge.github(query, "push", Forge.delivery(), push).statusCode())
                .as("the hub's secret is not this MCP's")
                .isEqualTo(401);
        String elsewhere = Forge.delivery();
        own.github(
                query,
                "push",
                elsewhere,
                Forge.push(url(), 8, "refs/heads/main", COMMIT).encode());
        assertThat(outcome(elsewhere)).startsWith("ignored: No MCP");

        var next =
                new Forge(hub.api(), owner.api().call(200, "POST", path, null).getString("secret"));
        assertTaken(next.github(query, "ping", Forge.delivery(), "{}"), "IGNORED");
        assertTaken(own.github(query, "ping", Forge.delivery(), "{}"), "IGNORED");
        hub.execute("update catalog.webhook_secrets set ends_at = now() where ends_at is not null");
        assertThat(own.github(query, "ping", Forge.delivery(), "{}").statusCode())
                .isEqualTo(401);
        assertThat(hub.query("select string_agg(encode(secret, 'escape'), ' ') from catalog.webhook_secrets"))
                .doesNotContain(next.secret());
        owner.api().call(204, "DELETE", path, null);
        assertThat(next.github(query, "ping", Forge.delivery(), "{}").statusCode())
                .isEqualTo(401);
        owner.api().call(404, "DELETE", path, null);
        new People(hub).join("stranger").api().call(403, "POST", path, null);
    }

    @Test
    void a_delivery_id_of_one_mcp_does_not_stand_in_the_way_of_anothers() {
        String url = url();
        String mcp = register(url, "");
        var own = new Forge(
                hub.api(),
                owner.api()
                        .call(200, "POST", "/api/v1/mcps/" + mcp + "/webhook-secret", null)
                        .getString("secret"));
        String delivery = Forge.delivery();
        assertTaken(own.github("?mcp=" + mcp, "ping", delivery, "{}"), "IGNORED");
        assertTaken(
                forge.github(
                        "push",
                        delivery,
                        Forge.push(url, 12, "refs/heads/main", COMMIT).encode()),
                "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
    }
}
