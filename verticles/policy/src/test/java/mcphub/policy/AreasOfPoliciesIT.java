package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What goes when an area is deleted, and how the audit tells of it. */
final class AreasOfPoliciesIT extends GateCase {
    private static JsonObject area(House house) {
        return house.owner()
                .api()
                .call(201, "POST", house.path() + "/areas", JsonObject.of("name", "Vault", "slug", "vault"));
    }

    private static List<JsonObject> events(House house) {
        return house.owner().api().get(house.path() + "/audit-events").getJsonArray("events").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void deleting_an_area_tells_of_each_policy_and_membership_that_goes_with_it() {
        var house = house();
        var api = house.owner().api();
        var ann = people.join("ann");
        people.member(house.owner(), house.path(), ann, "VIEWER");
        String area = area(house).getString("id");
        String path = house.path() + "/areas/" + area;
        house.policy("Of everybody", "DENY", "SCORE", "min:10", 5);
        var strict = api.call(
                201,
                "POST",
                house.path() + "/policies",
                json("Strict", "DENY", "SCORE", "min:90", 10).put("area_id", area));
        var loose = api.call(
                201,
                "POST",
                house.path() + "/policies",
                json("Loose", "WARN", "SCORE", "min:50", 20)
                        .put("area_id", area)
                        .put("enabled", false));
        var member = api.call(201, "POST", path + "/members", JsonObject.of("user_id", ann.id(), "role", "MEMBER"));
        var saved = api.get(house.path() + "/policies").getJsonArray("policies").stream()
                .filter(policy -> area.equals(((JsonObject) policy).getString("area_id")))
                .toList();
        api.call(204, "DELETE", path, null);

        var told = events(house).subList(0, 4);
        assertThat(told.stream().map(event -> event.getString("action")))
                .containsExactly("area.deleted", "area.member_removed", "policy.deleted", "policy.deleted");
        assertThat(told.subList(2, 4).stream().map(event -> (Object) event.getJsonObject("before")))
                .containsExactlyInAnyOrderElementsOf(saved);
        assertThat(told.get(2).getJsonObject("target").getString("id"))
                .isEqualTo(told.get(2).getJsonObject("before").getString("id"));
        assertThat(told.get(1).getJsonObject("target")).isEqualTo(JsonObject.of("type", "user", "id", ann.id()));
        assertThat(told.get(1).getJsonObject("before")).isEqualTo(member.copy().put("area_id", area));
        var deleted = told.getFirst().getJsonObject("before");
        assertThat(deleted.getString("slug")).isEqualTo("vault");
        assertThat(deleted.getInteger("policies")).isEqualTo(2);
        assertThat(deleted.getJsonArray("policy_ids"))
                .containsExactlyInAnyOrder(strict.getString("id"), loose.getString("id"));
        assertThat(deleted.getInteger("members")).isEqualTo(1);
        assertThat(deleted.getJsonArray("member_ids")).isEqualTo(JsonArray.of(ann.id()));
        assertThat(told.stream().map(event -> event.getString("request_id")).distinct())
                .hasSize(1);
        assertThat(api.get(house.path() + "/policies").getInteger("total")).isEqualTo(1);
        assertThat(api.get(house.path() + "/audit-events/verify").getBoolean("valid"))
                .isTrue();
    }

    @Test
    void an_area_that_stays_tells_of_nothing() {
        var house = house();
        var api = house.owner().api();
        var viewer = people.join("viewer");
        people.member(house.owner(), house.path(), viewer, "VIEWER");
        String area = area(house).getString("id");
        String path = house.path() + "/areas/" + area;
        api.call(
                201,
                "POST",
                house.path() + "/policies",
                json("Strict", "DENY", "SCORE", "min:90", 10).put("area_id", area));
        registry.publish("@vault/kept", "1.0.0", Packages.good("@vault/kept", "1.0.0"));
        hub.awaitSettled(api.call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of(
                                "organization",
                                api.get(house.path()).getString("slug"),
                                "area",
                                "vault",
                                "visibility",
                                "private",
                                "source",
                                JsonObject.of("type", "npm", "package", "@vault/kept")))
                .getString("id"));

        viewer.api().call(403, "DELETE", path, null);
        people.join("stranger").api().call(404, "DELETE", path, null);
        assertThat(api.call(409, "DELETE", path, null).getString("message")).contains("still has MCPs");
        assertThat(api.get(house.path() + "/policies").getInteger("total")).isEqualTo(1);
        assertThat(events(house).stream().map(event -> event.getString("action")))
                .doesNotContain("policy.deleted", "area.deleted");
    }

