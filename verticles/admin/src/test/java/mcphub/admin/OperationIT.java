package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import mcphub.harness.Forge;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;

/** Jobs, the inbox, and the hub as a whole. */
final class OperationIT extends AdminCatalogCase {
    @Test
    void jobs_are_listed_retried_and_cancelled() {
        String mcp = hub.upload(name("job"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});
        var failed = admin.get(ADMIN + "jobs?mcp_id=" + mcp + "&state=failed")
                .getJsonArray("jobs")
                .getJsonObject(0);
        assertThat(failed.getString("error")).isNotBlank();
        hub.execute(
                "create function hold() returns trigger language plpgsql as $$ begin new.run_at := '2999-01-01'; return new; end $$");
        hub.execute(
                "create trigger hold before update on analysis.jobs for each row when (new.state = 'queued') execute function hold()");
        String path = ADMIN + "jobs/" + failed.getString("id");
        assertThat(admin.call(200, "POST", path + "/retry", null).getString("state"))
                .isEqualTo("queued");
        admin.call(409, "POST", path + "/retry", null);
        assertThat(admin.call(200, "POST", path + "/cancel", null).getString("state"))
                .isEqualTo("cancelled");
        admin.call(409, "POST", path + "/cancel", null);
        hub.execute("drop trigger hold on analysis.jobs");
        admin.call(200, "POST", path + "/retry", null);
        hub.awaitSettled(mcp);
        assertThat(admin.get(ADMIN + "jobs?mcp_id=" + mcp)
                        .getJsonArray("jobs")
                        .getJsonObject(0)
                        .getString("state"))
                .isEqualTo("failed");
        admin.call(404, "POST", ADMIN + "jobs/" + NOBODY + "/retry", null);
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = admin.get(ADMIN + "jobs?limit=1" + cursor);
            page.getJsonArray("jobs").forEach(j -> seen.add(((JsonObject) j).getString("id")));
            cursor = page.getString("next_cursor") == null ? "" : "&cursor=" + page.getString("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().contains(failed.getString("id"));
        audited("job.retried");
        audited("job.cancelled");
    }

    @Test
    void the_inbox_is_listed_and_a_delivery_replayed() {
        String delivery = Forge.delivery();
        new Forge(hub.api(), "s3cret")
                .github(
                        "push",
                        delivery,
                        Forge.push("https://github.com/acme/inbox.git", 1, "refs/heads/main", "a".repeat(40))
                                .encode());
        hub.awaitNone("select count(*) from webhook.inbox where state = 'queued'");
        var listed = admin.get(ADMIN + "webhook-inbox?sender=github&state=ignored")
                .getJsonArray("deliveries")
                .getJsonObject(0);
        assertThat(listed.getString("delivery_id")).isEqualTo(delivery);
        String mcp = admin.call(
                        201,
                        "POST",
                        MCPS,
                        JsonObject.of(
                                "name",
                                name("late"),
                                "source",
                                JsonObject.of("type", "git", "url", "https://github.com/acme/inbox")))
                .getString("id");
        admin.call(200, "POST", ADMIN + "webhook-inbox/" + listed.getString("id") + "/replay", null);
        hub.awaitNone("select count(*) from webhook.inbox where state = 'queued'");
        assertThat(hub.query("select count(*) from analysis.jobs where mcp_id = '" + mcp + "' and wanted = '"
                        + "a".repeat(40) + "'"))
                .isEqualTo("1");
        admin.call(404, "POST", ADMIN + "webhook-inbox/" + NOBODY + "/replay", null);
        audited("webhook.replayed");
    }

    @Test
    void settings_change_while_the_hub_runs() {
        var stranger = people.join("stranger");
        var invited = people.join("inviter");
        String org = people.organization(invited);
        var invitation = invited.api()
                .call(
                        201,
                        "POST",
                        org + "/users/invite",
                        JsonObject.of("email", name("guest") + "@example.org", "role", "VIEWER"));
        try {
            admin.call(
                    200,
                    "PATCH",
                    ADMIN + "settings",
                    JsonObject.of(
                            "read_only", true, "banner", "Back at noon", "sign_up", false, "anonymous_per_minute", 3));
            awaitBanner("Back at noon");
            var refused = stranger.api().send("POST", "/api/v1/orgs", JsonObject.of("name", "x", "slug", name("x")));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(refused.body()).contains("read-only");
            assertThat(stranger.api().send("GET", "/api/v1/orgs").statusCode()).isEqualTo(200);
            people.signIn(stranger.email());
            assertThat(new Forge(hub.api(), "s3cret")
                            .github("ping", Forge.delivery(), "{}")
                            .statusCode())
                    .isEqualTo(200);
            hub.api()
                    .call(
                            403,
                            "POST",
                            "/api/v1/auth/invitations/" + invitation.getString("token") + "/accept",
                            JsonObject.of("name", "Guest", "password", People.PASSWORD));
            int limited = 0;
            for (int i = 0; i < 6; i++) {
                limited += hub.api().send("GET", "/api/v1/mcps").statusCode() == 429 ? 1 : 0;
            }
            assertThat(limited).isGreaterThanOrEqualTo(3);
            admin.call(400, "PATCH", ADMIN + "settings", JsonObject.of("read_only", "yes"));
            var tag = admin.send("GET", ADMIN + "settings")
                    .headers()
                    .firstValue("etag")
                    .orElseThrow();
            admin.call(200, "PATCH", ADMIN + "settings", JsonObject.of("banner", "Back at one"));
            assertThat(admin.send(
                                    "PATCH",
                                    ADMIN + "settings",
                                    HttpRequest.BodyPublishers.ofString("{\"read_only\": false}"),
                                    "content-type",
                                    "application/json",
                                    "If-Match",
                                    tag)
                            .statusCode())
                    .isEqualTo(412);
        } finally {
            admin.call(
                    200,
                    "PATCH",
                    ADMIN + "settings",
                    new JsonObject()
                            .put("read_only", false)
                            .put("sign_up", true)
                            .putNull("banner")
                            .putNull("anonymous_per_minute"));
            awaitBanner(null);
        }
        stranger.api().call(201, "POST", "/api/v1/orgs", JsonObject.of("name", "x", "slug", name("x")));
        audited("platform.settings_changed");
    }

    private void awaitBanner(@org.jspecify.annotations.Nullable String banner) {
        for (int i = 0;
                i < 50
                        && !java.util.Objects.equals(
                                hub.api().get("/api/v1/status").getString("banner"), banner);
                i++) {
            HubUnderTest.pause(20);
        }
        assertThat(hub.api().get("/api/v1/status").getString("banner")).isEqualTo(banner);
    }

    @Test
    void the_figures_of_the_hub_are_those_of_its_tables() {
        hub.upload(name("counted"), Packages.good("counted", "1.0.0"));
        var figures = admin.get(ADMIN + "statistics");
        assertThat(figures.getJsonObject("users").getInteger("total"))
                .isEqualTo(Integer.parseInt(hub.query("select count(*) from identity.users")));
        assertThat(figures.getJsonObject("mcps").getInteger("public"))
                .isEqualTo(Integer.parseInt(hub.query("select count(*) from catalog.listings where public")));
        assertThat(figures.getJsonObject("versions").getInteger("CERTIFIED")).isPositive();
        assertThat(figures.getJsonArray("certifications").getJsonObject(0).getInteger("count"))
                .isPositive();
        assertThat(figures.getJsonObject("scores").size()).isPositive();
    }
}
