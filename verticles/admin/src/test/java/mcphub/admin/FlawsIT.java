package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import mcphub.harness.Osv;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What an analysis says of vulnerable dependencies: by what the build ships until there is a feed, then by the feeds. */
final class FlawsIT extends AdminCatalogCase {
    private static final String CONTROL = "KNOWN_VULNERABLE_DEPENDENCY";

    /** Where the evidence of a new release is. */
    private String analysed(JsonObject dependencies) {
        String name = name("server");
        String manifest = JsonObject.of(
                        "name", name, "version", "1.0.0", "license", "MIT", "dependencies", dependencies)
                .encode();
        registry.publish(
                name,
                "1.0.0",
                Packages.tgz(Map.of("package/package.json", manifest, "package/index.js", "export const a = 1;\n")));
        String mcp = hub.certify(name, "1.0.0");
        return "/api/v1/mcps/" + mcp + "/versions/"
                + hub.query("select id from analysis.versions where mcp_id = '" + mcp + "'");
    }

    private String judged(String version) {
        return hub.api().get(version + "/controls?limit=100").getJsonArray("controls").stream()
                .map(JsonObject.class::cast)
                .filter(control -> control.getString("control_id").equals(CONTROL))
                .map(control -> control.getString("outcome") + ": " + control.getString("message"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> found(String version) {
        return hub.api().get(version + "/findings?limit=100").getJsonArray("findings").stream()
                .map(JsonObject.class::cast)
                .filter(finding -> finding.getString("control_id").equals(CONTROL))
                .map(finding -> finding.getString("severity") + " " + finding.getString("evidence") + " "
                        + finding.getString("message"))
                .toList();
    }

    private void store(JsonObject record) {
        admin.call(200, "POST", ADMIN + "advisories", record);
    }

    /** A complete feed of npm, of this one record. */
    private void imported(String feed, JsonObject record) {
        var answer = admin.send(
                "POST",
                ADMIN + "advisories?complete=npm&feed=" + feed,
                BodyPublishers.ofByteArray(Osv.dump(record)),
                "content-type",
                "application/zip");
        assertThat(answer.statusCode()).isEqualTo(202);
        hub.awaitNone("select count(*) from advisories.imports where finished_at is null");
    }

    @Test
    void feeds_replace_what_the_build_ships_and_only_a_complete_one_lets_a_control_pass() {
        assertThat(found(analysed(JsonObject.of("minimist", "0.0.8"))))
                .as("before there is a feed")
                .singleElement()
                .asString()
                .startsWith("critical minimist 0.0.8 CVE-2021-44906");

        store(Osv.record("GHSA-a", "npm", "flawed", "0", "1.2.6").put("aliases", JsonArray.of("CVE-a")));
        var worse = Osv.record("SNYK-a", "npm", "flawed", "0", "1.3.0").put("aliases", JsonArray.of("CVE-a"));
        worse.put("database_specific", JsonObject.of("severity", "CRITICAL"));
        store(worse);
        store(Osv.record("GHSA-b", "npm", "flawed", "1.0.0", "1.2.0"));
        store(Osv.record("GHSA-c", "npm", "flawed", "0", "9.0.0").put("withdrawn", "2026-01-14T10:00:00Z"));

        assertThat(found(analysed(JsonObject.of("flawed", "1.2.6-beta.1"))))
                .as("aliases are one flaw, and a prerelease is below its release")
                .containsExactly("critical flawed 1.2.6-beta.1 SNYK-a, CVE-a, GHSA-a: Flaw SNYK-a (fixed in 1.3.0)");
        assertThat(found(analysed(JsonObject.of("flawed", "1.1.0"))))
                .containsExactly(
                        "critical flawed 1.1.0 SNYK-a, CVE-a, GHSA-a: Flaw SNYK-a (fixed in 1.3.0)",
                        "high flawed 1.1.0 GHSA-b: Flaw GHSA-b (fixed in 1.2.0)");
        String unhit = analysed(JsonObject.of("flawed", "1.3.0"));
        assertThat(judged(unhit)).isEqualTo("inconclusive: Advisories of npm are a sample of 4 records");
        assertThat(judged(analysed(JsonObject.of("minimist", "0.0.8"))))
                .as("what the build ships counts no more")
                .startsWith("inconclusive");

        var broken = Osv.record("GHSA-d", "npm", "other", "0", "1.0.0");
        broken.remove("modified");
        imported("broken", broken);
        assertThat(judged(analysed(JsonObject.of("flawed", "1.3.0"))))
                .as("a feed that has nothing is not complete")
                .isEqualTo("inconclusive: Advisories of npm are a sample of 4 records");

        imported("whole", Osv.record("GHSA-d", "npm", "other", "0", "1.0.0"));
        assertThat(judged(analysed(JsonObject.of("flawed", "1.3.0"))))
                .isEqualTo("passed: No declared dependency is known to be vulnerable");
        assertThat(hub.query(
                        "select count(distinct content::json ->> 'advisories_sha256') > 1 from analysis.snapshots"))
                .as("a snapshot tells what was known")
                .isEqualTo("t");
    }
}
