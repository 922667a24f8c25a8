package mcphub.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;

/** How people join. */
final class InvitationsIT extends OrganizationCase {
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

    @Test
    void admins_are_invited_by_the_owner_alone_and_nobody_else_renews_their_link() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String org = people.organization(owner);
        people.member(owner, org, ann, "ADMIN");
        var admin = JsonObject.of("email", "dan-" + java.util.UUID.randomUUID() + "@example.org", "role", "ADMIN");

        assertThat(ann.api().call(403, "POST", org + "/users/invite", admin).getString("message"))
                .isEqualTo("Only the owner invites admins");
        assertThat(owner.api().get(org + "/invitations").getInteger("total")).isZero();
        var sent = owner.api().call(201, "POST", org + "/users/invite", admin);
        String invitation = org + "/invitations/" + sent.getString("id");
        ann.api().call(403, "POST", invitation + "/resend", null);
        assertThat(hub.api()
                        .call(
                                200,
                                "POST",
                                "/api/v1/auth/invitations/" + sent.getString("token") + "/accept",
                                JsonObject.of("name", "Dan", "password", People.PASSWORD))
                        .getString("role"))
                .as("the link that stood")
                .isEqualTo("ADMIN");
        var viewer = ann.api()
                .call(201, "POST", org + "/users/invite", JsonObject.of("email", "eve@example.org", "role", "VIEWER"));
        ann.api().call(200, "POST", org + "/invitations/" + viewer.getString("id") + "/resend", null);
    }

    private void accept(int status, People.Person person, String token) {
        person.api().call(status, "POST", "/api/v1/auth/invitations/" + token + "/accept", null);
    }
}
