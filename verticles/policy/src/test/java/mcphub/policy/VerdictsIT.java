package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import mcphub.kernel.Standing;
import org.junit.jupiter.api.Test;

/** What pipelines hear. */
final class VerdictsIT extends GateCase {
    @Test
    void the_specifications_examples_field_by_field() {
        var house = house();
        var policy = house.owner()
                .api()
                .call(
                        201,
                        "POST",
                        house.path() + "/policies",
                        JsonObject.of(
                                "name", "Require Minimum Score",
                                "description", "Deny MCPs with global score below 70",
                                "action", "DENY",
                                "target_type", "SCORE",
                                "target_value", "min:70",
                                "priority", 20,
                                "enabled", true));
        assertThat(policy.getInteger("version")).isEqualTo(1);

        var pass = house.evaluate(mcps("@example/files@1.2.0"));
        assertThat(pass.getString("result")).isEqualTo("PASS");
        assertThat(Instant.parse(pass.getString("evaluated_at"))).isBeforeOrEqualTo(Instant.now());
        assertThat(first(pass).getString("name")).isEqualTo("@example/files");
        assertThat(first(pass).getString("result")).isEqualTo("ALLOWED");
        assertThat(first(pass).getInteger("global_score")).isGreaterThanOrEqualTo(70);

        var fail = house.evaluate(mcps("@example/files@1.2.0", "risky-shell@0.0.1"));
        int score = fail.getJsonArray("mcps").getJsonObject(1).getInteger("global_score");
        var caps = fail.getJsonArray("mcps").getJsonObject(1).getJsonArray("caps");
        assertThat(caps).isNotEmpty();
        assertThat(fail.getString("result")).isEqualTo("FAIL");
        assertThat(first(fail)).isEqualTo(first(pass));
        assertThat(fail.getJsonArray("mcps").getJsonObject(1))
                .isEqualTo(JsonObject.of(
                        "name",
                        "risky-shell",
                        "result",
                        "DENIED",
                        "version",
                        "0.0.1",
                        "global_score",
                        score,
                        "caps",
                        caps,
                        "reason",
                        "Policy 'Require Minimum Score' denied: global score " + score + " < 70, "
                                + Standing.cap(caps.getJsonObject(0)),
                        "remedy",
                        "No release is known that is allowed; who manages the organization's policies can make an exception",
                        "matched_policy",
                        JsonObject.of("id", policy.getString("id"), "name", "Require Minimum Score")));
    }

    @Test
    void what_the_hub_does_not_know_is_denied_unless_the_organization_says_otherwise() {
        var house = house();
        for (String unknown : List.of("nobody-knows-this", "@example/files@9.9.9")) {
            var verdict = first(house.evaluate(mcps(unknown)));
            assertThat(verdict.getString("result")).isEqualTo("DENIED");
            assertThat(verdict.getString("reason")).startsWith("Unknown to this hub: ");
        }
        for (String rule : List.of("WARN", "ALLOW")) {
            house.owner().api().call(200, "PUT", house.path(), JsonObject.of("name", "House", "unknown_mcps", rule));
            var verdict = first(house.evaluate(mcps("nobody-knows-this")));
            assertThat(verdict.getString("result")).isEqualTo("ALLOWED");
            assertThat(verdict.containsKey("warnings")).isEqualTo(rule.equals("WARN"));
        }
        house.policy("No shells", "DENY", "MCP", "*-shell", 1);
        assertThat(first(house.evaluate(mcps("another-shell"))).getString("reason"))
                .isEqualTo("Policy 'No shells' denied: name another-shell matches *-shell");
    }

