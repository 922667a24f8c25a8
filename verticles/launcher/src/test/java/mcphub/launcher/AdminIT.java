package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What administrators do to users and organizations, and what they cannot do to themselves. Who is let in at all, the matrix shows. */
@ParameterizedClass
@EnumSource(Deployment.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminIT {
    private static final String USERS = "/api/v1/admin/users";
    private static final String ORGS = "/api/v1/admin/orgs";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @Parameter
    private Deployment deployment = Deployment.IN_PROCESS;

    private WholeHub hub;
    private People people;
    private People.Person admin;

    @BeforeParameterizedClassInvocation
    void start() {
        hub = deployment.start(Map.of());
        people = new People(hub);
        admin = administrator();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        hub.close();
    }

    private People.Person administrator() {
        String email = "admin-" + UUID.randomUUID() + "@example.org";
        String id = people.account(email, "FREE");
        hub.execute("update identity.users set platform_role = 'PLATFORM_ADMIN' where id = '" + id + "'");
        return people.signIn(email);
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID() + "@example.org";
    }

    private String lastAudit(String action, String target) {
        return hub.query(
                "select coalesce(before::text, '-') || ' > ' || coalesce(after::text, '-') from audit.events where action = '"
                        + action + "' and target_id = '" + target + "' order by at desc limit 1");
    }

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

    private static void awaitStatus(ApiClient api, String path, int status) {
        for (int i = 0; i < 50 && api.send("GET", path).statusCode() != status; i++) {
            HubUnderTest.pause(20);
        }
        assertThat(api.send("GET", path).statusCode()).isEqualTo(status);
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

        try (var alone = deployment.start(Map.of())) {
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

        String open = dan.api()
                .call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of(
                                "name",
                                "open-" + slug,
                                "organization",
                                slug,
                                "source",
                                JsonObject.of("type", "upload")))
                .getString("id");
        String closed = dan.api()
                .call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of(
                                "name",
                                "closed-" + slug,
                                "organization",
                                slug,
                                "visibility",
                                "private",
                                "source",
                                JsonObject.of("type", "upload")))
                .getString("id");
        dan.api()
                .call(
                        201,
                        "POST",
                        own + "/policies",
                        JsonObject.of(
                                "name",
                                "One",
                                "action",
                                "DENY",
                                "target_type",
                                "SCORE",
                                "target_value",
                                "min:70",
                                "priority",
                                1));
        dan.api().call(201, "POST", own + "/areas", JsonObject.of("name", "Area", "slug", "area"));
        dan.api()
                .call(
                        200,
                        "POST",
                        "/api/v1/ci/evaluate",
                        JsonObject.of(
                                "org_id",
                                made.getString("id"),
                                "mcps",
                                new JsonArray().add(JsonObject.of("name", "x"))));
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

    @Test
    void an_auditor_reads_everything_and_changes_nothing() {
        String email = unique("auditor");
        String id = people.account(email, "FREE");
        hub.execute("update identity.users set platform_role = 'AUDITOR' where id = '" + id + "'");
        var auditor = people.signIn(email).api();
        for (String read : List.of(
                "users",
                "orgs",
                "mcps",
                "categories",
                "tags",
                "audit",
                "jobs",
                "webhook-inbox",
                "settings",
                "statistics")) {
            auditor.get("/api/v1/admin/" + read);
        }
        auditor.call(403, "POST", USERS + "/" + id + "/suspend", null);
        auditor.call(403, "PATCH", "/api/v1/admin/settings", JsonObject.of("read_only", true));
    }

    @Test
    void the_three_views_of_the_audit_are_filtered_paged_and_exported_alike() {
        var fay = people.join("fay");
        String org = people.organization(fay);
        for (int i = 0; i < 5; i++) {
            people.token(fay, org, "read:org:*");
        }
        admin.api().call(200, "PATCH", USERS + "/" + fay.id() + "/plan", JsonObject.of("plan", "PRO"));
        String ofOrg = "/api/v1/admin/audit/orgs/" + org.replaceFirst(".*/", "");
        String ofUser = "/api/v1/admin/audit/users/" + fay.id();
        assertThat(admin.api().get(ofOrg + "?action=token.created").getInteger("total"))
                .isEqualTo(5);
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = admin.api().get(ofUser + "?limit=3" + cursor);
            page.getJsonArray("events").forEach(e -> seen.add(((JsonObject) e).getString("action")));
            cursor = page.getString("next_cursor") == null ? "" : "&cursor=" + page.getString("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(Set.copyOf(seen)).contains("token.created", "org.created", "user.signed_in", "user.plan_changed");
        var csv = admin.api().send("GET", ofUser, "accept", "text/csv");
        assertThat(csv.body().lines()).hasSize(seen.size() + 1);
        assertThat(csv.body()).startsWith("position,id,at");
        var all = admin.api().get("/api/v1/admin/audit?limit=100");
        assertThat(all.getJsonArray("events").stream()
                        .map(e -> ((JsonObject) e).getString("org_id"))
                        .distinct()
                        .count())
                .isGreaterThan(1);
        assertThat(admin.api()
                        .send("GET", "/api/v1/admin/audit?actor_id=" + fay.id(), "accept", "application/x-ndjson")
                        .body()
                        .lines()
                        .count())
                .isGreaterThanOrEqualTo(6);
        admin.api().call(400, "GET", "/api/v1/admin/audit?since=yesterday", null);
    }

    @Test
    void every_operation_says_what_is_not_there_and_what_is_wrong() {
        int cases = 0;
        for (var operation : ApiClient.contract().operations()) {
            if (!operation.verticle().equals("admin")) {
                continue;
            }
            var takes = operation.model().getJsonObject("requestBody");
            var body = takes == null
                    ? null
                    : takes.getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("example");
            if (operation.path().contains("{")) {
                admin.api().call(400, operation.method(), operation.path().replaceAll("\\{\\w+}", "nonsense"), body);
                int expected = operation.path().contains("/audit/") ? 200 : 404;
                admin.api().call(expected, operation.method(), operation.path().replaceAll("\\{\\w+}", NOBODY), body);
                cases += 2;
            }
            if (body != null) {
                String path = operation.path().replaceAll("\\{\\w+}", NOBODY);
                admin.api().call(400, operation.method(), path, JsonObject.of("nonsense", true));
                cases++;
            }
            if (operation.method().equals("GET")
                    && operation.path().endsWith("s")
                    && !operation.path().contains("{")
                    && !operation.name().startsWith("get")) {
                admin.api().call(400, "GET", operation.path() + "?limit=0", null);
                admin.api().call(400, "GET", operation.path() + "?offset=-1", null);
                cases += 2;
            }
        }
        System.out.println(cases + " cases of what is not there or wrong, at administrators' operations");
        assertThat(cases).isGreaterThan(80);
    }

    @Test
    void every_change_stands_in_the_audit_with_what_was_and_what_is() {
        var gus = people.join("gus");
        String path = USERS + "/" + gus.id();
        admin.api().call(200, "PUT", path, JsonObject.of("name", "Gustav", "email", gus.email()));
        admin.api().call(200, "PATCH", path + "/plan", JsonObject.of("plan", "PRO"));
        admin.api().call(200, "PATCH", path + "/role", JsonObject.of("platform_role", "AUDITOR"));
        admin.api().call(200, "POST", path + "/suspend", null);
        admin.api().call(200, "POST", path + "/activate", null);
        admin.api().call(204, "DELETE", path, null);
        admin.api().call(200, "POST", path + "/restore", null);
        assertThat(lastAudit("user.updated", gus.id())).contains("Gustav").contains(" > ");
        assertThat(lastAudit("user.role_changed", gus.id()))
                .contains("\"platform_role\": null")
                .contains("\"platform_role\": \"AUDITOR\"");
        assertThat(lastAudit("user.suspended", gus.id()))
                .contains("\"status\": \"ACTIVE\"")
                .contains("\"status\": \"SUSPENDED\"");
        assertThat(lastAudit("user.deleted", gus.id())).contains(gus.email());
        assertThat(lastAudit("user.restored", gus.id())).contains(gus.email());
        assertThat(
                        hub.query(
                                "select distinct actor_id from audit.events where target_id = '" + gus.id()
                                        + "' and action like 'user.%ed' and action not in ('user.signed_in') and actor_id is not null and action in ('user.updated', 'user.role_changed', 'user.suspended')"))
                .isEqualTo(admin.id());
    }
}
