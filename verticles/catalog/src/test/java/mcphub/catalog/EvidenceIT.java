package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What the evidence says, and what it never shows. */
final class EvidenceIT extends CatalogCase {
    @Test
    void what_is_wrong_with_a_package_is_found_and_the_secret_is_not_shown() {
        var findings = hub.api().get(hub.latest(bad) + "/findings?limit=100").getJsonArray("findings");
        var controls = findings.stream()
                .map(f -> ((JsonObject) f).getString("control_id"))
                .toList();

        assertThat(controls)
                .contains(
                        "SECRET_EXPOSED",
                        "COMMAND_INJECTION",
                        "DYNAMIC_CODE_EVALUATION",
                        "INSTALL_SCRIPT",
                        "DEPENDENCY_UNPINNED",
                        "LICENSE_MISSING",
                        "README_MISSING");
        assertThat(findings.getJsonObject(0).getString("severity")).isEqualTo("critical");
        assertThat(findings.encode()).doesNotContain("Z7KQ2M4XW5RT5B3C");
        var mcp = hub.api().get("/api/v1/mcps/" + bad).getJsonObject("snapshot");
        assertThat(mcp.getInteger("global_score")).isLessThanOrEqualTo(59);
        assertThat(mcp.getString("grade")).isEqualTo("F");
        assertThat(mcp.getInteger("certification_level")).isZero();
    }

    @Test
    void an_upload_is_described_by_its_own_manifest() {
        var mcp = hub.api().get("/api/v1/mcps/" + hub.upload("described", Packages.good("described", "2.0.0")));

        assertThat(mcp.getString("description")).isEqualTo("Reads files for tests");
        assertThat(mcp.getString("license")).isEqualTo("MIT");
        assertThat(mcp.getString("repo_url")).isEqualTo("https://github.com/example/described");
        assertThat(mcp.getJsonObject("latest_version").getString("visible_version"))
                .matches("upload-[0-9a-f]{7}-\\d{4}-\\d{2}-\\d{2}");
        assertThat(mcp.getJsonObject("source").getString("type")).isEqualTo("upload");
    }

    @Test
    void who_signs_in_at_a_repository_is_not_published_and_a_licence_of_old_is_known() {
        String manifest =
                "{\"name\":\"older\",\"version\":\"1.0.0\",\"licenses\":[{\"type\":\"MIT\"}],\"homepage\":\"https://ann:secret@example.org/\",\"dependencies\":{\"a\":\"git+https://ann:s@cret@git.example.org/a\",\"b\":\"https://example.org/b.tgz?token=secret\"},\"repository\":{\"url\":\"git+https://ann:secret@git.example.org/ann/older.git\"}}";
        var mcp = hub.api()
                .get("/api/v1/mcps/" + hub.upload("older", Packages.tgz(Map.of("package/package.json", manifest))));

        assertThat(mcp.getString("license")).isEqualTo("MIT");
        assertThat(mcp.getString("repo_url")).isEqualTo("https://git.example.org/ann/older");
        assertThat(mcp.getString("homepage")).isNull();
        assertThat(hub.api()
                        .get(hub.latest(mcp.getString("id")) + "/findings?limit=100")
                        .encode())
                .contains("a git+https://…@git.example.org/a", "b https://example.org/b.tgz?token=…")
                .doesNotContain("secret", "s@cret");
    }

    @Test
    void the_same_tarball_analysed_twice_gives_the_same_content_to_the_byte() {
        byte[] tarball = Packages.bad("twice", "1.0.0");
        String first = hub.upload("twice-a", tarball);
        String second = hub.upload("twice-b", tarball);

        String content =
                "select content from analysis.snapshots s join analysis.versions v on v.snapshot_id = s.id where v.mcp_id = '";
        assertThat(hub.query(content + first + "'")).isNotEmpty().isEqualTo(hub.query(content + second + "'"));
        assertThat(hub.api().get(hub.latest(first) + "/snapshot/latest").getString("content_sha256"))
                .isEqualTo(
                        hub.api().get(hub.latest(second) + "/snapshot/latest").getString("content_sha256"));
    }
}
