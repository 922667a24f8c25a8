package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** Findings as SARIF; {@code scripts/oracles/sarif} has these logs read by Microsoft's validator, by GitHub's rules. */
final class SarifIT extends CatalogCase {
    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private JsonObject run(String of) {
        var response = hub.api().send("GET", hub.latest(of) + "/sarif");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/sarif+json");
        String folder = System.getProperty("sarif.folder", "");
        if (!folder.isEmpty()) {
            try {
                Files.writeString(Path.of(folder, "version-" + of + ".sarif"), response.body());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        var log = new JsonObject(response.body());
        assertThat(log.getString("version")).isEqualTo("2.1.0");
        assertThat(log.getJsonArray("runs")).hasSize(1);
        return log.getJsonArray("runs").getJsonObject(0);
    }

    @Test
    void every_finding_is_a_result_with_a_rule_a_place_and_a_fingerprint() {
        var run = run(bad);
        var findings = hub.api().get(hub.latest(bad) + "/findings?limit=100").getJsonArray("findings");
        var results = objects(run.getJsonArray("results"));
        assertThat(results).hasSameSizeAs(findings);
        for (int i = 0; i < results.size(); i++) {
            var finding = findings.getJsonObject(i);
            var result = results.get(i);
            assertThat(result.getString("ruleId")).isEqualTo(finding.getString("control_id"));
            assertThat(result.getJsonObject("partialFingerprints").getString("mcpHub/v1"))
                    .isEqualTo(finding.getString("fingerprint"));
            var place = result.getJsonArray("locations").getJsonObject(0).getJsonObject("physicalLocation");
            assertThat(place.getJsonObject("artifactLocation").getString("uri"))
                    .isEqualTo(finding.getString("file") == null ? "package.json" : finding.getString("file"));
            assertThat(finding.getString("message"))
                    .startsWith(result.getJsonObject("message").getString("text"));
        }
        var rules = new HashSet<String>();
        objects(run.getJsonObject("tool").getJsonObject("driver").getJsonArray("rules"))
                .forEach(rule -> assertThat(rules.add(rule.getString("id"))).isTrue());
        assertThat(results).allMatch(result -> rules.contains(result.getString("ruleId")));
        assertThat(new HashSet<>(results.stream()
                        .map(result ->
                                result.getJsonObject("partialFingerprints").getString("primaryLocationLineHash"))
                        .toList()))
                .as("alerts of equal hash would be one")
                .hasSameSizeAs(results);
        assertThat(run.encode()).doesNotContain("Z7KQ2M4XW5RT5B3C");
    }

    @Test
    void the_way_of_a_value_is_a_code_flow_that_ends_where_it_is_run() {
        var command = objects(run(bad).getJsonArray("results")).stream()
                .filter(result -> result.getString("ruleId").equals("COMMAND_INJECTION"))
                .findFirst()
                .orElseThrow();
        var flow = objects(command.getJsonArray("codeFlows")
                .getJsonObject(0)
                .getJsonArray("threadFlows")
                .getJsonObject(0)
                .getJsonArray("locations"));
        assertThat(flow)
                .hasSizeGreaterThan(1)
                .allSatisfy(step -> assertThat(step.getJsonObject("location")
                                .getJsonObject("message")
                                .getString("text"))
                        .isNotBlank());
        assertThat(flow.getLast()
                        .getJsonObject("location")
                        .getJsonObject("physicalLocation")
                        .getJsonObject("region"))
                .isEqualTo(JsonObject.of("startLine", 2));
        assertThat(command.getString("level")).isEqualTo("error");
        assertThat(command.getJsonObject("message").getString("text")).doesNotContain(" → ");
    }

    @Test
    void the_run_says_what_limits_the_score_and_a_result_whose_value_it_is_about() {
        var run = run(bad);
        var scores = hub.api().get(hub.latest(bad) + "/scores");
        var properties = run.getJsonObject("properties");
        for (String field : List.of("global_score", "grade", "certification_level", "caps", "coverage")) {
            assertThat(properties.getValue(field)).as(field).isEqualTo(scores.getValue(field));
        }
        assertThat(properties.getJsonArray("caps")).isNotEmpty();
        var findings =
                objects(hub.api().get(hub.latest(bad) + "/findings?limit=100").getJsonArray("findings"));
        var results = objects(run.getJsonArray("results"));
        for (int i = 0; i < results.size(); i++) {
            for (String field : List.of("tool", "values", "by_design")) {
                assertThat(results.get(i).getJsonObject("properties").getValue(field))
                        .isEqualTo(findings.get(i).getValue(field));
            }
        }
        assertThat(results)
                .anyMatch(result -> result.getJsonObject("properties").getString("tool") != null);
    }

    @Test
    void a_rule_has_its_weakness_and_what_to_do() {
        var rule = objects(
                        run(bad).getJsonObject("tool").getJsonObject("driver").getJsonArray("rules"))
                .stream()
                .filter(one -> one.getString("id").equals("COMMAND_INJECTION"))
                .findFirst()
                .orElseThrow();
        assertThat(rule.getJsonObject("properties").getJsonArray("tags")).contains("security", "external/cwe/cwe-078");
        assertThat(Double.parseDouble(rule.getJsonObject("properties").getString("security-severity")))
                .isGreaterThanOrEqualTo(7);
        assertThat(rule.getJsonObject("help").getString("text")).contains("CWE-78");
        assertThat(rule.getString("helpUri")).isEqualTo("https://cwe.mitre.org/data/definitions/78.html");
    }

    @Test
    void what_could_not_be_judged_is_said_and_nothing_found_is_an_empty_list() {
        var run = run(hub.upload("empty-sarif", Packages.good("empty-sarif", "1.0.0")));
        assertThat(run.getJsonArray("results")).isNotNull();
        assertThat(objects(run.getJsonArray("invocations").getJsonObject(0).getJsonArray("toolExecutionNotifications")))
                .isNotEmpty()
                .allMatch(note -> note.getString("level").equals("note"));
    }

    @Test
    void a_long_log_comes_in_parts_and_is_whole() {
        String many = hub.upload("many-sarif", Packages.good("many-sarif", "1.0.0"));
        String snapshot = hub.api().get(hub.latest(many) + "/snapshot/latest").getString("id");
        // 1,000 more than there are, so that the last part is an empty one
        int there = Integer.parseInt(
                hub.query("select count(*) from analysis.findings where snapshot_id = '" + snapshot + "'"));
        hub.execute(
                "insert into analysis.findings (snapshot_id, control_id, position, severity, file, line, evidence, message) select '"
                        + snapshot
                        + "', 'SECRET_EXPOSED', n, 'low', 'src/file-' || n % 7 || '.js', n, 'the same', 'Something' from generate_series(1000, "
                        + (1999 - there) + ") n");
        var run = run(many);
        var results = objects(run.getJsonArray("results"));
        assertThat(results).hasSize(1000);
        assertThat(new HashSet<>(results.stream()
                        .map(result ->
                                result.getJsonObject("partialFingerprints").getString("primaryLocationLineHash"))
                        .toList()))
                .hasSize(1000);
    }

    @Test
    void what_is_there_already_is_not_sent_again() {
        String path = hub.latest(good) + "/sarif";
        String tag = hub.api().send("GET", path).headers().firstValue("etag").orElseThrow();
        assertThat(hub.api().send("GET", path, "if-none-match", tag).statusCode())
                .isEqualTo(304);
        assertThat(hub.api().send("HEAD", path).statusCode()).isEqualTo(200);
        assertThat(hub.api()
                        .call(
                                404,
                                "GET",
                                hub.latest(good).replaceFirst(".$", "") + (path.contains("0/sarif") ? "1" : "0")
                                        + "/sarif",
                                null)
                        .getString("message"))
                .isEqualTo("Version not found, or not analysed yet");
        hub.api().call(400, "GET", "/api/v1/mcps/" + good + "/versions/1.2.0/sarif", null);
    }
}
