package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Package URLs by each ecosystem's rules. */
final class PurlTest {
    @ParameterizedTest
    @CsvSource({
        "mcp-remote, 1.2.3, pkg:npm/mcp-remote@1.2.3",
        "@acme/tool, 1.0.0, pkg:npm/%40acme/tool@1.0.0",
        "JSONStream, 1.3.5, pkg:npm/JSONStream@1.3.5",
        "a, 1.0.0+build.1, pkg:npm/a@1.0.0%2Bbuild.1",
        "a, , pkg:npm/a",
    })
    void a_package_of_npm_keeps_its_case_and_its_scope(String name, String version, String purl) {
        assertThat(Purl.npm(name, version)).hasToString(purl);
        assertThat(Purl.read(purl)).contains(Purl.npm(name, version));
        assertThat(Purl.npm(name, version).path()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Ruamel.Yaml, 0.18, pkg:pypi/ruamel-yaml@0.18",
        "zope__interface-.x, , pkg:pypi/zope-interface-x",
        "a, 1!2.0, pkg:pypi/a@1%212.0",
    })
    void a_package_of_pypi_is_named_by_pep_503(String name, String version, String purl) {
        assertThat(Purl.pypi(name, version)).hasToString(purl);
        assertThat(Purl.read(purl)).contains(Purl.pypi(name, version));
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/Acme/Tool, pkg:github/acme/tool@abc",
        "https://bitbucket.org/acme/tool.git, pkg:bitbucket/acme/tool@abc",
        "https://git.example.org/acme/tool, pkg:generic/tool@abc?vcs_url=git%2Bhttps:%2F%2Fgit.example.org%2Facme%2Ftool%40abc",
    })
    void a_repository_has_its_forges_type_or_its_address(String url, String purl) {
        assertThat(Purl.git(url, "abc")).hasToString(purl);
    }

    @Test
    void what_people_write_is_read() {
        assertThat(Purl.read("pkg:npm/@acme/tool@1.0.0")).contains(Purl.npm("@acme/tool", "1.0.0"));
        assertThat(Purl.read("pkg:npm/@acme/tool")).contains(Purl.npm("@acme/tool", null));
        assertThat(Purl.read(" PKG:NPM/a?x=1#lib ").orElseThrow().with("y", "2/3"))
                .hasToString("pkg:npm/a?x=1&y=2%2F3");
        assertThat(Purl.read("pkg:github/Acme/Tool").orElseThrow().path()).isEqualTo("acme/tool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "npm:a",
                "pkg:npm",
                "pkg:npm/",
                "pkg:npm/a@",
                "pkg:npm/%zz",
                "pkg:npm/a%00b",
                "pkg:npm/a@%00",
                "pkg:npm/a?repository_url=%00",
                "pkg:/a",
                "https://example.org/a"
            })
    void what_is_none_is_none(String text) {
        assertThat(Purl.read(text)).isEmpty();
    }
}
