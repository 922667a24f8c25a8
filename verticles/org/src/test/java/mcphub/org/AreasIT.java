package mcphub.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Areas with members of their own. */
final class AreasIT extends OrganizationCase {
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
}
