package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import mcphub.policy.PolicyVerticle;
import mcphub.webhook.WebhookVerticle;
import org.junit.jupiter.api.Test;

/** What administrators do to users, and what they cannot do to themselves. Who is let in at all, the matrix shows. */
final class UsersIT extends AdminCase {
    @Test
    void a_user_is_made_with_a_password_or_by_invitation_and_not_with_both() {
        String email = unique("new");
        var body = JsonObject.of(
                "email", email, "name", "New", "plan", "PRO", "platform_role", "AUDITOR", "password", People.PASSWORD);
        var made = admin.api().call(201, "POST", USERS, body);
        assertThat(made.getString("plan")).isEqualTo("PRO");
        assertThat(people.signIn(email).api().get("/api/v1/auth/me").getString("platform_role"))
                .isEqualTo("AUDITOR");
        assertThat(admin.api().call(409, "POST", USERS, body).getString("message"))
                .contains("e-mail");
        admin.api().call(400, "POST", USERS, body.copy().put("invite", true));
        body.remove("password");
        admin.api().call(400, "POST", USERS, body);
        admin.api()
                .call(400, "POST", USERS, body.copy().put("email", "nonsense").put("invite", true));
        assertThat(lastAudit("user.created", made.getString("id")))
                .contains("\"plan\": \"PRO\"")
                .doesNotContain("argon2");

        String invited = unique("invited");
        var invitation =
                admin.api().call(201, "POST", USERS, JsonObject.of("email", invited, "name", "Guest", "invite", true));
        assertThat(invitation.getString("link")).contains("/join#");
        String accept = "/api/v1/auth/invitations/" + invitation.getString("token") + "/accept";
        hub.api().call(400, "POST", accept, null);
        hub.api().call(200, "POST", accept, JsonObject.of("password", People.PASSWORD));
        people.signIn(invited);
        hub.api().call(404, "POST", accept, JsonObject.of("password", People.PASSWORD));
    }

    @Test
    void users_are_found_filtered_and_paged_without_losing_or_doubling_anybody() {
        String mark = "mark" + UUID.randomUUID().toString().substring(0, 8);
        var ids = new HashSet<String>();
        for (int i = 0; i < 7; i++) {
            ids.add(people.account(mark + "-" + i + "@example.org", i < 3 ? "PRO" : "FREE"));
        }
        for (String sort : List.of("created", "email")) {
            var seen = new ArrayList<String>();
            String cursor = "";
            do {
                var page = admin.api()
                        .get(USERS + "?limit=2&sort=" + sort + "&plan=" + (sort.equals("email") ? "FREE" : "PRO")
                                + cursor);
                page.getJsonArray("users").forEach(u -> seen.add(((JsonObject) u).getString("id")));
                cursor = page.getString("next_cursor") == null ? "" : "&cursor=" + page.getString("next_cursor");
            } while (!cursor.isEmpty());
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(seen.stream().filter(ids::contains)).hasSize(sort.equals("email") ? 4 : 3);
        }
        var found = admin.api().get(USERS + "?search=" + mark.toUpperCase(java.util.Locale.ROOT) + "&limit=100");
        assertThat(found.getInteger("total")).isEqualTo(7);
        assertThat(found.getBoolean("total_is_exact")).isTrue();
        assertThat(admin.api().get(USERS + "?search=%25&limit=1").getInteger("total"))
                .as("a wildcard is a character")
                .isZero();
        assertThat(admin.api().get(USERS + "?role=PLATFORM_ADMIN&status=ACTIVE").getInteger("total"))
                .isPositive();
        for (String wrong : List.of(
                "cursor=x",
                "cursor=WyJ4Iiwi",
                "cursor=WyJub3RhdGltZSIsIjAwMDAwMDAwLTAwMDAtNDAwMC04MDAwLTAwMDAwMDAwMDAwMCJd",
                "limit=101",
                "offset=10001",
                "plan=GOLD",
                "sort=name")) {
            admin.api().call(400, "GET", USERS + "?" + wrong, null);
        }
    }

