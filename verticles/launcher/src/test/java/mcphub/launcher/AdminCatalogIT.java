package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mcphub.harness.ApiClient;
import mcphub.harness.Forge;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import mcphub.harness.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators do to MCPs, categories, tags, jobs, the inbox and the hub as a whole. */
final class AdminCatalogIT {
    private static final String ADMIN = "/api/v1/admin/";
    private static final String MCPS = ADMIN + "mcps";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static WholeHub hub;
    private static People people;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        hub = WholeHub.inProcess(Map.of(
                "webhook.github_secret", "s3cret", "webhook.poll_ms", 100, "limits.anonymous_per_minute", 1_000_000));
        people = new People(hub);
        String email = "admin-" + UUID.randomUUID() + "@example.org";
        String id = people.account(email, "ENTERPRISE");
        hub.execute("update identity.users set platform_role = 'PLATFORM_ADMIN' where id = '" + id + "'");
        admin = people.signIn(email).api();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String name(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static JsonObject upload(String name) {
        return JsonObject.of("name", name, "source", JsonObject.of("type", "upload"));
    }

    private static void audited(String action) {
        assertThat(hub.query("select count(*) from audit.events where action = '" + action
                        + "' and (before is not null or after is not null)"))
                .as(action)
                .isNotEqualTo("0");
    }

    @Test
    void an_mcp_is_made_labelled_featured_changed_and_found() {
        String name = name("made");
        var made = admin.call(
                201,
                "POST",
                MCPS,
                upload(name)
                        .put(
                                "tags",
                                new JsonArray()
                                        .add("Data Base")
                                        .add("data-base")
                                        .add("SQL!"))
                        .put("category", "data-stores")
                        .put("featured", true));
        assertThat(made.getJsonArray("tags"))
                .isEqualTo(new JsonArray().add("data-base").add("sql"));
        String path = MCPS + "/" + made.getString("id");
        assertThat(admin.get(path).getString("name")).isEqualTo(name);
        admin.call(409, "POST", MCPS, upload(name));
        admin.call(400, "POST", MCPS, JsonObject.of("source", JsonObject.of("type", "upload")));
        admin.call(400, "POST", MCPS, upload(name("x")).put("visibility", "private"));
        admin.call(404, "POST", MCPS, upload(name("x")).put("org_id", NOBODY));
        assertThat(admin.call(200, "PUT", path, JsonObject.of("description", "Reads things"))
                        .getString("description"))
                .isEqualTo("Reads things");
        admin.call(400, "PUT", path, JsonObject.of("homepage", "javascript:alert(1)"));
        admin.call(404, "PUT", MCPS + "/" + NOBODY, JsonObject.of("description", "x"));
        assertThat(admin.call(200, "PATCH", path + "/category", new JsonObject().putNull("category"))
                        .getString("category"))
                .isNull();
        admin.call(404, "PATCH", path + "/category", JsonObject.of("category", "no-such-thing"));
        assertThat(admin.call(200, "PATCH", path + "/category", JsonObject.of("category", "data-stores"))
                        .getString("category"))
                .isEqualTo("data-stores");
        assertThat(admin.call(
                                200,
                                "PATCH",
                                path + "/tags",
                                JsonObject.of(
                                        "tags",
                                        new JsonArray().add("Über Tools").add("--")))
                        .getJsonArray("tags"))
                .isEqualTo(new JsonArray().add("ber-tools"));
        assertThat(admin.call(200, "POST", path + "/featured", JsonObject.of("featured", false))
                        .getBoolean("featured"))
                .isFalse();
        var tag = admin.send("GET", path).headers().firstValue("etag").orElseThrow();
        admin.call(200, "POST", path + "/featured", JsonObject.of("featured", true));
        assertThat(admin.send(
                                "PATCH",
                                path + "/tags",
                                HttpRequest.BodyPublishers.ofString("{\"tags\": []}"),
                                "content-type",
                                "application/json",
                                "If-Match",
                                tag)
                        .statusCode())
                .isEqualTo(412);
        for (String filter : List.of(
                "query=" + name,
                "query=" + name + "&sort=name",
                "visibility=public&query=" + name,
                "category=data-stores&query=" + name,
                "owner=platform&query=" + name,
                "featured=true&query=" + name)) {
            assertThat(admin.get(MCPS + "?" + filter).getInteger("total"))
                    .as(filter)
                    .isEqualTo(1);
        }
        for (String filter : List.of(
                "visibility=private&query=" + name,
                "status=CERTIFIED&query=" + name,
                "owner=" + NOBODY + "&query=" + name,
                "featured=false&query=" + name)) {
            assertThat(admin.get(MCPS + "?" + filter).getInteger("total"))
                    .as(filter)
                    .isZero();
        }
        audited("mcp.updated");
    }

    @Test
    void an_mcp_that_is_deleted_for_good_leaves_a_stone_and_no_bytes_of_its_own() {
        String shared = hub.upload(name("kept"), Packages.good("same", "1.0.0"));
        String gone = hub.upload(name("gone"), Packages.good("same", "1.0.0"));
        var versions = "/api/v1/mcps/" + gone + "/versions";
        assertThat(hub.api().get(versions).getInteger("total")).isEqualTo(1);
        admin.call(204, "DELETE", MCPS + "/" + gone, null);
        admin.call(404, "DELETE", MCPS + "/" + gone, null);
        assertThat(hub.api().send("GET", versions).statusCode()).isEqualTo(404);
        assertThat(hub.query("select count(*) from catalog.tombstones where mcp_id = '" + gone + "'"))
                .isEqualTo("1");
        assertThat(hub.query(
                        "select count(*) from analysis.tarballs t join analysis.versions v on v.tarball_sha256 = t.sha256 where v.mcp_id = '"
                                + shared + "'"))
                .as("the other one needs them")
                .isEqualTo("1");
        String sha = hub.query("select tarball_sha256 from analysis.versions where mcp_id = '" + shared + "'");
        admin.call(204, "DELETE", MCPS + "/" + shared, null);
        assertThat(hub.query("select count(*) from analysis.tarball_slices where sha256 = '" + sha + "'"))
                .isEqualTo("0");
        audited("mcp.purged");
    }

    @Test
    void categories_and_tags_take_their_mcps_along() {
        String top = name("top");
        String below = name("below");
        var parent = admin.call(201, "POST", ADMIN + "categories", JsonObject.of("slug", top, "name", "Top"));
        var child = admin.call(
                201,
                "POST",
                ADMIN + "categories",
                JsonObject.of("slug", below, "name", "Below", "parent_id", parent.getString("id")));
        admin.call(409, "POST", ADMIN + "categories", JsonObject.of("slug", top, "name", "Top"));
        String nowhere = "00000000-0000-4000-8000-000000000000";
        assertThat(admin.call(
                                400,
                                "POST",
                                ADMIN + "categories",
                                JsonObject.of("slug", top + "-x", "name", "X", "parent_id", nowhere))
                        .getString("message"))
                .contains("parent_id");
        admin.call(
                400,
                "POST",
                ADMIN + "categories",
                JsonObject.of("slug", name("third"), "name", "Third", "parent_id", child.getString("id")));
        admin.call(
                400,
                "PUT",
                ADMIN + "categories/" + parent.getString("id"),
                JsonObject.of("slug", top, "name", "Top", "parent_id", child.getString("id")));
        String mcp = admin.call(
                        201,
                        "POST",
                        MCPS,
                        upload(name("x")).put("category", below).put("tags", new JsonArray().add("old-" + below)))
                .getString("id");
        String moved = name("moved");
        var changed = admin.call(
                200,
                "PUT",
                ADMIN + "categories/" + child.getString("id"),
                JsonObject.of("slug", moved, "name", "Moved"));
        assertThat(changed.getInteger("mcps")).isEqualTo(1);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getString("category")).isEqualTo(moved);
        assertThat(hub.api().get("/api/v1/mcps?category=" + moved).getInteger("total"))
                .isEqualTo(1);
        admin.call(404, "DELETE", ADMIN + "categories/" + child.getString("id") + "?replace_with=no-such-thing", null);
        admin.call(204, "DELETE", ADMIN + "categories/" + child.getString("id") + "?replace_with=" + top, null);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getString("category")).isEqualTo(top);
        admin.call(204, "DELETE", ADMIN + "categories/" + parent.getString("id"), null);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getString("category")).isNull();
        admin.call(404, "DELETE", ADMIN + "categories/" + parent.getString("id"), null);
        admin.call(404, "PUT", ADMIN + "categories/" + NOBODY, JsonObject.of("slug", top, "name", "Top"));
        assertThat(admin.get(ADMIN + "categories?limit=100")
                        .getJsonArray("categories")
                        .encode())
                .doesNotContain(top);

        String old = tagId("old-" + below);
        var renamed = admin.call(200, "PUT", ADMIN + "tags/" + old, JsonObject.of("tag", "New " + below));
        assertThat(renamed.getString("tag")).isEqualTo("new-" + below);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getJsonArray("tags"))
                .isEqualTo(new JsonArray().add("new-" + below));
        var other = admin.call(201, "POST", ADMIN + "tags", JsonObject.of("tag", "Other " + below));
        admin.call(409, "POST", ADMIN + "tags", JsonObject.of("tag", "Other " + below));
        admin.call(400, "POST", ADMIN + "tags", JsonObject.of("tag", "!!!"));
        var merged = admin.call(200, "PUT", ADMIN + "tags/" + old, JsonObject.of("tag", "other-" + below));
        assertThat(merged.getString("id")).isEqualTo(other.getString("id"));
        assertThat(merged.getInteger("mcps")).isEqualTo(1);
        admin.call(404, "PUT", ADMIN + "tags/" + old, JsonObject.of("tag", "x"));
        admin.call(204, "DELETE", ADMIN + "tags/" + other.getString("id"), null);
        admin.call(404, "DELETE", ADMIN + "tags/" + other.getString("id"), null);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getJsonArray("tags")).isEmpty();
        List.of("category.created", "category.updated", "category.deleted", "tag.created", "tag.updated", "tag.deleted")
                .forEach(AdminCatalogIT::audited);
    }

    private static String tagId(String tag) {
        return hub.query("select id from catalog.tags where tag = '" + tag + "'");
    }

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

    private static void awaitBanner(@org.jspecify.annotations.Nullable String banner) {
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
