package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What is said of what was deleted, and to whom. */
final class DeletedIT extends PublishingCase {
    @Test
    void who_saw_an_mcp_learns_that_it_was_deleted_and_nobody_else() {
        var ann = people.join("ann");
        var bob = people.join("bob");
        var eve = people.join("eve");
        String org = people.organization(ann, "deleting");
        people.member(ann, org, bob, "VIEWER");
        String mcp = id(ann.api()
                .call(
                        201,
                        "POST",
                        MCPS,
                        uploaded("secret").put("organization", "deleting").put("visibility", "private")));
        var version = new JsonObject(
                upload(ann.api(), mcp, Packages.good("secret", "1.0.0")).body());
        hub.awaitSettled(mcp);
        String path = MCPS + '/' + mcp;
        String at = path + "/versions/" + id(version);
        ann.api().call(204, "DELETE", path, null);

        for (String gone :
                new String[] {path, path + "/versions", at, at + "/events", at + "/scores", at + "/tarball"}) {
            deleted(ann.api(), "GET", gone, "MCP");
            deleted(bob.api(), "GET", gone, "MCP");
            unknown(eve.api(), "GET", gone);
            unknown(hub.api(), "GET", gone);
        }
        deleted(ann.api(), "DELETE", path, "MCP");
        assertThat(upload(ann.api(), mcp, Packages.good("secret", "1.0.1")).body())
                .contains("\"DELETED\"", "This MCP was deleted on 20");
        unknown(eve.api(), "DELETE", path);
        unknown(ann.api(), "GET", MCPS + "/00000000-0000-4000-8000-000000000000");
        String token = people.token(ann, org, "read:org:deleting").getString("token");
        deleted(hub.api().as(token), "GET", path, "MCP");

        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + bob.id() + "'");
        HubUnderTest.until(() -> bob.api().send("GET", path).statusCode() == 403);
    }

    @Test
    void what_was_in_an_area_was_never_there_for_the_others_even_when_the_area_is_gone() {
        var ann = people.join("ann");
        var bob = people.join("bob");
        var eve = people.join("eve");
        String org = people.organization(ann, "forgetting");
        people.member(ann, org, bob, "VIEWER");
        String area = org + "/areas/"
                + id(ann.api().call(201, "POST", org + "/areas", JsonObject.of("name", "Vault", "slug", "vault")));
        var source = uploaded("vaulted").put("organization", "forgetting").put("area", "vault");
        String path = MCPS + '/' + id(ann.api().call(201, "POST", MCPS, source.put("visibility", "private")));
        unknown(bob.api(), "GET", path);
        ann.api().call(204, "DELETE", path, null);
        unknown(bob.api(), "GET", path);

        ann.api().call(204, "DELETE", area, null);
        deleted(ann.api(), "GET", path, "MCP");
        unknown(bob.api(), "GET", path);
        unknown(bob.api(), "DELETE", path);
        unknown(eve.api(), "GET", path);
        unknown(hub.api(), "GET", path);
    }

    @Test
    void what_was_public_is_deleted_for_everybody() {
        var ann = people.join("ann");
        String mcp = id(ann.api().call(201, "POST", MCPS, uploaded("was-public")));
        ann.api().call(204, "DELETE", MCPS + '/' + mcp, null);
        deleted(hub.api(), "GET", MCPS + '/' + mcp, "MCP");
        deleted(people.join("eve").api(), "GET", MCPS + '/' + mcp, "MCP");
    }

    @Test
    void members_learn_what_became_of_their_organization_and_what_it_had() {
        var ann = people.join("ann");
        var eve = people.join("eve");
        String org = people.organization(ann, "ending");
        String area = org + "/areas/"
                + id(ann.api().call(201, "POST", org + "/areas", JsonObject.of("name", "Team", "slug", "team")));
        ann.api().call(204, "DELETE", area, null);
        deleted(ann.api(), "GET", area, "area");
        unknown(eve.api(), "GET", area);

        String token = people.token(ann, org, "read:org:ending").getString("id");
        ann.api().call(204, "DELETE", org + "/tokens/" + token, null);
        assertThat(ann.api()
                        .call(404, "POST", org + "/tokens/" + token + "/rotate", null)
                        .getString("message"))
                .startsWith("This token was revoked on 20");

        ann.api().call(204, "DELETE", org, null);
        deleted(ann.api(), "GET", org, "organization");
        deleted(ann.api(), "GET", org + "/areas", "organization");
        unknown(eve.api(), "GET", org);
    }

    private static void deleted(ApiClient api, String method, String path, String what) {
        var error = api.call(404, method, path, null);
        assertThat(error.getString("code")).as(path).isEqualTo("DELETED");
        assertThat(error.getString("message")).as(path).startsWith("This " + what + " was deleted on 20");
    }

    private static void unknown(ApiClient api, String method, String path) {
        var reply = api.send(method, path);
        assertThat(reply.statusCode()).as(path).isIn(401, 404);
        assertThat(reply.body()).as(path).doesNotContain("DELETED", "deleted");
    }
}