    @Test
    void two_administrators_do_not_overwrite_each_other() {
        String id = people.account(unique("edited"), "FREE");
        var first = admin.api().send("GET", USERS + "/" + id);
        String tag = first.headers().firstValue("etag").orElseThrow();
        var change = JsonObject.of("name", "One", "email", unique("edited"));
        var changed = admin.api()
                .send(
                        "PUT",
                        USERS + "/" + id,
                        HttpRequest.BodyPublishers.ofString(change.encode()),
                        "content-type",
                        "application/json",
                        "If-Match",
                        tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        var late = admin.api()
                .send(
                        "PATCH",
                        USERS + "/" + id + "/plan",
                        HttpRequest.BodyPublishers.ofString("{\"plan\": \"PRO\"}"),
                        "content-type",
                        "application/json",
                        "If-Match",
                        tag);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("precondition_failed");
        var again = admin.api()
                .send(
                        "PATCH",
                        USERS + "/" + id + "/plan",
                        HttpRequest.BodyPublishers.ofString("{\"plan\": \"PRO\"}"),
                        "content-type",
                        "application/json",
                        "If-Match",
                        changed.headers().firstValue("etag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(lastAudit("user.plan_changed", id))
                .contains("\"plan\": \"FREE\"")
                .contains("\"plan\": \"PRO\"");
        admin.api().call(404, "PUT", USERS + "/" + NOBODY, change);
        admin.api().call(409, "PUT", USERS + "/" + id, change.copy().put("email", admin.email()));
        admin.api().call(400, "PUT", USERS + "/nonsense", change);
    }

    @Test
    void a_suspended_user_is_out_at_once_and_back_when_activated() {
        var bob = people.join("bob");
        bob.api().get("/api/v1/auth/me");
        assertThat(admin.api()
                        .call(200, "POST", USERS + "/" + bob.id() + "/suspend", null)
                        .getString("status"))
                .isEqualTo("SUSPENDED");
        awaitStatus(bob.api(), "/api/v1/auth/me", 403);
        assertThat(bob.api().send("GET", "/api/v1/auth/me").body()).contains("account_suspended");
        admin.api().call(409, "POST", USERS + "/" + bob.id() + "/suspend", null);
        admin.api().call(200, "POST", USERS + "/" + bob.id() + "/activate", null);
        awaitStatus(bob.api(), "/api/v1/auth/me", 200);
        admin.api().call(404, "POST", USERS + "/" + NOBODY + "/suspend", null);
    }

    @Test
    void nobody_takes_their_own_rights_away_and_somebody_stays_administrator() throws InterruptedException {
        String me = USERS + "/" + admin.id();
        admin.api().call(409, "POST", me + "/suspend", null);
        admin.api().call(409, "PATCH", me + "/role", new JsonObject().putNull("platform_role"));
        admin.api().call(409, "DELETE", me, null);
        var results = admin.api()
                .call(200, "POST", USERS + "/bulk/suspend", JsonObject.of("ids", new JsonArray().add(admin.id())));
        assertThat(results.getJsonArray("failed").getJsonObject(0).getString("reason"))
                .contains("themselves");

        try (var alone = TestHub.start(
                Map.of(),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                OrgVerticle.PART,
                PolicyVerticle.PART,
                WebhookVerticle.PART,
                AdminVerticle.PART,
                IdentityVerticle.PART,
                GatewayVerticle.PART)) {
            var few = new People(alone);
            var pair = new ArrayList<People.Person>();
            for (int i = 0; i < 2; i++) {
                String email = unique("pair");
                String id = few.account(email, "FREE");
                alone.execute("update identity.users set platform_role = 'PLATFORM_ADMIN' where id = '" + id + "'");
                pair.add(few.signIn(email));
            }
            var statuses = Parallel.run(
                    2,
                    i -> pair.get(i)
                            .api()
                            .send("POST", USERS + "/" + pair.get(1 - i).id() + "/suspend")
                            .statusCode());
            assertThat(
                            alone.query(
                                    "select count(*) from identity.users where platform_role = 'PLATFORM_ADMIN' and status = 'ACTIVE'"))
                    .as(statuses.toString())
                    .isEqualTo("1");
        }
    }

    @Test
    void many_are_suspended_in_one_act_with_a_report_of_each() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(people.account(unique("many"), "FREE"));
        }
        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + ids.get(0) + "'");
        var asked =
                new JsonArray(new ArrayList<>(ids)).add(NOBODY).add(ids.get(1)).add(ids.get(0));
        int events = Integer.parseInt(hub.query("select count(*) from audit.events"));
        var report = admin.api().call(200, "POST", USERS + "/bulk/suspend", JsonObject.of("ids", asked));
        assertThat(report.getJsonArray("succeeded")).isEqualTo(new JsonArray(new ArrayList<>(ids.subList(1, 5))));
        assertThat(report.getJsonArray("failed").stream()
                        .map(f -> ((JsonObject) f).getString("id") + " " + ((JsonObject) f).getString("reason")))
                .containsExactly(
                        ids.get(0) + " The user is SUSPENDED already",
                        NOBODY + " User not found",
                        ids.get(1) + " Named more than once; it counts once",
                        ids.get(0) + " Named more than once; it counts once");
        assertThat(hub.query("select count(*) from audit.events"))
                .as("one event")
                .isEqualTo("" + (events + 1));
        assertThat(hub.query("select count(*) from identity.users where status = 'SUSPENDED' and id::text in ('"
                        + String.join("','", ids) + "')"))
                .isEqualTo("5");
        var back = admin.api()
                .call(200, "POST", USERS + "/bulk/activate", JsonObject.of("ids", new JsonArray(new ArrayList<>(ids))));
        assertThat(back.getJsonArray("succeeded")).hasSize(5);
        admin.api().call(400, "POST", USERS + "/bulk/suspend", JsonObject.of("ids", new JsonArray()));
        admin.api().call(400, "POST", USERS + "/bulk/suspend", JsonObject.of("ids", new JsonArray().add("nonsense")));
        var tooMany = new JsonArray();
        for (int i = 0; i < 1_001; i++) {
            tooMany.add(UUID.randomUUID().toString());
        }
        admin.api().call(400, "POST", USERS + "/bulk/suspend", JsonObject.of("ids", tooMany));
    }

