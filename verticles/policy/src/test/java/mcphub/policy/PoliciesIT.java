package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies and exceptions: written, changed, ended. */
final class PoliciesIT extends GateCase {
    @Test
    void a_target_that_cannot_be_understood_is_refused_with_what_was_expected() {
        var house = house();
        for (var wrong : List.of(
                List.of("SCORE", "70", "min:70"),
                List.of("SCORE", "min:170", "0 to 100"),
                List.of("SCORE", "critical", "critical_max"),
                List.of("LEVEL", "min:4", "min:3"),
                List.of("AGE", "90", "max_days:90"),
                List.of("STATUS", "GOOD", "KNOWN_VULNERABLE"),
                List.of("LICENSE", "GPL 3", "SPDX"),
                List.of("LICENSE", "MIT OR ISC", "one by one"),
                List.of("LICENSE", "Classpath-exception-2.0", "* WITH Classpath-exception-2.0"),
                List.of("CATEGORY", "Data Bases", "slug"),
                List.of("CONTROL", "secret exposed", "SECRET_EXPOSED"),
                List.of("MCP", "two words", "@acme/*"))) {
            assertThat(house.owner()
                            .api()
                            .call(
                                    400,
                                    "POST",
                                    house.path() + "/policies",
                                    json("p", "DENY", wrong.get(0), wrong.get(1), 1))
                            .getString("message"))
                    .contains("target_value", wrong.get(2));
        }
        house.owner().api().call(400, "POST", house.path() + "/policies", json("p", "MAYBE", "SCORE", "min:70", 1));
        house.owner()
                .api()
                .call(
                        404,
                        "POST",
                        house.path() + "/policies",
                        json("p", "DENY", "SCORE", "min:70", 1).put("area_id", "00000000-0000-4000-8000-000000000000"));
    }

    @Test
    void policies_are_changed_reordered_and_deleted_and_each_change_counts() {
        var house = house();
        var api = house.owner().api();
        var allow = house.policy("Allow ours", "ALLOW", "MCP", "@example/*", 20);
        var deny = house.policy("Deny all", "DENY", "MCP", "*", 10);
        String path = house.path() + "/policies/";
        api.call(409, "POST", house.path() + "/policies", json("deny ALL", "DENY", "MCP", "*", 10));

        assertThat(house.evaluate(mcps("@example/files")).getString("result")).isEqualTo("FAIL");
        var order = JsonArray.of(allow.getString("id"), deny.getString("id"));
        api.call(409, "POST", path + "reorder", JsonObject.of("policies", JsonArray.of(allow.getString("id"))));
        api.call(200, "POST", path + "reorder", JsonObject.of("policies", order));
        assertThat(house.evaluate(mcps("@example/files")).getString("result")).isEqualTo("PASS");
        assertThat(house.evaluate(mcps("risky-shell")).getString("result")).isEqualTo("FAIL");

        var patched = api.call(200, "PATCH", path + deny.getString("id"), JsonObject.of("enabled", false));
        assertThat(patched.getBoolean("enabled")).isFalse();
        assertThat(patched.getString("target_value")).isEqualTo("*");
        assertThat(house.evaluate(mcps("risky-shell")).getString("result")).isEqualTo("PASS");
        api.call(400, "PATCH", path + deny.getString("id"), JsonObject.of("target_type", "SCORE"));
        var replaced = api.call(200, "PUT", path + deny.getString("id"), json("Old", "WARN", "AGE", "max_days:0", 5));
        assertThat(replaced.getBoolean("enabled")).isTrue();
        api.call(204, "DELETE", path + allow.getString("id"), null);
        api.call(404, "GET", path + allow.getString("id"), null);
        assertThat(api.get(house.path() + "/audit-events").getJsonArray("events").stream()
                        .map(event -> ((JsonObject) event).getString("action"))
                        .filter(action -> action.startsWith("policy.")))
                .containsExactly(
                        "policy.deleted",
                        "policy.updated",
                        "policy.updated",
                        "policy.reordered",
                        "policy.created",
                        "policy.created");
    }

    @Test
    void an_exception_lifts_one_policy_for_one_mcp_until_it_ends() {
        var house = house();
        var api = house.owner().api();
        var deny = house.policy("Deny all", "DENY", "MCP", "*", 10);
        String exceptions = house.path() + "/policies/" + deny.getString("id") + "/exceptions";
        String soon = Instant.now().plus(30, ChronoUnit.DAYS).toString();
        api.call(404, "POST", exceptions, JsonObject.of("mcp", "nobody-knows-this", "reason", "r", "ends_at", soon));
        api.call(
                400,
                "POST",
                exceptions,
                JsonObject.of("mcp", "risky-shell", "reason", "r", "ends_at", "2020-01-01T00:00:00Z"));
        api.call(
                400,
                "POST",
                exceptions,
                JsonObject.of("mcp", "risky-shell", "reason", "r", "ends_at", "2026-13-45T99:00:00Z"));
        var made = api.call(
                201,
                "POST",
                exceptions,
                JsonObject.of("mcp", "risky-shell", "version", "0.0.1", "reason", "ticket 4711", "ends_at", soon));

        assertThat(made.getString("approved_by")).isEqualTo(house.owner().id());
        var lifted = first(house.evaluate(mcps("risky-shell@0.0.1")));
        assertThat(lifted.getString("result")).isEqualTo("ALLOWED");
        assertThat(lifted.getJsonArray("exceptions").getJsonObject(0).getString("reason"))
                .isEqualTo("ticket 4711");
        assertThat(house.evaluate(mcps("@example/files")).getString("result")).isEqualTo("FAIL");
        api.call(204, "DELETE", exceptions + '/' + made.getString("id"), null);
        assertThat(house.evaluate(mcps("risky-shell@0.0.1")).getString("result"))
                .isEqualTo("FAIL");
        assertThat(api.get(exceptions)
                        .getJsonArray("exceptions")
                        .getJsonObject(0)
                        .getString("status"))
                .isEqualTo("ENDED");
        api.call(404, "DELETE", exceptions + '/' + made.getString("id"), null);
    }
}
