package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What administrators do to organizations. */
final class AdminOrgsIT extends AdminCase {
    private static final String ORGS = "/api/v1/admin/orgs";

    @Test
    void an_organization_is_made_for_somebody_changed_suspended_deleted_restored_and_purged() {
        var dan = people.join("dan");
        String slug = "made-" + UUID.randomUUID().toString().substring(0, 8);
        var made =
                admin.api().call(201, "POST", ORGS, JsonObject.of("name", "Made", "slug", slug, "owner_id", dan.id()));
        String path = ORGS + "/" + made.getString("id");
        String own = "/api/v1/orgs/" + made.getString("id");
        assertThat(made.getString("owner_id")).isEqualTo(dan.id());
        awaitStatus(dan.api(), own, 200);
        admin.api().call(409, "POST", ORGS, JsonObject.of("name", "Made", "slug", slug, "owner_id", dan.id()));
        admin.api().call(404, "POST", ORGS, JsonObject.of("name", "Made", "slug", slug + "x", "owner_id", NOBODY));
        admin.api().call(400, "POST", ORGS, JsonObject.of("name", "Made", "slug", "No Slug", "owner_id", dan.id()));
        assertThat(admin.api()
                        .call(200, "PUT", path, JsonObject.of("name", "Renamed"))
                        .getString("display_name"))
                .isEqualTo("Renamed");
        assertThat(admin.api()
                        .call(200, "PATCH", path + "/plan", JsonObject.of("plan", "PRO"))
                        .getString("plan"))
                .isEqualTo("PRO");
        admin.api().call(200, "PATCH", path + "/plan", JsonObject.of("plan", "ENTERPRISE"));
        String token = people.token(dan, own, "read:org:*").getString("token");
        admin.api().call(200, "POST", path + "/suspend", null);
        awaitStatus(dan.api(), own, 403);
        awaitStatus(hub.api().as(token), own, 403);
        admin.api().call(409, "POST", path + "/suspend", null);
        admin.api().call(200, "POST", path + "/activate", null);
        awaitStatus(dan.api(), own, 200);
        assertThat(dan.api().get(own + "/audit-events?action=org.suspended").getInteger("total"))
                .as("its own audit tells")
                .isEqualTo(1);
        assertThat(admin.api().get(ORGS + "?search=" + slug).getInteger("total"))
                .isEqualTo(1);
        assertThat(admin.api()
                        .get(ORGS + "?sort=slug&plan=ENTERPRISE&status=ACTIVE&limit=1")
                        .getString("next_cursor"))
                .isNotNull();

        String open = people.register(dan, slug, "open-" + slug, "public");
        String closed = people.register(dan, slug, "closed-" + slug, "private");
        people.requireScore(dan, own, "One");
        dan.api().call(201, "POST", own + "/areas", JsonObject.of("name", "Area", "slug", "area"));
        people.pipeline(dan, own)
                .call(
                        200,
                        "POST",
                        "/api/v1/ci/evaluate",
                        JsonObject.of("mcps", new JsonArray().add(JsonObject.of("name", "x"))));
        admin.api().call(204, "DELETE", path, null);
        awaitStatus(dan.api(), own, 404);
        assertThat(admin.api().get(ORGS + "?status=DELETED&search=" + slug).getInteger("total"))
                .isEqualTo(1);
        admin.api().call(200, "POST", path + "/restore", null);
        awaitStatus(dan.api(), own, 200);
        admin.api().call(404, "POST", path + "/purge", null);
        admin.api().call(204, "DELETE", path, null);
        admin.api().call(204, "POST", path + "/purge", null);
        admin.api().call(404, "POST", path + "/restore", null);
        admin.api().call(201, "POST", ORGS, JsonObject.of("name", "Again", "slug", slug, "owner_id", dan.id()));
        assertThat(hub.query("select count(*) from catalog.mcps where id = '" + closed + "'"))
                .isEqualTo("0");
        assertThat(hub.api().get("/api/v1/mcps/" + open).getString("visibility"))
                .isEqualTo("public");
        assertThat(admin.api()
                        .get("/api/v1/admin/audit/orgs/" + made.getString("id") + "?limit=100")
                        .encode())
                .contains("org.purged")
                .contains("org.created");
    }

    @Test
    void suspending_an_organization_of_ten_thousand_members_and_a_thousand_tokens_is_one_fast_transaction() {
        var eve = people.join("eve");
        String org = people.organization(eve);
        String id = org.replaceFirst(".*/", "");
        hub.execute("with u as (insert into identity.users (email, name) select 'm' || n || '-" + id
                + "@example.org', 'm' from generate_series(1, 10000) n returning id) insert into org.members (org_id, user_id, role) select '"
                + id + "', id, 'MEMBER' from u");
        hub.execute(
                "insert into org.tokens (org_id, name, scopes, digest, hint, lifetime_days, created_by, expires_at) select '"
                        + id + "', 't', '{read:org:*}', sha256((n || '" + id + "')::bytea), 'x', 90, '" + eve.id()
                        + "', now() + interval '90 days' from generate_series(1, 1000) n");
        String token = people.token(eve, org, "read:org:*").getString("token");
        assertThat(hub.api().as(token).send("GET", org).statusCode()).isEqualTo(200);
        long began = System.nanoTime();
        admin.api().call(200, "POST", ORGS + "/" + id + "/suspend", null);
        long answered = System.nanoTime();
        awaitStatus(hub.api().as(token), org, 403);
        awaitStatus(eve.api(), org, 403);
        long effective = System.nanoTime();
        System.out.println("an organization of 10,000 members and 1,000 tokens is suspended in "
                + Duration.ofNanos(answered - began).toMillis() + " ms, and everywhere "
                + Duration.ofNanos(effective - answered).toMillis() + " ms later");
        assertThat(Duration.ofNanos(effective - began)).isLessThan(Duration.ofSeconds(5));
    }
}