    @Test
    void a_deleted_user_is_out_and_the_address_is_free_only_after_the_purge() {
        var cyd = people.join("cyd");
        String path = USERS + "/" + cyd.id();
        String org = people.organization(cyd);
        assertThat(admin.api().call(409, "DELETE", path, null).getString("message"))
                .contains("handed over");
        var heir = people.join("heir");
        people.member(cyd, org, heir, "ADMIN");
        cyd.api().call(200, "POST", org + "/transfer", JsonObject.of("user_id", heir.id()));
        admin.api().call(204, "DELETE", path, null);
        awaitStatus(cyd.api(), "/api/v1/auth/me", 401);
        admin.api().call(404, "DELETE", path, null);
        assertThat(admin.api().get(path).getString("deleted_at")).isNotNull();
        assertThat(admin.api()
                        .get(USERS + "?status=DELETED&search=" + cyd.email())
                        .getInteger("total"))
                .isEqualTo(1);
        var same = JsonObject.of("email", cyd.email(), "name", "Another", "password", People.PASSWORD);
        admin.api().call(409, "POST", USERS, same);
        admin.api().call(200, "POST", path + "/restore", null);
        people.signIn(cyd.email());
        admin.api().call(404, "POST", path + "/restore", null);
        admin.api().call(404, "POST", path + "/purge", null);
        admin.api().call(204, "DELETE", path, null);
        admin.api().call(204, "POST", path + "/purge", null);
        admin.api().call(404, "POST", path + "/purge", null);
        admin.api().call(201, "POST", USERS, same);
        assertThat(admin.api().get(path).getString("name")).isEqualTo("Purged user");
        assertThat(heir.api().get(org + "/members").encode()).doesNotContain(cyd.email());
    }
}
