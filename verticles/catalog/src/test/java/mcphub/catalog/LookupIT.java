package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which MCP is meant. */
final class LookupIT extends CatalogCase {
    private List<JsonObject> find(String by, String value) {
        var answer = hub.api().get("/api/v1/lookup?" + by + '=' + URLEncoder.encode(value, StandardCharsets.UTF_8));
        var matches = answer.getJsonArray("matches").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(answer.getInteger("total")).isEqualTo(matches.size());
        return matches;
    }

    private static String mcp(JsonObject match) {
        return match.getString("match") + ' ' + match.getJsonObject("mcp").getString("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkg:npm/%40example/files@1.2.0",
                "pkg:npm/@example/files@1.2.0",
                "PKG:npm/%40example/files@1.2.0?x=y#z"
            })
    void a_package_url_is_the_package_and_its_version(String purl) {
        var found = find("purl", purl);
        assertThat(found).extracting(LookupIT::mcp).containsExactly("source @example/files");
        assertThat(found.getFirst().getJsonObject("version").getString("visible_version"))
                .isEqualTo("1.2.0");
    }

    @Test
    void a_version_that_is_not_catalogued_is_none_and_a_package_of_another_registry_is_another() {
        assertThat(find("purl", "pkg:npm/%40example/files@9.9.9").getFirst().getJsonObject("version"))
                .isNull();
        assertThat(find("purl", "pkg:npm/%40example/Files")).isEmpty();
        assertThat(find("purl", "pkg:npm/%40example/files?repository_url=https://npm.example.org"))
                .isEmpty();
        assertThat(find("purl", "pkg:pypi/files")).isEmpty();
        assertThat(find("purl", "pkg:cargo/files")).isEmpty();
    }

    @Test
    void the_package_url_of_every_bill_of_materials_leads_back() {
        String uploaded = hub.upload("led-back", Packages.good("led-back", "1.0.0"));
        for (String mcp : List.of(good, bad, uploaded)) {
            String purl = hub.api()
                    .get(hub.latest(mcp) + "/sbom")
                    .getJsonObject("metadata")
                    .getJsonObject("component")
                    .getString("purl");
            var found = find("purl", purl).getFirst();
            assertThat(found.getJsonObject("mcp").getString("id")).isEqualTo(mcp);
            assertThat(hub.latest(mcp)).endsWith(found.getJsonObject("version").getString("id"));
        }
    }

    @Test
    void an_archive_is_found_by_its_digest_however_that_is_written_and_whatever_stands_beside_it() {
        String uploaded = hub.upload("digested", Packages.good("digested", "1.0.0"));
        String sha256 = hub.api().get(hub.latest(uploaded)).getString("tarball_sha256");
        String upper = sha256.toUpperCase(java.util.Locale.ROOT);
        for (String checksum : List.of(
                "sha256:" + sha256,
                "sha256:" + upper,
                "SHA256:" + upper,
                "sha-256:" + sha256,
                sha256,
                upper,
                "sha1:" + "a".repeat(40) + ",sha256:" + sha256,
                "sha256%3A" + upper + "%2Cmd5%3A" + "b".repeat(32))) {
            assertThat(find("purl", "pkg:generic/x?checksum=" + checksum))
                    .as(checksum)
                    .extracting(LookupIT::mcp)
                    .containsExactly("archive digested");
        }
        for (String checksum :
                List.of("sha1:" + sha256, "sha256:" + sha256.substring(1), "sha512:" + sha256 + sha256)) {
            assertThat(find("purl", "pkg:generic/x?checksum=" + checksum))
                    .as(checksum)
                    .isEmpty();
        }
    }

    @Test
    void a_repository_is_found_in_any_form_and_who_only_says_it_comes_last() {
        for (String form : List.of(
                "https://github.com/example/files",
                "git@github.com:Example/Files.git",
                "example/files",
                "https://github.com/example/files/tree/main/src")) {
            assertThat(find("repo", form)).extracting(LookupIT::mcp).contains("repository @example/files");
        }
        assertThat(find("purl", "pkg:github/example/files"))
                .extracting(LookupIT::mcp)
                .contains("repository @example/files");
        hub.execute(
                "insert into catalog.mcps (name, source_type, source_url, repository_key, repo_url) values "
                        + "('example/files', 'git', 'https://github.com/example/files', 'github.com/example/files', 'https://github.com/example/files')");
        assertThat(find("repo", "example/files").getFirst().getString("match")).isEqualTo("source");
        assertThat(find("repo", "https://github.com/nobody/nothing")).isEmpty();
    }

    @Test
    void a_name_is_found_in_any_case() {
        assertThat(find("name", " RISKY-shell ")).extracting(LookupIT::mcp).containsExactly("name risky-shell");
        assertThat(find("name", "risky")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?name=a&repo=b%2Fc",
                "?purl=npm%3Aa",
                "?purl=pkg%3Anpm%2F%25zz",
                "?purl=pkg%3Anpm%2F%2500",
                "?repo=%20",
                "?repo=file%3A%2F%2F%2Fetc",
                "?name="
            })
    void what_says_nothing_or_too_much_is_refused(String query) {
        hub.api().call(400, "GET", "/api/v1/lookup" + query, null);
    }
}
