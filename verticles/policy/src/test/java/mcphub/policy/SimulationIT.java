package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import mcphub.harness.HubUnderTest;
import org.junit.jupiter.api.Test;

/** The gate for people: asked as pipelines ask it, perhaps by other policies, and kept nowhere. */
final class SimulationIT extends GateCase {
    private static String path(House house) {
        return house.path() + "/policies/simulate";
    }

    private static JsonObject simulate(House house, JsonObject request) {
        return house.owner().api().call(200, "POST", path(house), request);
    }

    private static JsonObject tried(JsonObject request, JsonObject... policies) {
        return request.put("policies", JsonArray.of((Object[]) policies));
    }

    private static JsonObject config(String spec) {
        return JsonObject.of(
                "config",
                "{\"mcpServers\": {\n\"shell\": {\"command\": \"npx\", \"args\": [\"-y\", \"" + spec + "\"]}}}",
                "config_path",
                ".mcp.json");
    }

    @Test
    void without_policies_it_answers_as_the_gate_does_and_keeps_nothing() {
        var house = house();
        house.policy("Require Minimum Score", "DENY", "SCORE", "min:70", 20);
        for (var request : new JsonObject[] {
            mcps("risky-shell@0.0.1", "@example/files@1.2.0", "nobody-knows-this"),
            config("risky-shell@0.0.1").put("environment", "production"),
            JsonObject.of("configs", new JsonArray(), "mcps", new JsonArray())
        }) {
            int before = house.owner().api().get(house.path() + "/evaluations").getInteger("total");
            var simulated = simulate(house, request.copy());
            assertThat(house.owner().api().get(house.path() + "/evaluations").getInteger("total"))
                    .isEqualTo(before);
            assertThat(simulated.remove("simulated")).isEqualTo(true);
            var asked = house.evaluate(request);
            assertThat(asked.remove("evaluation_id")).isNotNull();
            assertThat(simulated.remove("evaluated_at")).isNotNull();
            asked.remove("evaluated_at");
            assertThat(simulated).isEqualTo(asked);
        }
        assertThat(first(house.owner()
                                .api()
                                .call(200, "POST", path(house) + "?explain=true", mcps("risky-shell@0.0.1")))
                        .getJsonArray("trace"))
                .hasSize(1);
    }

    @Test
    void it_comes_in_the_forms_of_the_gate_by_the_policies_that_are_tried() {
        var house = house();
        var api = house.owner().api();
        var request = config("risky-shell@0.0.1");
        String passed = as(api, path(house), request, "text/markdown");
        assertThat(passed).contains("PASS", "simulated");
        var strict = tried(request.copy(), json("Try", "DENY", "SCORE", "min:70", 10));

        assertThat(as(api, path(house), strict, "text/markdown")).contains("FAIL", "simulated", "Policy 'Try' denied");
        assertThat(as(api, path(house), strict, "application/xml")).contains("failures=\"1\"", ".mcp.json");
        var sarif = new JsonObject(as(api, path(house), strict, "application/sarif+json"));
        assertThat(sarif.getJsonArray("runs")
                        .getJsonObject(0)
                        .getJsonArray("results")
                        .encode())
                .contains("Policy 'Try' denied");
        assertThat(house.evaluate(request).getString("result")).isEqualTo("PASS");
    }

    @Test
    void what_no_policy_says_may_be_tried_too() {
        var house = house();
        assertThat(simulate(house, mcps("@example/files@1.2.0")).getString("result"))
                .isEqualTo("PASS");
        assertThat(simulate(house, mcps("@example/files@1.2.0").put("unmatched", "DENY"))
                        .getString("result"))
                .isEqualTo("FAIL");
        assertThat(simulate(house, mcps("nobody-knows-this").put("unknown_mcps", "ALLOW"))
                        .getString("result"))
                .isEqualTo("PASS");
        var elsewhere = tried(
                mcps("risky-shell@0.0.1").put("environment", "elsewhere"),
                json("Try", "DENY", "SCORE", "min:70", 10).put("environments", JsonArray.of("Staging")));
        assertThat(simulate(house, elsewhere).getJsonObject("denied").getInteger("then"))
                .as("the worst of all environments, those of the tried policies too")
                .isEqualTo(1);
        assertThat(house.owner().api().get(house.path()).getJsonArray("environments"))
                .isEmpty();
    }