    @Test
    void environments_and_areas_narrow_a_policy_and_the_trace_tells_each() {
        var house = house();
        var api = house.owner().api();
        String area = api.call(201, "POST", house.path() + "/areas", JsonObject.of("name", "Team", "slug", "team"))
                .getString("id");
        api.call(
                201,
                "POST",
                house.path() + "/policies",
                json("Staging", "DENY", "MCP", "*", 1).put("environments", JsonArray.of("staging")));
        api.call(
                201,
                "POST",
                house.path() + "/policies",
                json("Team", "DENY", "MCP", "risky-*", 2).put("area_id", area));
        house.policy("Warn", "WARN", "SCORE", "min:100", 3);
        house.policy("Allow", "ALLOW", "MCP", "risky-shell", 4);

        api.call(
                200,
                "PUT",
                house.path(),
                JsonObject.of("name", "House", "environments", JsonArray.of("production", "staging")));

        var request = mcps("risky-shell").put("org_id", house.id());
        var explained = first(house.pipeline().call(200, "POST", EVALUATE + "?explain=true", request));
        assertThat(explained.getString("result")).isEqualTo("ALLOWED");
        assertThat(explained.getJsonArray("trace").stream().map(step -> ((JsonObject) step).getString("outcome")))
                .containsExactly("SKIPPED", "WARNED", "DECIDED");
        assertThat(explained.getJsonArray("warnings").getString(0)).startsWith("Policy 'Warn' warns: global score ");
        assertThat(first(house.evaluate(mcps("risky-shell").put("environment", "Staging")))
                        .getString("result"))
                .isEqualTo("DENIED");
        assertThat(first(house.evaluate(mcps("risky-shell").put("area", "team")))
                        .getString("result"))
                .isEqualTo("DENIED");
        house.pipeline().call(404, "POST", EVALUATE, mcps("risky-shell").put("area", "nowhere"));
    }

    @Test
    void strangers_wrong_scopes_and_other_plans_hear_nothing() {
        var house = house();
        var stranger = house();
        var request = mcps("risky-shell").put("org_id", house.id());
        var none = mcps("risky-shell").put("org_id", "00000000-0000-4000-8000-000000000000");
        assertThat(withoutId(stranger.pipeline().call(404, "POST", EVALUATE, request)))
                .isEqualTo(withoutId(stranger.pipeline().call(404, "POST", EVALUATE, none)));
        hub.api().call(401, "POST", EVALUATE, request);
        hub.api()
                .as(people.token(house.owner(), house.path(), "read:org:*").getString("token"))
                .call(403, "POST", EVALUATE, request);
        for (var person : List.of(house.owner(), stranger.owner())) {
            assertThat(person.api().call(403, "POST", EVALUATE, request).getString("message"))
                    .isEqualTo("This needs a service token with the scope ci:org:*;"
                            + " people use /api/v1/orgs/{orgId}/policies/simulate");
        }
        house.pipeline().call(200, "POST", EVALUATE, mcps("risky-shell"));
        house.pipeline().call(403, "GET", house.path() + "/policies", null);
        house.pipeline().call(400, "POST", EVALUATE, JsonObject.of("org_id", house.id()));
        house.pipeline().call(403, "GET", house.path() + "/evaluations", null);
    }

    private JsonObject withoutId(JsonObject error) {
        error.remove("request_id");
        return error;
    }

    @Test
    void what_is_private_elsewhere_is_unknown_here() {
        var house = house();
        var other = house();
        var slug = other.owner().api().get(other.path()).getString("slug");
        registry.publish("@other/secret", "1.0.0", Packages.good("@other/secret", "1.0.0"));
        String mcp = other.owner()
                .api()
                .call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of(
                                "organization",
                                slug,
                                "visibility",
                                "private",
                                "source",
                                JsonObject.of("type", "npm", "package", "@other/secret")))
                .getString("id");
        hub.awaitSettled(mcp);

        assertThat(first(other.evaluate(mcps("@other/secret"))).getString("result"))
                .isEqualTo("ALLOWED");
        assertThat(first(house.evaluate(mcps("@other/secret"))).getString("reason"))
                .isEqualTo("Unknown to this hub: no MCP '@other/secret' is in the catalog");
    }

    @Test
    void an_evaluation_sees_one_consistent_set_while_policies_are_rewritten() throws InterruptedException {
        var house = house();
        var allow = house.policy("A", "ALLOW", "MCP", "*", 10);
        var deny = house.policy("B", "DENY", "MCP", "*", 20);
        var stop = new AtomicBoolean();
        var flips = JsonArray.of(allow.getString("id"), deny.getString("id"));
        var flops = JsonArray.of(deny.getString("id"), allow.getString("id"));
        var writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; !stop.get(); i++) {
                house.owner()
                        .api()
                        .send(
                                "POST",
                                house.path() + "/policies/reorder",
                                JsonObject.of("policies", i % 2 == 0 ? flops : flips));
            }
        });
        var many = new String[50];
        java.util.Arrays.fill(many, "risky-shell");
        var seen = Parallel.run(
                40,
                i -> house.evaluate(mcps(many)).getJsonArray("mcps").stream()
                        .map(v -> ((JsonObject) v).getString("result"))
                        .distinct()
                        .toList());
        stop.set(true);
        writer.join();

        assertThat(seen).allMatch(results -> results.size() == 1);
    }
}
