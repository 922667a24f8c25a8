package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mcphub.harness.ApiClient;
import org.junit.jupiter.api.Test;

/** From a red pipeline to a green one and back: previewed, denied, asked for, approved, ended. */
final class RequestsIT extends GateCase {
    private static String in(Duration time) {
        return Instant.now().plus(time).toString();
    }

    private static JsonObject config(JsonObject server) {
        return JsonObject.of(
                "config",
                JsonObject.of("mcpServers", JsonObject.of("s", server)).encode(),
                "config_path",
                ".mcp.json");
    }

    private static JsonObject wanted(String identity) {
        return JsonObject.of("identity", identity, "reason", "The build needs it");
    }

    private ApiClient member(House house) {
        var member = people.join("member");
        people.member(house.owner(), house.path(), member, "MEMBER");
        return people.signIn(member.email()).api();
    }

    @Test
    void what_a_policy_denies_is_asked_for_excepted_until_its_end_and_denied_again() {
        var house = house();
        house.policy("Score", "DENY", "SCORE", "min:70", 1);
        var developer = member(house);
        var owner = house.owner().api();
        String requests = house.path() + "/requests";
        var body = mcps("risky-shell@0.0.1");

        var preview = developer.call(200, "POST", house.path() + "/policies/simulate", body.copy());
        assertThat(preview.getString("result")).isEqualTo("FAIL");
        var denied = house.evaluate(body.copy());
        assertThat(denied.getString("result")).isEqualTo("FAIL");
        assertThat(denied.getString("ask")).isEqualTo("/api/v1/orgs/" + house.id() + "/requests");

        var made = developer.call(
                201, "POST", requests, wanted("npm:risky-shell@0.0.1").put("environment", "production"));
        String path = requests + '/' + made.getString("id");
        developer.call(409, "POST", requests, wanted("npm:risky-shell@0.0.1").put("environment", "production"));
        var shown = owner.get(path);
        assertThat(shown.getString("status")).isEqualTo("PENDING");
        assertThat(shown.getJsonObject("verdict")
                        .getJsonObject("matched_policy")
                        .getString("name"))
                .isEqualTo("Score");
        assertThat(shown.getJsonObject("verdict").getJsonArray("trace")).isNotEmpty();
        var approving = JsonObject.of("reason", "Until it is replaced", "ends_at", in(Duration.ofDays(30)));
        developer.call(403, "POST", path + "/approve", approving);
        owner.call(400, "POST", path + "/approve", approving.copy().put("ends_at", in(Duration.ofDays(-1))));
        var approved = owner.call(200, "POST", path + "/approve", approving);
        assertThat(approved.getString("status")).isEqualTo("APPROVED");
        owner.call(409, "POST", path + "/approve", approving);
        owner.call(409, "POST", path + "/decline", JsonObject.of("reason", "too late"));

        var green = house.evaluate(body.copy());
        assertThat(green.getString("result")).isEqualTo("PASS");
        assertThat(first(green).getJsonArray("exceptions").getJsonObject(0).getString("reason"))
                .isEqualTo("Until it is replaced");
        hub.execute(
                "update policy.exceptions set ends_at = now() where id = '" + approved.getString("exception_id") + "'");
        assertThat(house.evaluate(body.copy()).getString("result")).isEqualTo("FAIL");
        assertThat(owner.get(house.path() + "/audit-events").encode())
                .contains("policy.requested", "policy.request_approved", "policy.exception_created");
    }

    @Test
    void what_nobody_knows_is_approved_without_evidence_never_against_a_policy_and_for_a_while() {
        var house = house();
        var owner = house.owner().api();
        String approvals = house.path() + "/approvals";
        var remote = config(JsonObject.of("url", "https://mcp.example.com/team/secret-path"));
        assertThat(house.evaluate(remote.copy()).getString("result")).isEqualTo("FAIL");
        var approval = wanted("remote:https://mcp.example.com/team").put("ends_at", in(Duration.ofDays(89)));
        owner.call(400, "POST", approvals, approval.copy().put("ends_at", in(Duration.ofDays(91))));
        owner.call(400, "POST", approvals, approval.copy().put("identity", "mcp.example.com"));
        member(house).call(403, "POST", approvals, approval);
        people.join("stranger").api().call(404, "GET", approvals, null);
        String id = owner.call(201, "POST", approvals, approval).getString("id");

        var passed = house.evaluate(remote.copy());
        assertThat(passed.getString("result")).isEqualTo("PASS");
        assertThat(first(passed).getJsonArray("warnings").encode())
                .contains("Approved without evidence by " + house.owner().email());
        assertThat(hub.query("select count(*) from policy.evaluations e where e::text like '%secret-path%'"))
                .isEqualTo("0");
        assertThat(house.owner()
                        .api()
                        .call(
                                200,
                                "POST",
                                house.path() + "/evaluations/" + passed.getString("evaluation_id") + "/replay",
                                null)
                        .getBoolean("reproduced"))
                .isTrue();
        assertThat(house().evaluate(remote.copy()).getString("result"))
                .as("to another organization it says nothing")
                .isEqualTo("FAIL");
        var policy = house.policy("No remotes", "DENY", "MCP", "https://mcp.example.com", 1);
        assertThat(house.evaluate(remote.copy()).getString("result")).isEqualTo("FAIL");
        owner.call(204, "DELETE", house.path() + "/policies/" + policy.getString("id"), null);
        hub.execute("update policy.approvals set ends_at = now() where id = '" + id + "'");
        assertThat(house.evaluate(remote.copy()).getString("result")).isEqualTo("FAIL");
        assertThat(owner.get(approvals)
                        .getJsonArray("approvals")
                        .getJsonObject(0)
                        .getString("status"))
                .isEqualTo("EXPIRED");
        hub.execute("update policy.approvals set ends_at = now() + interval '1 day' where id = '" + id + "'");
        owner.call(204, "DELETE", approvals + '/' + id, null);
        owner.call(404, "DELETE", approvals + '/' + id, null);
        assertThat(house.evaluate(remote.copy()).getString("result")).isEqualTo("FAIL");
    }

