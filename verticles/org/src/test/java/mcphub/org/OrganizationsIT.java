package mcphub.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.harness.HubUnderTest;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;

/** Organizations: made, read, changed, passed on, closed. */
final class OrganizationsIT extends OrganizationCase {
    private List<String> permissions(JsonArray roles, int index) {
        return roles.getJsonObject(index).getJsonArray("permissions").stream()
                .map(String::valueOf)
                .toList();
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

    private void awaitPlan(People.Person owner, String org) {
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
        ann.api().call(200, "PATCH", members + ann.id() + "/role", JsonObject.of("role", "ADMIN"));
        assertThat(ann.api()
                        .call(403, "PATCH", members + carl.id() + "/role", JsonObject.of("role", "ADMIN"))
                        .getString("message"))
                .isEqualTo("Only the owner makes somebody an admin");
        ann.api().call(403, "DELETE", members + bob.id(), null);
        ann.api().call(409, "DELETE", members + owner.id(), null);
        carl.api().call(403, "DELETE", members + ann.id(), null);
        owner.api().call(403, "PATCH", members + owner.id() + "/role", JsonObject.of("role", "ADMIN"));
        owner.api().call(200, "PATCH", members + bob.id() + "/role", JsonObject.of("role", "VIEWER"));
        owner.api().call(200, "PATCH", members + carl.id() + "/role", JsonObject.of("role", "ADMIN"));
        ann.api().call(403, "DELETE", members + carl.id(), null);
        owner.api().call(200, "PATCH", members + carl.id() + "/role", JsonObject.of("role", "MEMBER"));
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
    void a_suspended_organization_is_closed_to_its_own_and_gone_for_nobody() {
        var owner = people.join("owner");
        String org = people.organization(owner);
        String token = people.token(owner, org, "read:org:*").getString("token");
        hub.execute("update org.orgs set status = 'SUSPENDED' where id = '" + org.substring(ORGS.length() + 1) + "'");
        for (int i = 0; i < 50 && owner.api().send("GET", org).statusCode() == 200; i++) {
            HubUnderTest.pause(20);
        }

        assertThat(owner.api().call(403, "GET", org, null).getString("error")).isEqualTo("account_suspended");
        assertThat(hub.api().as(token).call(403, "GET", org, null).getString("error"))
                .isEqualTo("account_suspended");
        owner.api().call(200, "GET", ORGS, null);
        people.join("stranger").api().call(404, "GET", org, null);
        hub.execute("update org.orgs set status = 'ACTIVE' where id = '" + org.substring(ORGS.length() + 1) + "'");
        for (int i = 0; i < 50 && owner.api().send("GET", org).statusCode() != 200; i++) {
            HubUnderTest.pause(20);
        }
        hub.api().as(token).call(200, "GET", org, null);
    }
}
