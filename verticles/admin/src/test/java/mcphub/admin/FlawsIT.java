package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.harness.Osv;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What an analysis says of vulnerable dependencies: by the feeds, whichever came first. */
final class FlawsIT extends AdminCatalogCase {
    private static final String CONTROL = "KNOWN_VULNERABLE_DEPENDENCY";

    /** Where the evidence of a new release is. */
    private String analysed(JsonObject dependencies) {
        String name = name("server");
        for (var dependency : dependencies) {
            String version = (String) dependency.getValue();
            if (!version.startsWith("^")) {
                String manifest = JsonObject.of("name", dependency.getKey(), "version", version)
                        .encode();
                registry.publish(dependency.getKey(), version, Packages.tgz(Map.of("package/package.json", manifest)));
            }
        }
        String manifest = JsonObject.of(
                        "name", name, "version", "1.0.0", "license", "MIT", "dependencies", dependencies)
                .encode();
        registry.publish(
                name,
                "1.0.0",
                Packages.tgz(Map.of("package/package.json", manifest, "package/index.js", Packages.SERVER)));
        return version(hub.certify(name, "1.0.0"));
    }

    /** The same archive each time. */
    private String uploaded(JsonObject dependencies) {
        String manifest = JsonObject.of(
                        "name", "same", "version", "1.0.0", "license", "MIT", "dependencies", dependencies)
                .encode();
        var files = Map.of("package/package.json", manifest, "package/index.js", "export const a = 1;\n");
        return hub.latest(hub.upload(name("same"), Packages.tgz(files)));
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

    private String status(String version) {
        var doc = hub.api().get(version);
        return doc.getString("status") + ": " + doc.getString("status_reason");
    }

    private String content(String version) {
        return hub.query(
                "select content from analysis.snapshots s join analysis.versions v on v.snapshot_id = s.id where v.id = '"
                        + version.substring(version.lastIndexOf('/') + 1) + "'");
    }

    private void settled() {
        hub.awaitNone(
                "select (select count(*) from advisories.changes) + (select count(*) from analysis.reevaluations)"
                        + " + (select count(*) from advisories.completeness where ecosystems <> advisories.complete_ecosystems())");
    }

    @Test
    void a_sample_finds_and_proves_nothing_and_a_complete_feed_lets_a_control_pass_and_the_level_rise() {
        String before = analysed(JsonObject.of("minimist", "0.0.8"));
        assertThat(judged(before)).startsWith("inconclusive: The advisories of npm that are known here are a sample");
        assertThat(hub.api().get(before + "/snapshot/latest").getInteger("certification_level"))
                .isEqualTo(1);
        assertThat(hub.api().get(before + "/snapshot/latest").getString("level_reason"))
                .contains("sample");

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
        assertThat(judged(unhit)).startsWith("inconclusive");

        var broken = Osv.record("GHSA-d", "npm", "other", "0", "1.0.0");
        broken.remove("modified");
        imported("broken", broken);
        settled();
        assertThat(judged(unhit)).as("a feed that has nothing is not complete").startsWith("inconclusive");

        imported("whole", Osv.record("GHSA-d", "npm", "other", "0", "1.0.0"));
        settled();
        assertThat(judged(unhit)).isEqualTo("passed: No dependency is known to be vulnerable");
        assertThat(hub.api().get(unhit + "/snapshot/latest").getInteger("certification_level"))
                .isEqualTo(2);
        assertThat(hub.api().get(unhit + "/snapshot/latest").getString("level_reason"))
                .isNull();
        hub.execute("update advisories.feeds set complete_of = '{}'");
        settled();
        assertThat(judged(unhit)).as("and back").startsWith("inconclusive");
    }

    @Test
    void an_advisory_moves_versions_whichever_came_first_and_back_when_it_is_withdrawn() {
        String earlier = uploaded(JsonObject.of("turns", "1.0.0"));
        String optional = uploaded(JsonObject.of("turns", "^1.0.0"));
        assertThat(status(earlier)).isEqualTo("CERTIFIED: null");
        String certified = content(earlier);

        var record = Osv.record("GHSA-turns", "npm", "turns", "0", "1.2.0");
        store(record);
        settled();
        assertThat(status(earlier)).isEqualTo("KNOWN_VULNERABLE: turns 1.0.0 (high): GHSA-turns");
        assertThat(status(optional)).as("it may be another release").isEqualTo("CERTIFIED: null");
        assertThat(found(optional)).isEmpty();
        assertThat(hub.api().get(earlier + "/events").getJsonArray("events").encode())
                .contains("KNOWN_VULNERABLE");

        String later = uploaded(JsonObject.of("turns", "1.0.0"));
        assertThat(status(later)).isEqualTo(status(earlier));
        assertThat(content(later)).as("both orders give the same bytes").isEqualTo(content(earlier));

        String snapshots = hub.query("select count(*) from analysis.snapshots");
        store(record.copy().put("modified", "2026-01-14T12:00:00Z"));
        settled();
        assertThat(hub.query("select count(*) from analysis.snapshots"))
                .as("what says the same at another time is nothing new")
                .isEqualTo(snapshots);

        store(record.copy()
                .put("modified", "2026-01-15T10:00:00Z")
                .put("database_specific", JsonObject.of("severity", "LOW")));
        settled();
        assertThat(status(earlier)).as("a low one is a finding").isEqualTo("CERTIFIED: null");
        assertThat(found(earlier)).singleElement().asString().startsWith("low turns 1.0.0 GHSA-turns");
        assertThat(content(later)).isEqualTo(content(earlier));

        store(record.copy().put("modified", "2026-01-16T10:00:00Z").put("withdrawn", "2026-01-16T10:00:00Z"));
        settled();
        assertThat(found(earlier)).isEmpty();
        assertThat(content(earlier)).as("as if it had never been").isEqualTo(certified);
        assertThat(hub.query("select count(*) from analysis.jobs where finished_at is null"))
                .isEqualTo("0");
    }

    @Test
    void what_a_release_carries_along_settles_itself_and_the_rest_is_resolved() {
        for (String part : List.of("carried", "fetched")) {
            registry.publish(part, "1.0.0", Packages.good(part, "1.0.0"));
            registry.publish(part, "1.3.0", Packages.tgz(Map.of("package/package.json", manifest(part, "1.3.0"))));
        }
        imported("for-copies", Osv.record("GHSA-copies", "npm", "carried", "0", "1.2.0"));
        var says = new JsonObject(manifest(name("carrier"), "1.0.0"))
                .put("dependencies", JsonObject.of("carried", "^1.0.0", "fetched", "^1.0.0"))
                .put("bundleDependencies", JsonArray.of("carried"));
        var files = new HashMap<>(Map.of(
                "package/package.json",
                says.encode(),
                "package/index.js",
                "export const a = 1;\n",
                "package/node_modules/carried/package.json",
                manifest("carried", "1.3.0")));
        registry.publish(says.getString("name"), "1.0.0", Packages.tgz(files));
        String sound = version(hub.certify(says.getString("name"), "1.0.0"));
        settled();
        assertThat(judged(sound)).isEqualTo("passed: No dependency is known to be vulnerable");

        files.put("package/node_modules/carried/package.json", manifest("carried", "1.0.0"));
        files.put("package/package.json", says.put("version", "1.0.1").encode());
        registry.publish(says.getString("name"), "1.0.1", Packages.tgz(files));
        hub.certify(says.getString("name"), "1.0.1");
        assertThat(hub.query("select status_reason from analysis.versions where visible_version = '1.0.1'"))
                .startsWith("carried 1.0.0 (high): GHSA-copies");
        hub.execute("update advisories.feeds set complete_of = '{}'");
        settled();
    }

    private static String manifest(String name, String version) {
        return JsonObject.of("name", name, "version", version, "license", "MIT").encode();
    }

    private String version(String mcp) {
        return "/api/v1/mcps/" + mcp + "/versions/"
                + hub.query("select id from analysis.versions where mcp_id = '" + mcp + "'");
    }

    @Test
    void an_advisory_on_the_package_itself_makes_it_known_to_be_vulnerable_however_low() {
        String name = name("itself");
        registry.publish(name, "1.0.0", Packages.good(name, "1.0.0"));
        String mcp = hub.certify(name, "1.0.0");
        String version = version(mcp);

        var record = Osv.record("GHSA-itself", "npm", name, "0", "1.0.1");
        store(record.put("database_specific", JsonObject.of("severity", "LOW")));
        settled();

        assertThat(status(version)).isEqualTo("KNOWN_VULNERABLE: " + name + " 1.0.0 (low): GHSA-itself");
        assertThat(hub.api()
                        .get("/api/v1/mcps/" + mcp)
                        .getJsonObject("latest_version")
                        .getString("status"))
                .isEqualTo("KNOWN_VULNERABLE");
    }
}
