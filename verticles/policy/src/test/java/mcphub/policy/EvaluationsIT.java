package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** Evaluations that are kept: replayed, judged again, told to whom they concern. */
final class EvaluationsIT extends GateCase {
    @Test
    void an_evaluation_is_kept_and_replayed_when_the_rules_have_changed() {
        var house = house();
        var api = house.owner().api();
        var policy = house.policy("Require Minimum Score", "DENY", "SCORE", "min:0", 20);
        var answer = house.evaluate(mcps("risky-shell"));
        String path = house.path() + "/evaluations";
        api.call(
                200,
                "PATCH",
                house.path() + "/policies/" + policy.getString("id"),
                JsonObject.of("target_value", "min:100"));

        var listed = api.get(path).getJsonArray("evaluations").getJsonObject(0);
        assertThat(listed.getString("id")).isEqualTo(answer.getString("evaluation_id"));
        assertThat(listed.getString("result")).isEqualTo("PASS");
        assertThat(listed.getJsonObject("asked_by").getString("kind")).isEqualTo("token");
        var kept = api.get(path + '/' + listed.getString("id"));
        assertThat(kept.getJsonObject("answer")).isEqualTo(answer);
        assertThat(kept.getJsonObject("rulebook")
                        .getJsonArray("policies")
                        .getJsonObject(0)
                        .getInteger("version"))
                .isEqualTo(1);
        var replay = api.call(200, "POST", path + '/' + listed.getString("id") + "/replay", null);
        assertThat(replay.getBoolean("reproduced")).isTrue();
        assertThat(replay.getJsonObject("then")).isEqualTo(answer);
        assertThat(replay.getJsonObject("now").getString("result")).isEqualTo("FAIL");
        house().owner().api().call(404, "GET", path + '/' + listed.getString("id"), null);
    }

    @Test
    void a_verdict_that_turned_since_is_told_once() {
        var house = house();
        var passed = house.evaluate(mcps("risky-shell"));
        house.policy("Require Minimum Score", "DENY", "SCORE", "min:70", 20);
        hub.execute("update policy.evaluations set created_at = created_at - interval '2 days' where id = '"
                + passed.getString("evaluation_id") + "'");
        String events = house.path() + "/audit-events?action=policy.verdict_changed";
        for (int i = 0; i < 200 && house.owner().api().get(events).getInteger("total") == 0; i++) {
            HubUnderTest.pause(50);
        }
        HubUnderTest.pause(500);

        var told = house.owner().api().get(events);
        assertThat(told.getInteger("total")).isEqualTo(1);
        var event = told.getJsonArray("events").getJsonObject(0);
        assertThat(event.getJsonObject("target").getString("id")).isEqualTo(passed.getString("evaluation_id"));
        assertThat(event.getJsonObject("after")
                        .getJsonArray("denied")
                        .getJsonObject(0)
                        .getString("reason"))
                .startsWith("Policy 'Require Minimum Score' denied: global score ");
    }

    @Test
    void what_lies_in_an_area_is_not_told_by_evaluations_and_exceptions_either() {
        var house = house();
        var api = house.owner().api();
        var viewer = people.join("viewer");
        people.member(house.owner(), house.path(), viewer, "VIEWER");
        String slug = api.get(house.path()).getString("slug");
        String area = api.call(201, "POST", house.path() + "/areas", JsonObject.of("name", "Vault", "slug", "vault"))
                .getString("id");
        registry.publish("@vault/tool", "1.0.0", Packages.good("@vault/tool", "1.0.0"));
        hub.awaitSettled(api.call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of(
                                "organization",
                                slug,
                                "area",
                                "vault",
                                "visibility",
                                "private",
                                "source",
                                JsonObject.of("type", "npm", "package", "@vault/tool")))
                .getString("id"));
        String policy = house.path() + "/policies/"
                + house.policy("Perfect only", "DENY", "SCORE", "min:100", 10).getString("id");
        String soon = Instant.now().plus(30, ChronoUnit.DAYS).toString();
        api.call(
                201,
                "POST",
                policy + "/exceptions",
                JsonObject.of("mcp", "@vault/tool", "reason", "r", "ends_at", soon));
        String evaluation = house.path() + "/evaluations/"
                + house.evaluate(mcps("@vault/tool")).getString("evaluation_id");

        assertThat(first(viewer.api().call(200, "POST", house.path() + "/policies/simulate", mcps("@vault/tool")))
                        .getString("reason"))
                .isEqualTo("Unknown to this hub: no MCP '@vault/tool' is in the catalog");
        viewer.api().call(404, "GET", evaluation, null);
        viewer.api().call(404, "POST", evaluation + "/replay", null);
        assertThat(viewer.api().get(policy + "/exceptions").getInteger("total")).isZero();
        assertThat(api.get(policy + "/exceptions").getInteger("total")).isEqualTo(1);
        api.call(200, "GET", evaluation, null);
        api.call(
                201,
                "POST",
                house.path() + "/areas/" + area + "/members",
                JsonObject.of("user_id", viewer.id(), "role", "VIEWER"));
        viewer.api().call(200, "GET", evaluation, null);
        viewer.api().call(200, "POST", evaluation + "/replay", null);
    }

    @Test
    void an_mcps_usage_names_the_repositories_whose_pipelines_named_it() {
        var house = house();
        house.evaluate(mcps("@example/files@1.2.0").put("subject", "acme/shop"));
        house.evaluate(mcps("@example/files", "risky-shell").put("subject", "acme/web"));
        house.evaluate(mcps("@example/files@1.2.0").put("subject", "acme/shop"));
        house.evaluate(mcps("@example/files@1.2.0"));
        String id = hub.query("select id from catalog.mcps where source_package = '@example/files'");
        String path = house.path() + "/mcps/" + id + "/usage";
        var usages = house.owner().api().get(path);
        assertThat(usages.getInteger("total")).isEqualTo(2);
        assertThat(usages.getJsonArray("usages").getJsonObject(0).getString("subject"))
                .isEqualTo("acme/shop");
        assertThat(usages.getJsonArray("usages").getJsonObject(0).getString("version"))
                .isEqualTo("1.2.0");
        var stranger = house();
        assertThat(stranger.owner()
                        .api()
                        .get(stranger.path() + "/mcps/" + id + "/usage")
                        .getInteger("total"))
                .isZero();
        stranger.owner().api().call(404, "GET", path, null);
        house.owner().api().call(404, "GET", house.path() + "/mcps/00000000-0000-4000-8000-000000000000/usage", null);
    }
}
