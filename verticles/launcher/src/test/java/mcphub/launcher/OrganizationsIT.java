package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import mcphub.harness.HubUnderTest;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Organizations, their members, and their areas. */
@ParameterizedClass
@EnumSource(Deployment.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OrganizationsIT {
    @Parameter
    private Deployment deployment = Deployment.IN_PROCESS;

    private static final String ORGS = "/api/v1/orgs";

    private WholeHub hub;
    private People people;

    @BeforeParameterizedClassInvocation
    void startHub() {
        hub = deployment.start(Map.of());
        people = new People(hub);
    }

    @AfterParameterizedClassInvocation
    void stopHub() {
        hub.close();
    }

    private static List<String> permissions(JsonArray roles, int index) {
        return roles.getJsonObject(index).getJsonArray("permissions").stream()
                .map(String::valueOf)
                .toList();
    }

    private static List<String> strings(JsonArray items, String field) {
        return items.stream().map(item -> ((JsonObject) item).getString(field)).toList();
    }

    @Test
    void an_organization_is_made_read_changed_and_deleted() {
        var owner = people.join("owner");
        var made = owner.api()
                .call(
                        201,
                        "POST",
                        ORGS,
                        JsonObject.of("name", "acme-corp", "slug", "acme", "display_name", "ACME Corporation"));
        String org = ORGS + '/' + made.getString("id");

        assertThat(made.getString("plan")).isEqualTo("ENTERPRISE");
        assertThat(owner.api().get(org).getString("owner_id")).isEqualTo(owner.id());
        assertThat(strings(owner.api().get(ORGS).getJsonArray("orgs"), "slug")).containsExactly("acme");
        assertThat(owner.api()
                        .get("/api/v1/auth/me")
                        .getJsonArray("organizations")
                        .getJsonObject(0)
                        .getString("role"))
                .isEqualTo("OWNER");
        owner.api().call(409, "POST", ORGS, JsonObject.of("name", "another", "slug", "acme"));
        var changed = owner.api().call(200, "PUT", org, JsonObject.of("name", "acme", "display_name", "Acme"));
        assertThat(changed.getString("display_name")).isEqualTo("Acme");

        String token = people.token(owner, org, "read:org:acme").getString("token");
        hub.api().as(token).call(200, "GET", org, null);
        owner.api().call(204, "DELETE", org, null);

        owner.api().call(404, "GET", org, null);
        hub.api().as(token).call(401, "GET", org, null);
        assertThat(owner.api().get(ORGS).getInteger("total")).isZero();
        owner.api().call(409, "POST", ORGS, JsonObject.of("name", "again", "slug", "acme"));
    }

    @Test
    void wrong_fields_are_named() {
        var owner = people.join("owner");
        var answer = owner.api().call(400, "POST", ORGS, JsonObject.of("name", "", "slug", "No Slug!"));

        assertThat(answer.getJsonArray("details"))
                .isEqualTo(JsonArray.of(
                        JsonObject.of("field", "name", "message", "must have 1 characters or more"),
                        JsonObject.of("field", "slug", "message", "must match ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$")));
        assertThat(strings(
                        owner.api()
                                .call(400, "POST", ORGS, JsonObject.of("slug", 1, "size", 2))
                                .getJsonArray("details"),
                        "message"))
                .containsExactlyInAnyOrder(
                        "is required",
                        "must be of the type string",
                        "is not known here; expected one of name, slug, display_name");
        assertThat(owner.api().call(400, "GET", ORGS + "/not-a-uuid", null).getString("message"))
                .contains("orgId", "a UUID");
        String org = people.organization(owner);
        owner.api()
                .call(
                        200,
                        "GET",
                        ORGS + '/' + org.substring(ORGS.length() + 1).toUpperCase(java.util.Locale.ROOT),
                        null);
    }

    @Test
    void whoever_has_not_the_plan_is_told_which_one_it_takes() {
        var free = people.join("free", "FREE");
        assertThat(free.api()
                        .call(403, "POST", ORGS, JsonObject.of("name", "n", "slug", "no-plan"))
                        .getString("message"))
                .contains("ENTERPRISE", "FREE");

        var owner = people.join("owner");
        String org = people.organization(owner);
        hub.execute("update org.orgs set plan = 'PRO' where id = '" + org.substring(ORGS.length() + 1) + "'");
        awaitPlan(owner, org);
        assertThat(owner.api().call(403, "GET", org + "/areas", null).getString("message"))
                .contains("ENTERPRISE", "PRO");
    }

    private static void awaitPlan(People.Person owner, String org) {
        for (int i = 0; i < 50 && owner.api().send("GET", org + "/areas").statusCode() == 200; i++) {
            HubUnderTest.pause(20);
        }
    }

    @Test
    void the_roles_are_told_with_their_permissions() {
        var owner = people.join("owner");
        var roles = owner.api().get(people.organization(owner) + "/roles").getJsonArray("roles");

        assertThat(strings(roles, "role")).containsExactly("OWNER", "ADMIN", "MEMBER", "VIEWER");
        assertThat(roles.getJsonObject(0).getInteger("rank")).isEqualTo(40);
        assertThat(permissions(roles, 1)).contains("tokens:manage").doesNotContain("org:delete", "org:billing");
        assertThat(permissions(roles, 3))
                .containsExactly("mcps:view", "members:view", "org:view", "policies:view", "reports:view");
    }

    @Test
    void an_invitation_is_accepted_once_by_whom_it_is_for() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        var eve = people.join("eve");
        String org = people.organization(owner);
        var sent = owner.api()
                .call(201, "POST", org + "/users/invite", JsonObject.of("email", ann.email(), "role", "MEMBER"));
        String accept = "/api/v1/auth/invitations/" + sent.getString("token") + "/accept";

        assertThat(sent.getString("delivery")).isEqualTo("link");
        assertThat(sent.getString("link")).endsWith("/join#" + sent.getString("token"));
        owner.api().call(409, "POST", org + "/users/invite", JsonObject.of("email", ann.email(), "role", "VIEWER"));
        hub.api().call(401, "POST", accept, JsonObject.of("name", "Ann", "password", "a password of eve's"));
        eve.api().call(403, "POST", accept, null);
        var joined = ann.api().call(200, "POST", accept, null);
        assertThat(joined.getString("role")).isEqualTo("MEMBER");
        ann.api().call(404, "POST", accept, null);
        owner.api().call(409, "POST", org + "/users/invite", JsonObject.of("email", ann.email(), "role", "VIEWER"));
        assertThat(owner.api().get(org + "/invitations").getInteger("total")).isZero();
        assertThat(strings(owner.api().get(org + "/members").getJsonArray("members"), "role"))
                .containsExactly("OWNER", "MEMBER");
    }

    @Test
    void an_invitation_makes_the_account_where_there_is_none() {
        var owner = people.join("owner");
        String org = people.organization(owner);
        String email = "new-" + java.util.UUID.randomUUID() + "@example.org";
        String accept = "/api/v1/auth/invitations/"
                + owner.api()
                        .call(201, "POST", org + "/users/invite", JsonObject.of("email", email, "role", "VIEWER"))
                        .getString("token")
                + "/accept";

        assertThat(hub.api().call(400, "POST", accept, null).getString("message"))
                .contains("name and password");
        hub.api().call(400, "POST", accept, JsonObject.of("name", "New", "password", "short"));
        hub.api().call(200, "POST", accept, JsonObject.of("name", "New", "password", People.PASSWORD));

        var joined = people.signIn(email);
        joined.api().call(200, "GET", org, null);
        assertThat(joined.api().get("/api/v1/auth/me").getBoolean("email_verified"))
                .as("the inviter saw the link too")
                .isFalse();
    }

    @Test
    void a_link_that_was_revoked_replaced_made_up_or_has_ended_is_good_no_longer() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String org = people.organization(owner);
        var first = owner.api()
                .call(201, "POST", org + "/users/invite", JsonObject.of("email", ann.email(), "role", "MEMBER"));
        String invitation = org + "/invitations/" + first.getString("id");
        var second = owner.api().call(200, "POST", invitation + "/resend", null);

        accept(404, ann, first.getString("token"));
        String token = second.getString("token");
        accept(404, ann, token.substring(0, token.length() - 2) + "xx");
        accept(404, ann, "mcphub_inv_" + "A".repeat(86));
        accept(404, ann, "nonsense");
        hub.execute("update org.invitations set expires_at = now() where id = '" + first.getString("id") + "'");
        accept(404, ann, token);
        hub.execute("update org.invitations set expires_at = now() + interval '1 day' where id = '"
                + first.getString("id") + "'");
        owner.api().call(204, "DELETE", invitation, null);
        accept(404, ann, token);
        owner.api().call(404, "DELETE", invitation, null);
        owner.api().call(404, "POST", invitation + "/resend", null);
        people.member(owner, org, ann, "MEMBER");
    }

    private static void accept(int status, People.Person person, String token) {
        person.api().call(status, "POST", "/api/v1/auth/invitations/" + token + "/accept", null);
    }

    @Test
    void admins_manage_members_but_neither_the_owner_nor_each_other() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        var bob = people.join("bob");
        var carl = people.join("carl");
        String org = people.organization(owner);
        people.member(owner, org, ann, "ADMIN");
        people.member(owner, org, bob, "ADMIN");
        people.member(ann, org, carl, "VIEWER");
        String members = org + "/members/";

        assertThat(ann.api()
                        .call(200, "PATCH", members + carl.id() + "/role", JsonObject.of("role", "MEMBER"))
                        .getString("role"))
                .isEqualTo("MEMBER");
        ann.api().call(400, "PATCH", members + carl.id() + "/role", JsonObject.of("role", "OWNER"));
        ann.api().call(403, "PATCH", members + bob.id() + "/role", JsonObject.of("role", "VIEWER"));
        ann.api().call(403, "PATCH", members + owner.id() + "/role", JsonObject.of("role", "VIEWER"));
        ann.api().call(403, "DELETE", members + bob.id(), null);
        ann.api().call(409, "DELETE", members + owner.id(), null);
        carl.api().call(403, "DELETE", members + ann.id(), null);
        owner.api().call(403, "PATCH", members + owner.id() + "/role", JsonObject.of("role", "ADMIN"));
        owner.api().call(200, "PATCH", members + bob.id() + "/role", JsonObject.of("role", "VIEWER"));
        ann.api().call(204, "DELETE", members + carl.id(), null);
        carl.api().call(404, "GET", org, null);
        owner.api().call(404, "DELETE", members + carl.id(), null);
        bob.api().call(204, "POST", org + "/leave", null);
        bob.api().call(404, "GET", org, null);
        assertThat(owner.api().call(409, "POST", org + "/leave", null).getString("message"))
                .contains("transfer");
    }

    @Test
    void an_organization_changes_hands_and_has_one_owner_all_the_while() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        var stranger = people.join("stranger");
        String org = people.organization(owner);
        people.member(owner, org, ann, "MEMBER");

        ann.api().call(403, "POST", org + "/transfer", JsonObject.of("user_id", ann.id()));
        owner.api().call(409, "POST", org + "/transfer", JsonObject.of("user_id", owner.id()));
        owner.api().call(404, "POST", org + "/transfer", JsonObject.of("user_id", stranger.id()));
        owner.api().call(200, "POST", org + "/transfer", JsonObject.of("user_id", ann.id()));

        assertThat(ann.api().get(org).getString("owner_id")).isEqualTo(ann.id());
        owner.api().call(403, "DELETE", org, null);
        owner.api().call(204, "POST", org + "/leave", null);
    }

    @Test
    void an_area_has_members_and_admins_of_its_own() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        var bob = people.join("bob");
        var outsider = people.join("outsider");
        String org = people.organization(owner);
        people.member(owner, org, ann, "MEMBER");
        people.member(owner, org, bob, "VIEWER");
        var made = owner.api()
                .call(
                        201,
                        "POST",
                        org + "/areas",
                        JsonObject.of("name", "Frontend Team", "slug", "frontend", "description", "UI"));
        String area = org + "/areas/" + made.getString("id");
        String members = area + "/members";

        owner.api().call(409, "POST", org + "/areas", JsonObject.of("name", "Again", "slug", "frontend"));
        ann.api().call(403, "PUT", area, JsonObject.of("name", "Mine"));
        owner.api().call(404, "POST", members, JsonObject.of("user_id", outsider.id(), "role", "VIEWER"));
        owner.api().call(201, "POST", members, JsonObject.of("user_id", ann.id(), "role", "ADMIN"));
        owner.api().call(409, "POST", members, JsonObject.of("user_id", ann.id(), "role", "VIEWER"));

        ann.api().call(200, "PUT", area, JsonObject.of("name", "Mine", "description", "now"));
        ann.api().call(201, "POST", members, JsonObject.of("user_id", bob.id(), "role", "VIEWER"));
        ann.api().call(403, "PATCH", members + '/' + bob.id() + "/role", JsonObject.of("role", "OWNER"));
        ann.api().call(200, "PATCH", members + '/' + bob.id() + "/role", JsonObject.of("role", "MEMBER"));
        assertThat(strings(bob.api().get(members).getJsonArray("members"), "role"))
                .containsExactly("ADMIN", "MEMBER");
        assertThat(bob.api().get(area).getInteger("members")).isEqualTo(2);
        ann.api().call(403, "POST", org + "/areas", JsonObject.of("name", "Other", "slug", "other"));
        var other = owner.api().call(201, "POST", org + "/areas", JsonObject.of("name", "Other", "slug", "other"));
        ann.api().call(403, "PUT", org + "/areas/" + other.getString("id"), JsonObject.of("name", "Mine too"));

        owner.api().call(200, "PATCH", members + '/' + bob.id() + "/role", JsonObject.of("role", "OWNER"));
        ann.api().call(403, "DELETE", members + '/' + bob.id(), null);
        owner.api().call(204, "DELETE", org + "/members/" + bob.id(), null);
        assertThat(ann.api().get(members).getInteger("total"))
                .as("who leaves the organization leaves its areas")
                .isEqualTo(1);
        ann.api().call(204, "DELETE", area, null);
        owner.api().call(404, "GET", area, null);
    }

    @Test
    void an_area_of_one_organization_is_not_reached_through_another() {
        var owner = people.join("owner");
        String mine = people.organization(owner);
        var stranger = people.join("stranger");
        String theirs = people.organization(stranger);
        String area = stranger.api()
                .call(201, "POST", theirs + "/areas", JsonObject.of("name", "Secret", "slug", "secret"))
                .getString("id");

        owner.api().call(404, "GET", mine + "/areas/" + area, null);
        owner.api().call(404, "PUT", mine + "/areas/" + area, JsonObject.of("name", "Mine"));
        owner.api().call(404, "DELETE", mine + "/areas/" + area, null);
        owner.api().call(404, "GET", mine + "/areas/" + area + "/members", null);
        owner.api()
                .call(
                        404,
                        "POST",
                        mine + "/areas/" + area + "/members",
                        JsonObject.of("user_id", owner.id(), "role", "ADMIN"));
        owner.api().call(404, "DELETE", mine + "/members/" + stranger.id(), null);
        var token = people.token(stranger, theirs, "read:org:*");
        owner.api().call(404, "DELETE", mine + "/tokens/" + token.getString("id"), null);
        owner.api().call(404, "POST", mine + "/tokens/" + token.getString("id") + "/rotate", null);
    }

    @Test
    void a_service_token_is_shown_once_and_lives_until_it_is_rotated_revoked_or_old() {
        var owner = people.join("owner");
        String org = people.organization(owner, "tokens");
        var made = owner.api()
                .call(
                        201,
                        "POST",
                        org + "/tokens",
                        JsonObject.of(
                                "name",
                                "CI/CD Pipeline Token",
                                "description",
                                "Token for GitHub Actions",
                                "scopes",
                                JsonArray.of("read:org:tokens", "ci:org:*"),
                                "expires_in_days",
                                365));
        String token = made.getString("token");
        String path = org + "/tokens/" + made.getString("id");

        assertThat(token).matches("mcphub_[0-9A-Za-z]{36,}");
        assertThat(hub.api().as(token).get(ORGS).getInteger("total")).isEqualTo(1);
        var listed = owner.api().get(org + "/tokens");
        assertThat(listed.encode()).doesNotContain(token);
        assertThat(listed.getJsonArray("tokens").getJsonObject(0).getString("status"))
                .isEqualTo("ACTIVE");

        String next = owner.api().call(200, "POST", path + "/rotate", null).getString("token");
        hub.api().as(token).call(401, "GET", org, null);
        hub.api().as(next).call(200, "GET", org, null);
        owner.api().call(204, "DELETE", path, null);
        hub.api().as(next).call(401, "GET", org, null);
        owner.api().call(404, "DELETE", path, null);
        owner.api().call(404, "POST", path + "/rotate", null);
        assertThat(owner.api()
                        .get(org + "/tokens")
                        .getJsonArray("tokens")
                        .getJsonObject(0)
                        .getString("status"))
                .isEqualTo("REVOKED");
    }

    @Test
    void a_service_token_asks_for_nothing_beyond_its_organization() {
        var owner = people.join("owner");
        String org = people.organization(owner, "bounded");
        for (var scopes : List.of(
                JsonArray.of("read:org:elsewhere"),
                JsonArray.of("write:org:bounded"),
                JsonArray.of("read"),
                JsonArray.of(),
                JsonArray.of("read:org:*", "read:org:*"))) {
            var answer = owner.api().call(400, "POST", org + "/tokens", JsonObject.of("name", "t", "scopes", scopes));
            assertThat(strings(answer.getJsonArray("details"), "field")).allMatch(field -> field.startsWith("scopes"));
        }
        for (int days : List.of(0, 366, -1)) {
            owner.api()
                    .call(
                            400,
                            "POST",
                            org + "/tokens",
                            JsonObject.of("name", "t", "scopes", JsonArray.of("read:org:*"), "expires_in_days", days));
        }
        assertThat(hub.query("select (expires_at::date - created_at::date)::text from org.tokens where id = '"
                        + people.token(owner, org, "read:org:*").getString("id") + "'"))
                .isEqualTo("90");
    }

    @Test
    void the_last_use_of_a_token_is_told() {
        var owner = people.join("owner");
        String org = people.organization(owner);
        var made = people.token(owner, org, "read:org:*");
        assertThat(made.getString("last_used_at")).isNull();
        hub.api().as(made.getString("token")).call(200, "GET", org, null);

        hub.awaitNone(
                "select count(*) from org.tokens where last_used_at is null and id = '" + made.getString("id") + "'");
    }

    @Test
    void a_suspended_organization_is_closed_to_its_own_and_gone_for_nobody() {
        var owner = people.join("owner");
        String org = people.organization(owner);
        String token = people.token(owner, org, "read:org:*").getString("token");
        hub.execute("update org.orgs set status = 'SUSPENDED' where id = '" + org.substring(ORGS.length() + 1) + "'");
        for (int i = 0; i < 50 && owner.api().send("GET", org).statusCode() == 200; i++) {
            HubUnderTest.pause(20);
        }

        assertThat(owner.api().call(403, "GET", org, null).getString("error")).isEqualTo("account_suspended");
        assertThat(hub.api().as(token).call(403, "GET", "/api/v1/mcps", null).getString("error"))
                .isEqualTo("account_suspended");
        owner.api().call(200, "GET", "/api/v1/mcps", null);
        people.join("stranger").api().call(404, "GET", org, null);
        hub.execute("update org.orgs set status = 'ACTIVE' where id = '" + org.substring(ORGS.length() + 1) + "'");
        for (int i = 0; i < 50 && owner.api().send("GET", org).statusCode() != 200; i++) {
            HubUnderTest.pause(20);
        }
        hub.api().as(token).call(200, "GET", org, null);
    }
}
