package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages of a {@code server.json}, alone and as the registry answers it. */
final class ServerJsonTest {
    private static final String SERVER = """
            {"name": "org.example/weather", "version": "1.0.2",
             "packages": [
               {"registryType": "npm", "identifier": "@example/weather", "version": "1.0.2"},
               {"registryType": "oci", "identifier": "docker.io/example/weather", "version": "1.0.2"}],
             "remotes": [{"type": "sse", "url": "https://weather.example.org/sse"}]}""";

    private static List<String> read(String text) {
        return ClientConfig.read(text, "server.json", Project.NONE).stream()
                .map(asked -> Objects.requireNonNull(asked.place()).kind()
                        + ' '
                        + asked.name()
                        + (asked.version() == null ? "" : " " + asked.version())
                        + (asked.range() == null ? "" : " (" + asked.range() + ')')
                        + (asked.registry() == null ? "" : " from " + asked.registry()))
                .toList();
    }

    @Test
    void a_server_is_read_alone_and_in_answers_of_the_registry() {
        var expected = List.of(
                "npm @example/weather 1.0.2", "oci oci:example/weather 1.0.2", "remote https://weather.example.org");
        assertThat(read(SERVER)).isEqualTo(expected);
        assertThat(read("{\"server\": " + SERVER + ", \"_meta\": {}}")).isEqualTo(expected);
        assertThat(read("{\"servers\": [{\"server\": " + SERVER + ", \"_meta\": {}}], \"metadata\": {}}"))
                .isEqualTo(expected);
        assertThat(read("{\"servers\": [" + SERVER + "]}")).isEqualTo(expected);
    }

    /** One package's fields; what is judged. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "registry_name": "npm", "name": "w-mcp", "version": "0.9.0"                      | npm w-mcp 0.9.0
            "registryType": "npm", "identifier": "w", "version": "latest"                    | npm w (latest)
            "registryType": "npm", "identifier": "w", "version": "^3.0.0"                    | npm w (^3.0.0)
            "registryType": "npm", "identifier": "w"                                         | npm w
            "registryType": "npm", "identifier": "w", "version": "1.0.0", "registryBaseUrl": "https://registry.npmjs.org" | npm w 1.0.0
            "registryType": "npm", "identifier": "w", "version": "1.0.0", "registryBaseUrl": "https://e.example/npm/" | npm w 1.0.0 from https://e.example/npm
            "registryType": "pypi", "identifier": "Mcp_W", "version": "1.0", "registryBaseUrl": "https://pypi.org" | pypi pypi:mcp-w 1.0
            "registryType": "oci", "identifier": "ghcr.io/acme/x:1.0.0"                      | oci oci:ghcr.io/acme/x 1.0.0
            "registryType": "oci", "identifier": "acme/x", "version": "1.0", "registryBaseUrl": "https://ghcr.io" | oci oci:ghcr.io/acme/x 1.0
            "registryType": "oci", "identifier": "acme/x", "version": "1.0", "registryBaseUrl": "https://docker.io" | oci oci:acme/x 1.0
            "registryType": "nuget", "identifier": "Acme.Weather", "version": "1.2.3"        | nuget nuget:acme.weather 1.2.3
            "registryType": "mcpb", "identifier": "https://github.com/acme/x/releases/download/v1/x.mcpb?token=1" | mcpb mcpb:https://github.com/acme/x/releases/download/v1/x.mcpb
            "registryType": "cargo", "identifier": "x"                                       | local server.json: a package of a registry that is not known
            "port": 8080                                                                     | local a package that is not named
            """)
    void a_package_is_what_its_registry_has(String fields, String expected) {
        assertThat(read("{\"name\": \"n\", \"packages\": [{" + fields + "}]}")).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"port": 8080, "packages": ["a"]}          | local a package that is not named
            {"name": "n", "packages": {"a": 1}}        | local n
            {"name": "n", "packages": "a"}             | local n
            {"name": "n", "remotes": [{"type": "sse"}]} | local n
            {"servers": ["a"]}                         | local servers
            """)
    void what_cannot_be_read_is_what_nobody_knows(String text, String expected) {
        assertThat(read(text)).containsExactly(expected);
    }

    @Test
    void what_the_launcher_is_told_beside_the_package_counts() {
        assertThat(read("""
                {"name": "n", "packages": [{"registryType": "npm", "identifier": "good", "version": "1.0.0", "runtimeHint": "npx",
                  "runtimeArguments": [{"type": "named", "name": "--package", "value": "acme-evil"}, {"type": "positional", "value": "-y"}]}]}""")).containsExactly("npm good 1.0.0", "npm acme-evil");
        assertThat(read("""
                {"name": "n", "packages": [{"registryType": "npm", "identifier": "good", "version": "1.0.0",
                  "runtimeArguments": [{"type": "named", "name": "--registry", "value": "https://e.example"}]}]}""")).containsExactly("npm good 1.0.0 from https://e.example");
        assertThat(read("""
                {"name": "n", "packages": [{"registryType": "npm", "identifier": "good", "version": "1.0.0",
                  "environmentVariables": [{"name": "npm_config_registry", "value": "https://e.example"}]}]}""")).containsExactly("npm good 1.0.0 from https://e.example");
        assertThat(read("""
                {"name": "n", "packages": [{"registryType": "npm", "identifier": "good", "version": "1.0.0", "runtimeHint": "sh"
                  ,"runtimeArguments": [{"type": "positional", "value": "-c"}, {"type": "positional", "value": "npx evil"}]}]}""")).containsExactly("npm good 1.0.0", "npm evil");
        assertThat(read("""
                {"name": "n", "packages": [{"registryType": "oci", "identifier": "ghcr.io/acme/x:1.0.0",
                  "runtimeArguments": [{"type": "named", "name": "-v", "value": "/a:/b"}, {"type": "named", "name": "--entrypoint", "value": "sh"}]}]}""")).containsExactly("oci oci:ghcr.io/acme/x 1.0.0");
    }
}
