package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** A way to begin with red servers: audit mode stops nobody, and a baseline warns of what was there. */
final class BeginningIT extends GateCase {
    private JsonObject set(House house, String field, Object value) {
        return house.owner()
                .api()
                .call(200, "PUT", house.path(), JsonObject.of("name", "House").put(field, value));
    }

    private House strict() {
        var house = house();
        house.policy("Score", "DENY", "SCORE", "min:70", 1);
        return house;
    }

    @Test
    void audit_mode_tells_what_it_would_be_in_each_form_and_stops_nobody() {
        var house = strict();
        var body = mcps("risky-shell@0.0.1");
        assertThat(set(house, "enforcement", "audit").getString("enforcement")).isEqualTo("audit");
        var told = house.evaluate(body.copy());
        assertThat(told.encode()).startsWith("{\"result\":\"PASS\"");
        assertThat(told.getString("would_be")).isEqualTo("FAIL");
        assertThat(first(told).getString("result")).isEqualTo("DENIED");
        assertThat(as(house, body.copy(), "application/xml")).contains("failures=\"0\"", "Would be denied");
        assertThat(as(house, body.copy(), "text/markdown")).contains("PASS, and would be FAIL (audit mode)");
        assertThat(as(house, body.copy(), "application/sarif+json"))
                .doesNotContain("\"level\" : \"error\",\n      \"message\"");
        var kept = house.owner().api().get(house.path() + "/evaluations/" + told.getString("evaluation_id"));
        assertThat(kept.getString("result")).as("what is kept is the verdict").isEqualTo("FAIL");
        assertThat(house.evaluate(mcps("@example/files@1.2.0")).getString("would_be"))
                .isEqualTo("PASS");
        set(house, "enforcement", "enforce");
        assertThat(house.evaluate(body.copy()).containsKey("would_be")).isFalse();
    }

    @Test
    void the_nearest_says_whether_it_is_enforced_the_token_then_the_area_then_the_organization() {
        var house = strict();
        var api = house.owner().api();
        api.call(
                201,
                "POST",
                house.path() + "/areas",
                JsonObject.of("name", "Lab", "slug", "lab", "enforcement", "audit"));
        var body = mcps("risky-shell@0.0.1");
        assertThat(house.evaluate(body.copy()).getString("result")).isEqualTo("FAIL");
        assertThat(house.evaluate(body.copy().put("area", "lab")).getString("result"))
                .isEqualTo("PASS");
        String strictToken = api.call(
                        201,
                        "POST",
                        house.path() + "/tokens",
                        JsonObject.of("name", "strict", "scopes", JsonArray.of("ci:org:*"), "enforcement", "enforce"))
                .getString("token");
        assertThat(hub.api()
                        .as(strictToken)
                        .call(200, "POST", EVALUATE, body.copy().put("area", "lab"))
                        .getString("result"))
                .isEqualTo("FAIL");
        var audited = api.call(
                201,
                "POST",
                house.path() + "/tokens",
                JsonObject.of("name", "new", "scopes", JsonArray.of("ci:org:*"), "enforcement", "audit"));
        assertThat(audited.getString("enforcement")).isEqualTo("audit");
        var soft = hub.api().as(audited.getString("token")).call(200, "POST", EVALUATE, body.copy());
        assertThat(soft.getString("result")).isEqualTo("PASS");
        assertThat(soft.getString("would_be")).isEqualTo("FAIL");
    }

    @Test
    void what_a_baseline_already_had_is_warned_of_and_what_is_new_is_denied() {
        var house = strict();
        registry.publish("risky-too", "0.0.1", Packages.bad("risky-too", "0.0.1"));
        hub.certify("risky-too", "0.0.1");
        var old = mcps("risky-shell@0.0.1", "nobody-knows-this", "@example/files@1.2.0");
        var begun = house.evaluate(old.copy());
        assertThat(begun.getString("result")).isEqualTo("FAIL");
        assertThat(set(house, "baseline", begun.getString("evaluation_id")).getString("baseline"))
                .isEqualTo(begun.getString("evaluation_id"));

        var passed = house.evaluate(old.copy());
        assertThat(passed.getString("result")).as(passed.encode()).isEqualTo("PASS");
        assertThat(first(passed).getJsonArray("warnings").encode())
                .contains("In the baseline of", "would be denied. Policy 'Score' denied");
        assertThat(house.owner()
                        .api()
                        .call(
                                200,
                                "POST",
                                house.path() + "/evaluations/" + passed.getString("evaluation_id") + "/replay",
                                null)
                        .getBoolean("reproduced"))
                .isTrue();
        assertThat(house.evaluate(mcps("risky-shell@0.0.2")).getString("result"))
                .isEqualTo("FAIL");
        assertThat(house.evaluate(mcps("risky-too@0.0.1")).getString("result")).isEqualTo("FAIL");

        // a command that something is loaded into has no digest: it may be any
        var loaded = JsonObject.of("command", "sh", "args", JsonArray.of("-c", "one && two"))
                .put("env", JsonObject.of("PATH", "./x"));
        String text = JsonObject.of("mcpServers", JsonObject.of("s", loaded)).encode();
        var beside = JsonObject.of("configs", JsonArray.of(JsonObject.of("path", ".mcp.json", "text", text)));
        set(house, "baseline", house.evaluate(beside.copy()).getString("evaluation_id"));
        assertThat(house.evaluate(beside.copy()).getString("result")).isEqualTo("FAIL");
        set(house, "baseline", begun.getString("evaluation_id"));

        hub.execute(
                "update analysis.versions set suspicion = '{\"reason\": \"a test\", \"fingerprints\": []}' where mcp_id = (select id from catalog.mcps where source_package = 'risky-shell')");
        assertThat(house.evaluate(mcps("risky-shell@0.0.1")).getString("result"))
                .as("malice is no baseline")
                .isEqualTo("FAIL");
        hub.execute("update analysis.versions set suspicion = null");

        house.owner()
                .api()
                .call(
                        404,
                        "PUT",
                        house.path(),
                        JsonObject.of("name", "House", "baseline", "00000000-0000-4000-8000-000000000000"));
        var others = strict().evaluate(mcps("risky-too@0.0.1"));
        house.owner()
                .api()
                .call(
                        404,
                        "PUT",
                        house.path(),
                        JsonObject.of("name", "House", "baseline", others.getString("evaluation_id")));
        set(house, "baseline", "none");
        assertThat(house.evaluate(old.copy()).getString("result")).isEqualTo("FAIL");
    }
}
