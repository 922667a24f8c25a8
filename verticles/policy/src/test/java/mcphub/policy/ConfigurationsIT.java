package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Clients' configurations: read, reported on in every format, managed. */
final class ConfigurationsIT extends GateCase {
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
    void an_address_of_many_steps_is_denied_and_not_stumbled_over() {
        var house = house();
        String path = "a.example/" + "a/".repeat(9_900) + "a";
        var servers = new JsonObject()
                .put("npx", command("npx", "-y", "git+https://" + path))
                .put("uvx", command("uvx", "--from", "git+https://" + path, "x"))
                .put("docker", command("docker", "run", path))
                .put("exact", command("npx", "x@1.0.0-" + "a.".repeat(9_000) + "a"))
                .put("remote", JsonObject.of("url", "https://" + path.repeat(10)));
        String config = JsonObject.of("mcpServers", servers).encode();
        var answer = house.evaluate(JsonObject.of("org_id", house.id(), "config", config));
        assertThat(answer.getString("result")).isEqualTo("FAIL");
        assertThat(answer.getJsonArray("mcps").stream().map(v -> ((JsonObject) v).getString("result")))
                .hasSize(servers.size())
                .containsOnly("DENIED");
    }

    private static JsonObject command(String program, String... words) {
        return JsonObject.of("command", program, "args", new JsonArray(List.of(words)));
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

    @Test
    void servers_are_told_apart_in_each_format_and_rules_explain_themselves() throws Exception {
        var house = house();
        var request = JsonObject.of(
                "config",
                "{\"mcpServers\": {\"fetch\": {\"command\": \"sh\", \"args\": [\"-c\", \"a\"]},\n\"db\": {\"command\": \"sh\", \"args\": [\"-c\", \"b\"]}}}",
                "config_path",
                ".mcp.json");
        var junit = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(as(house, request, "application/xml"))));
        var cases = junit.getElementsByTagName("testcase");
        for (int i = 0; i < 2; i++) {
            var attributes = cases.item(i).getAttributes();
            assertThat(attributes.getNamedItem("classname").getNodeValue()).isEqualTo(".mcp.json");
            assertThat(attributes.getNamedItem("name").getNodeValue()).startsWith((i == 0 ? "fetch (a" : "db (b"));
        }
        assertThat(as(house, request, "text/markdown")).contains("| .mcp.json:1 fetch |", "| .mcp.json:2 db |");
        var run = new JsonObject(as(house, request.copy().put("environment", "production"), "application/sarif+json"))
                .getJsonArray("runs")
                .getJsonObject(0);
        var prints = new java.util.HashSet<String>();
        run.getJsonArray("results")
                .forEach(result -> prints.add(((JsonObject) result)
                        .getJsonObject("partialFingerprints")
                        .getString("mcpHub/v1")));
        assertThat(prints).hasSize(run.getJsonArray("results").size());
        var rule = run.getJsonObject("tool")
                .getJsonObject("driver")
                .getJsonArray("rules")
                .getJsonObject(0);
        assertThat(rule.fieldNames()).contains("fullDescription", "help", "helpUri", "shortDescription");
        assertThat(run.getJsonObject("automationDetails").getString("id")).isEqualTo("mcp-hub/production/");
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
}