    @Test
    void a_request_for_what_nobody_knows_becomes_an_approval_which_ends_when_it_is_analysed() {
        var house = house();
        var owner = house.owner().api();
        String requests = house.path() + "/requests";
        var local = config(JsonObject.of("command", "node", "args", JsonArray.of("server.js")));
        for (var row : List.of(
                List.of("local:[\"node\",\"server.js\"]", local.encode()),
                List.of(
                        "pypi:mcp-server-fetch@2025.4.7",
                        mcps("pypi:mcp-server-fetch@2025.4.7").encode()),
                List.of(
                        "npm:nobody-has-this@1.0.0",
                        mcps("npm:nobody-has-this@1.0.0").encode()))) {
            var body = new JsonObject(row.get(1));
            assertThat(house.evaluate(body.copy()).getString("result"))
                    .as(row.get(0))
                    .isEqualTo("FAIL");
            String path = requests
                    + '/'
                    + member(house)
                            .call(201, "POST", requests, wanted(row.get(0)))
                            .getString("id");
            assertThat(owner.get(path).getJsonObject("verdict").getString("reason"))
                    .startsWith("Unknown to this hub");
            var approved = owner.call(
                    200,
                    "POST",
                    path + "/approve",
                    JsonObject.of("reason", "Read by hand", "ends_at", in(Duration.ofDays(30))));
            assertThat(approved.getString("approval_id")).isNotNull();
            var passed = house.evaluate(body.copy());
            assertThat(passed.getString("result")).as(passed.encode()).isEqualTo("PASS");
        }
        house.policy("Score", "DENY", "SCORE", "min:70", 1);
        owner.call(
                201,
                "POST",
                house.path() + "/approvals",
                wanted("npm:risky-shell@0.0.1").put("ends_at", in(Duration.ofDays(30))));
        assertThat(house.evaluate(mcps("risky-shell@0.0.1")).getString("result"))
                .as("it is analysed: the evidence counts")
                .isEqualTo("FAIL");
    }

    @Test
    void a_request_is_declined_with_a_reason_and_withdrawn_by_who_asked() {
        var house = house();
        house.policy("No shells", "DENY", "MCP", "unknown-shell", 1);
        var owner = house.owner().api();
        var ann = member(house);
        String requests = house.path() + "/requests";
        String asked = requests
                + '/'
                + ann.call(201, "POST", requests, wanted("npm:unknown-shell@1.0.0"))
                        .getString("id");
        assertThat(owner.call(
                                409,
                                "POST",
                                asked + "/approve",
                                JsonObject.of("reason", "x", "ends_at", in(Duration.ofDays(3))))
                        .getString("message"))
                .contains("denies it by name");
        assertThat(owner.call(200, "POST", asked + "/decline", JsonObject.of("reason", "Use another one"))
                        .getString("decision"))
                .isEqualTo("Use another one");
        String other = requests
                + '/'
                + ann.call(201, "POST", requests, wanted("npm:unknown-shell@1.0.1"))
                        .getString("id");
        member(house).call(403, "DELETE", other, null);
        ann.call(204, "DELETE", other, null);
        assertThat(owner.get(requests + "?status=WITHDRAWN").getInteger("total"))
                .isEqualTo(1);
        assertThat(owner.get(requests).getInteger("total")).isEqualTo(2);
        var viewer = people.join("viewer");
        people.member(house.owner(), house.path(), viewer, "VIEWER");
        people.signIn(viewer.email()).api().call(403, "POST", requests, wanted("npm:x@1.0.0"));
        people.join("stranger").api().call(404, "GET", asked, null);
        ann.call(400, "POST", requests, wanted("left-pad"));
    }
}
