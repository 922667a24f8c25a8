package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.xml.parsers.DocumentBuilderFactory;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/** Policies, and what pipelines hear of them. */
@ParameterizedClass
@EnumSource(Deployment.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GateIT {
    private static final String EVALUATE = "/api/v1/ci/evaluate";

    @Parameter
    private Deployment deployment = Deployment.IN_PROCESS;

    private NpmStub registry;
    private WholeHub hub;
    private People people;

    @BeforeParameterizedClassInvocation
    void startHub() {
        registry = new NpmStub();
        registry.publish("@example/files", "1.2.0", Packages.good("@example/files", "1.2.0"));
        registry.publish("risky-shell", "0.0.1", Packages.bad("risky-shell", "0.0.1"));
        hub = deployment.start(Map.of("npm.registry_url", registry.url(), "policy.recheck_tick_ms", 100));
        people = new People(hub);
        hub.certify("@example/files", "");
        hub.certify("risky-shell", "0.0.1");
    }

    @AfterParameterizedClassInvocation
    void stopHub() {
        hub.close();
        registry.close();
    }

    /** An organization with an owner and a pipeline's token. */
    private record House(People.Person owner, String path, String id, ApiClient pipeline) {
        JsonObject policy(String name, String action, String type, String value, int priority) {
            return owner.api().call(201, "POST", path + "/policies", json(name, action, type, value, priority));
        }

        JsonObject evaluate(JsonObject request) {
            return pipeline.call(200, "POST", EVALUATE, request.put("org_id", id));
        }
    }

    private static JsonObject json(String name, String action, String type, String value, int priority) {
        return JsonObject.of(
                "name", name, "action", action, "target_type", type, "target_value", value, "priority", priority);
    }

    private House house() {
        var owner = people.join("owner");
        String path = people.organization(owner);
        String token = people.token(owner, path, "ci:org:*").getString("token");
        return new House(
                owner,
                path,
                path.substring(path.lastIndexOf('/') + 1),
                hub.api().as(token));
    }

    private static JsonObject mcps(String... names) {
        var mcps = new JsonArray();
        for (String name : names) {
            int at = name.indexOf('@', 1);
            mcps.add(
                    at < 0
                            ? JsonObject.of("name", name)
                            : JsonObject.of("name", name.substring(0, at), "version", name.substring(at + 1)));
        }
        return JsonObject.of("environment", "production", "mcps", mcps);
    }

    private static JsonObject first(JsonObject evaluation) {
        return evaluation.getJsonArray("mcps").getJsonObject(0);
    }

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
                        "reason",
                        "Policy 'Require Minimum Score' denied: global score " + score + " < 70",
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

        var request = mcps("risky-shell").put("org_id", house.id());
        var explained = first(house.pipeline().call(200, "POST", EVALUATE + "?explain=true", request));
        assertThat(explained.getString("result")).isEqualTo("ALLOWED");
        assertThat(explained.getJsonArray("trace").stream().map(step -> ((JsonObject) step).getString("outcome")))
                .containsExactly("SKIPPED", "SKIPPED", "WARNED", "DECIDED");
        assertThat(explained.getJsonArray("warnings").getString(0)).startsWith("Policy 'Warn' warns: global score ");
        assertThat(first(house.evaluate(mcps("risky-shell").put("environment", "staging")))
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
        stranger.owner().api().call(404, "POST", EVALUATE, request);
        hub.api().call(401, "POST", EVALUATE, request);
        hub.api()
                .as(people.token(house.owner(), house.path(), "read:org:*").getString("token"))
                .call(403, "POST", EVALUATE, request);
        house.owner().api().call(200, "POST", EVALUATE, request);
        house.owner().api().call(400, "POST", EVALUATE, mcps("risky-shell"));
        house.pipeline().call(200, "POST", EVALUATE, mcps("risky-shell"));
        house.pipeline().call(403, "GET", house.path() + "/policies", null);
        house.pipeline().call(400, "POST", EVALUATE, JsonObject.of("org_id", house.id()));
        house.pipeline().call(403, "GET", house.path() + "/evaluations", null);
    }

    private static JsonObject withoutId(JsonObject error) {
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
    void a_clients_configuration_is_read_and_each_server_has_its_line() {
        var house = house();
        house.policy("Require Minimum Score", "DENY", "SCORE", "min:70", 20);
        String config = """
                {
                  // the team's servers
                  "mcpServers": {
                    "files": {"command": "npx", "args": ["-y", "@example/files@1.2.0", "/tmp"]},
                    "shell": {
                      "command": "npx",
                      "args": ["risky-shell"],
                      "env": {"TOKEN": "the-secret-of-the-config"},
                    },
                    "fetch": {"command": "uvx", "args": ["mcp-server-fetch"]},
                  }
                }
                """;
        var request = JsonObject.of("org_id", house.id(), "config", config, "config_path", ".mcp.json");
        var answer = house.evaluate(request);
        var verdicts = answer.getJsonArray("mcps");
        assertThat(answer.getString("result")).isEqualTo("FAIL");
        assertThat(verdicts.stream().map(v -> ((JsonObject) v).getString("result")))
                .containsExactly("ALLOWED", "DENIED", "DENIED");
        assertThat(verdicts.stream()
                        .map(v -> ((JsonObject) v).getJsonObject("used_in").getInteger("line")))
                .containsExactly(4, 5, 10);
        assertThat(verdicts.getJsonObject(1).getJsonArray("warnings").getString(0))
                .startsWith("Not pinned");
        assertThat(verdicts.getJsonObject(2).getString("reason")).contains("PyPI");
        assertThat(hub.query(
                        "select count(*) from policy.evaluations e where e::text like '%the-secret-of-the-config%'"))
                .isEqualTo("0");
        assertThat(house.pipeline()
                        .call(400, "POST", EVALUATE, JsonObject.of("config", "{\n\"mcpServers\": {\n oops\n}}"))
                        .getString("message"))
                .contains("line 3");
    }

    @Test
    void the_verdict_comes_in_the_format_that_is_asked_for() throws Exception {
        var house = house();
        house.policy("Require <Minimum> & |Score|", "DENY", "SCORE", "min:70", 20);
        var request = JsonObject.of(
                "config",
                "{\"mcpServers\": {\n\"shell\": {\"command\": \"npx\", \"args\": [\"risky-shell@0.0.1\"]}}}",
                "config_path",
                "a b/.mcp.json");
        var sarif = new JsonObject(as(house, request, "application/sarif+json"));
        var run = sarif.getJsonArray("runs").getJsonObject(0);
        var result = run.getJsonArray("results").getJsonObject(0);
        assertThat(sarif.getString("version")).isEqualTo("2.1.0");
        assertThat(result.getString("level")).isEqualTo("error");
        assertThat(result.getJsonArray("locations").getJsonObject(0).getJsonObject("physicalLocation"))
                .isEqualTo(JsonObject.of(
                        "artifactLocation",
                        JsonObject.of("uri", "a%20b/.mcp.json"),
                        "region",
                        JsonObject.of("startLine", 2)));
        assertThat(run.getJsonObject("tool")
                        .getJsonObject("driver")
                        .getJsonArray("rules")
                        .getJsonObject(0)
                        .getString("id"))
                .isEqualTo(result.getString("ruleId"));

        var junit = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(as(house, request, "application/xml"))));
        assertThat(junit.getElementsByTagName("testcase").getLength()).isEqualTo(1);
        assertThat(junit.getElementsByTagName("failure").item(0).getTextContent())
                .startsWith("Policy 'Require <Minimum> & |Score|' denied");

        String markdown = as(house, request, "text/markdown");
        assertThat(markdown).contains("FAIL", "risky-shell", "&lt;Minimum> &amp; \\|Score\\|");
    }

    private static String as(House house, JsonObject request, String type) {
        var response = house.pipeline()
                .send(
                        "POST",
                        EVALUATE,
                        java.net.http.HttpRequest.BodyPublishers.ofString(request.encode()),
                        "content-type",
                        "application/json",
                        "accept",
                        type);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith(type);
        return response.body();
    }

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
        assertThat(house.evaluate(mcps("risky-shell")).getString("result")).isEqualTo("PASS");
        var few = house.owner()
                .api()
                .call(
                        200,
                        "POST",
                        path,
                        tried.copy().put("mcps", JsonArray.of(JsonObject.of("name", "@example/files"))));
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

    @Test
    void managed_clients_may_start_what_the_gate_allows() {
        var house = house();
        house.policy("Require Minimum Score", "DENY", "SCORE", "min:70", 20);
        var settings = house.owner().api().get(house.path() + "/exports/managed-settings.json");

        assertThat(settings.getJsonArray("allowedMcpServers").encode())
                .contains("[\"npx\",\"-y\",\"@example/files@1.2.0\"]");
        assertThat(settings.getJsonArray("deniedMcpServers").encode()).contains("[\"npx\",\"-y\",\"risky-shell\"]");
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

        assertThat(first(viewer.api()
                                .call(200, "POST", EVALUATE, mcps("@vault/tool").put("org_id", house.id())))
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
}