    @Test
    void a_token_that_is_bound_to_an_area_asks_for_that_area_and_ends_with_it() {
        var house = house();
        var api = house.owner().api();
        String area = area(house).getString("id");
        api.call(201, "POST", house.path() + "/areas", JsonObject.of("name", "Other", "slug", "other"));
        api.call(
                201,
                "POST",
                house.path() + "/policies",
                json("Strict", "DENY", "SCORE", "min:100", 10).put("area_id", area));
        var asked = mcps("@example/files@1.2.0").put("org_id", house.id());
        assertThat(house.evaluate(asked.copy()).getString("result")).isEqualTo("PASS");

        String tokens = house.path() + "/tokens";
        var wanted = JsonObject.of("name", "vault", "scopes", JsonArray.of("ci:org:*"), "area", "vault");
        api.call(400, "POST", tokens, wanted.copy().put("scopes", JsonArray.of("ci:org:*", "read:org:*")));
        api.call(404, "POST", tokens, wanted.copy().put("area", "nowhere"));
        var made = api.call(201, "POST", tokens, wanted);
        assertThat(made.getString("area_id")).isEqualTo(area);
        var bound = hub.api().as(made.getString("token"));

        var verdict = bound.call(200, "POST", EVALUATE, asked.copy());
        assertThat(verdict.getString("result")).isEqualTo("FAIL");
        assertThat(first(verdict).getJsonObject("matched_policy").getString("name"))
                .isEqualTo("Strict");
        assertThat(bound.call(200, "POST", EVALUATE, asked.copy().put("area", "vault"))
                        .getString("result"))
                .isEqualTo("FAIL");
        assertThat(bound.call(403, "POST", EVALUATE, asked.copy().put("area", "other"))
                        .getString("message"))
                .contains("bound to another area");
        String kept = house.path() + "/evaluations/" + verdict.getString("evaluation_id");
        assertThat(api.get(kept).getJsonObject("request").getString("area_id")).isEqualTo(area);
        assertThat(api.call(200, "POST", kept + "/replay", null)
                        .getJsonObject("now")
                        .getString("result"))
                .isEqualTo("FAIL");

        api.call(204, "DELETE", house.path() + "/areas/" + area, null);
        bound.call(401, "POST", EVALUATE, asked.copy());
        assertThat(events(house).stream()
                        .filter(event -> event.getString("action").equals("token.revoked"))
                        .map(event -> event.getJsonObject("target").getString("id")))
                .containsExactly(made.getString("id"));
    }

    @Test
    void a_token_of_an_area_knows_what_its_members_do() {
        var house = house();
        var api = house.owner().api();
        area(house);
        api.call(201, "POST", house.path() + "/areas", JsonObject.of("name", "Other", "slug", "other"));
        registry.publish("@vault/secret", "1.0.0", Packages.good("@vault/secret", "1.0.0"));
        hub.awaitSettled(api.call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of(
                                "organization",
                                api.get(house.path()).getString("slug"),
                                "area",
                                "vault",
                                "visibility",
                                "private",
                                "source",
                                JsonObject.of("type", "npm", "package", "@vault/secret")))
                .getString("id"));
        for (var expected : List.of("vault ALLOWED", "other DENIED")) {
            String slug = expected.split(" ", -1)[0];
            String token = api.call(
                            201,
                            "POST",
                            house.path() + "/tokens",
                            JsonObject.of("name", slug, "scopes", JsonArray.of("ci:org:*"), "area", slug))
                    .getString("token");
            assertThat(first(hub.api().as(token).call(200, "POST", EVALUATE, mcps("@vault/secret@1.0.0")))
                            .getString("result"))
                    .isEqualTo(expected.split(" ", -1)[1]);
        }
    }
}
