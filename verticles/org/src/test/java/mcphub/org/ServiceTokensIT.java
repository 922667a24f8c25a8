package mcphub.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Service tokens: what they may, and how they end. */
final class ServiceTokensIT extends OrganizationCase {
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
}