    @Test
    void policies_of_an_area_are_tried_where_the_area_is_named() {
        var house = house();
        String area = house.owner()
                .api()
                .call(201, "POST", house.path() + "/areas", JsonObject.of("name", "Team", "slug", "team"))
                .getString("id");
        var policy = json("Team's", "DENY", "MCP", "risky-*", 10).put("area_id", area);
        for (boolean all : new boolean[] {true, false}) {
            var request = all ? new JsonObject() : mcps("risky-shell@0.0.1");
            assertThat(simulate(house, tried(request.copy(), policy))
                            .getJsonObject("denied")
                            .getInteger("then"))
                    .isZero();
            assertThat(simulate(house, tried(request.copy(), policy).put("area", "team"))
                            .getJsonObject("denied")
                            .getInteger("then"))
                    .isEqualTo(1);
            house.owner()
                    .api()
                    .call(404, "POST", path(house), tried(request, policy).put("area", "nowhere"));
        }
        house.owner().api().call(404, "POST", path(house), mcps("risky-shell").put("area", "nowhere"));
    }

    @Test
    void what_a_configuration_uses_is_compared_with_its_line() {
        var house = house();
        var effect = simulate(house, tried(config("risky-shell@0.0.1"), json("Try", "DENY", "SCORE", "min:70", 10)));

        assertThat(effect.getInteger("looked_at")).isEqualTo(1);
        var change = effect.getJsonArray("changes").getJsonObject(0);
        assertThat(change.getJsonObject("used_in"))
                .isEqualTo(JsonObject.of("server", "shell", "path", ".mcp.json", "line", 2, "kind", "npm"));
    }

    @Test
    void what_asks_nothing_or_another_organization_is_refused() {
        var house = house();
        var api = house.owner().api();
        assertThat(api.call(400, "POST", path(house), new JsonObject()).getString("message"))
                .isEqualTo("Invalid body: mcps, config or configs must say what is used");
        assertThat(api.call(400, "POST", path(house), mcps("x").put("org_id", house().id()))
                        .getString("message"))
                .isEqualTo("Invalid field 'org_id': must be the organization of the path");
        api.call(200, "POST", path(house), mcps("x").put("org_id", house.id()));
        api.call(400, "POST", path(house), mcps("x").put("unmatched", "MAYBE"));
        assertThat(api.call(400, "POST", path(house), JsonObject.of("config", "{"))
                        .getString("message"))
                .contains("line 1");
    }

    @Test
    void members_simulate_and_nobody_else_does() {
        var house = house();
        var viewer = people.join("viewer");
        people.member(house.owner(), house.path(), viewer, "VIEWER");
        var request = mcps("risky-shell@0.0.1");

        viewer.api().call(200, "POST", path(house), request);
        hub.api()
                .as(people.token(house.owner(), house.path(), "read:org:*").getString("token"))
                .call(200, "POST", path(house), request);
        house.pipeline().call(403, "POST", path(house), request);
        people.join("stranger").api().call(404, "POST", path(house), request);
        hub.api().call(401, "POST", path(house), request);
        hub.execute("update org.orgs set status = 'SUSPENDED' where id = '" + house.id() + "'");
        HubUnderTest.until(() -> viewer.api().send("GET", house.path()).statusCode() != 200);
        HubUnderTest.until(
                () -> house.pipeline().send("POST", EVALUATE, request).statusCode() != 200);
        assertThat(viewer.api().call(403, "POST", path(house), request).getString("error"))
                .isEqualTo("account_suspended");
        assertThat(house.pipeline().call(403, "POST", EVALUATE, request).getString("error"))
                .isEqualTo("account_suspended");
    }

    @Test
    void a_simulation_tells_what_would_change_and_changes_nothing() {
        var house = house();
        house.policy("Require Minimum Score", "DENY", "SCORE", "min:0", 20);
        String path = house.path() + "/policies/simulate";
        var tried =
                JsonObject.of("policies", JsonArray.of(json("Require Minimum Score", "DENY", "SCORE", "min:70", 20)));

        var effect = house.owner().api().call(200, "POST", path, tried);
        assertThat(effect.getInteger("looked_at")).isGreaterThanOrEqualTo(2);
        assertThat(effect.getJsonObject("denied")).isEqualTo(JsonObject.of("now", 0, "then", 1));
        var change = effect.getJsonArray("changes").getJsonObject(0);
        assertThat(change.getString("name")).isEqualTo("risky-shell");
        assertThat(change.getString("then")).isEqualTo("DENIED");
        assertThat(house.evaluate(mcps("risky-shell@0.0.1")).getString("result"))
                .isEqualTo("PASS");
        var few = house.owner()
                .api()
                .call(
                        200,
                        "POST",
                        path,
                        tried.copy()
                                .put(
                                        "mcps",
                                        JsonArray.of(JsonObject.of("name", "@example/files", "version", "1.2.0"))));
        assertThat(few.getJsonArray("changes")).isEmpty();
        assertThat(house.owner()
                        .api()
                        .call(
                                400,
                                "POST",
                                path,
                                JsonObject.of("policies", JsonArray.of(json("p", "DENY", "SCORE", "x", 1))))
                        .getString("message"))
                .contains("policies[0].target_value");
    }
}
