package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import mcphub.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations in the shapes that clients write them. */
final class ClientConfigTest {
    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("Claude Desktop", """
                        {
                          "mcpServers": {
                            "filesystem": {
                              "command": "npx",
                              "args": ["-y", "@modelcontextprotocol/server-filesystem", "/Users/me/Desktop"]
                            }
                          }
                        }""", List.of("3 npm @modelcontextprotocol/server-filesystem - open")),
                Arguments.of(
                        "a project's .mcp.json, pinned, with an environment",
                        """
                        {"mcpServers": {
                          "ctx": {"type": "stdio", "command": "npx", "args": ["--yes", "@upstash/context7-mcp@2.0.0"], "env": {"A": "${A}"}},
                          "docs": {"type": "http", "url": "https://docs.example.org/mcp", "headers": {"Authorization": "Bearer x"}}}}""",
                        List.of("2 npm @upstash/context7-mcp 2.0.0", "3 remote https://docs.example.org -")),
                Arguments.of(
                        "VS Code's mcp.json with comments, inputs and trailing commas",
                        """
                        {
                          // asked once
                          "inputs": [{"type": "promptString", "id": "key", "password": true},],
                          "servers": {
                            /* browser */
                            "playwright": {"command": "npx", "args": ["@playwright/mcp@latest"],},
                            "github": {"type": "http", "url": "https://api.example.org/mcp/"},
                          },
                        }""",
                        List.of("6 npm @playwright/mcp - open", "7 remote https://api.example.org -")),
                Arguments.of("VS Code's settings.json", """
                        {"editor.fontSize": 12,
                         "mcp": {"servers": {
                           "time": {"command": "uvx", "args": ["mcp-server-time==1.2.3", "--local-timezone=UTC"]}}}}""", List.of("3 pypi pypi:mcp-server-time 1.2.3")),
                Arguments.of("Cursor, a remote by url alone", """
                        {"mcpServers": {"linear": {"url": "https://mcp.example.org/sse"}}}""", List.of("1 remote https://mcp.example.org -")),
                Arguments.of(
                        "Windsurf's serverUrl and a disabled one",
                        """
                        {"mcpServers": {"a": {"serverUrl": "https://a.example.org"},
                        "b": {"command": "node", "args": ["/srv/b.js"], "disabled": true}}}""",
                        List.of("1 remote https://a.example.org -", "2 local node /srv/b.js -")),
                Arguments.of("Zed's context servers", """
                        {"context_servers": {
                          "pg": {"source": "custom", "command": {"path": "npx", "args": ["-y", "mcp-pg@0.3.1"], "env": null}}}}""", List.of("2 npm mcp-pg 0.3.1")),
                Arguments.of("Claude Code's own file, with projects", """
                        {"numStartups": 3, "projects": {
                          "/home/me/a": {"mcpServers": {"x": {"command": "bunx", "args": ["x-mcp@1.0.0-beta.2"]}}},
                          "/home/me/b": {"mcpServers": {}}}}""", List.of("2 npm x-mcp 1.0.0-beta.2")),
                Arguments.of(
                        "Docker with flags in front of the image",
                        """
                        {"mcpServers": {
                          "gh": {"command": "docker", "args": ["run", "-i", "--rm", "-e", "TOKEN", "--network=none", "ghcr.io/example/server:1.4", "stdio"]},
                          "pinned": {"command": "/usr/bin/podman", "args": ["run", "mcp/fetch@sha256:abc"]}}}""",
                        List.of("2 oci oci:ghcr.io/example/server 1.4 open", "3 oci oci:mcp/fetch sha256:abc")),
                Arguments.of(
                        "Windows' cmd, npm exec, pnpm and yarn",
                        """
                        {"mcpServers": {
                          "w": {"command": "cmd", "args": ["/c", "npx", "-y", "w-mcp@2"]},
                          "e": {"command": "npm.cmd", "args": ["exec", "--", "e-mcp@1.0.0"]},
                          "p": {"command": "pnpm", "args": ["dlx", "@p/mcp@3.1.0"]},
                          "q": {"command": "yarn", "args": ["dlx", "--package", "q-mcp@0.1.0", "q"]}}}""",
                        List.of(
                                "2 npm w-mcp - open",
                                "3 npm e-mcp 1.0.0",
                                "4 npm @p/mcp 3.1.0",
                                "5 npm q-mcp 0.1.0 open")),
                Arguments.of(
                        "uv from git, uv tool run, pipx",
                        """
                        {"mcpServers": {
                          "g": {"command": "uvx", "args": ["--from", "git+https://example.org/r.git", "tool"]},
                          "t": {"command": "uv", "args": ["tool", "run", "--python", "3.12", "serena-agent@0.1.4"]},
                          "x": {"command": "pipx", "args": ["run", "x-server[extra]"]},
                          "d": {"command": "uv", "args": ["--directory", "/srv", "run", "server.py"]}}}""",
                        List.of(
                                "2 git git:example.org/r - open",
                                "3 pypi pypi:serena-agent 0.1.4",
                                "4 pypi pypi:x-server - open",
                                "5 local uv run server.py -")),
                Arguments.of(
                        "a whole command line in one string, an env in front, a byte order mark",
                        "\uFEFF" + """
                        {"mcpServers": {"a": {"command": "npx -y a-mcp@1.1.1"},
                        "b": {"command": "env", "args": ["KEY=v", "npx", "b-mcp@^1"]},
                        "c": {}}}""",
                        List.of("1 npm a-mcp 1.1.1", "2 npm b-mcp - open", "3 local c -")),
                Arguments.of("from a fork", """
                        {"mcpServers": {"a": {"command": "npx", "args": ["github:somebody/a"]}, "b": {"command": "npx", "args": ["x@npm:y@1.0.0"]}}}""", List.of("1 git git:github.com/somebody/a - open", "1 npm y 1.0.0")),
                Arguments.of(
                        "a command as a list, and arguments as one text",
                        """
                        {"mcpServers": {
                          "a": {"command": ["npx", "-y", "a-mcp@1.0.0"]},
                          "b": {"command": "npx -y", "args": ["b-mcp@1.0.0"]},
                          "c": {"command": "npx", "args": "-y c-mcp@1.0.0"},
                          "d": {"type": "local", "command": ["npx", "d-mcp@1.0.0"], "environment": {"npm_config_registry": "https://e.example"}}}}""",
                        List.of(
                                "2 npm a-mcp 1.0.0",
                                "3 npm b-mcp 1.0.0",
                                "4 npm c-mcp 1.0.0",
                                "5 npm d-mcp 1.0.0 from https://e.example")),
                Arguments.of(
                        "a command beside an address: every reading",
                        """
                        {"mcpServers": {"s": {"type": "stdio", "url": "https://mcp.example.com/mcp", "command": "npx", "args": ["-y", "mcp-remote@0.1.15"]}}}""",
                        List.of("1 npm mcp-remote 0.1.15", "1 remote https://mcp.example.com -")),
                Arguments.of(
                        "entries that are none",
                        """
                        {"mcpServers": {"a": "npx -y x", "b": {"command": 5}, "c": {"command": ""}, "d": null, "e": {"command": "npx", "args": [{}]}}}""",
                        List.of(
                                "1 local a -",
                                "1 local 5 -",
                                "1 local c -",
                                "1 local d -",
                                "1 local npx: a package that no registry has -")),
                Arguments.of(
                        "a variable with a default, in a package and in an address",
                        """
                        {"mcpServers": {"a": {"command": "npx", "args": ["mcp-remote@${MCP_VERSION:-0.1.15}"]},
                        "b": {"url": "${API:-https://api.example.com}/mcp"}, "c": {"url": "${API}/mcp"}}}""",
                        List.of(
                                "1 npm mcp-remote 0.1.15 open",
                                "2 remote https://api.example.com -",
                                "2 remote a remote server -")),
                Arguments.of("variables from a file", """
                        {"servers": {"a": {"command": "npx", "args": ["a-mcp@1.0.0"], "envFile": "${workspaceFolder}/.env"}}}""", List.of("1 npm a-mcp 1.0.0 open")),
                Arguments.of("no servers yet", "{\"mcpServers\": {}}", List.of()),
                Arguments.of("no servers", "{\"mcpServers\": null}", List.of()),
                Arguments.of("nothing", "{}", List.of()),
                Arguments.of("no text", "", List.of()),
                Arguments.of("nothing but a comment", "// servers\n", List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void reads(String what, String text, List<String> expected) {
        assertThat(ClientConfig.read(text, ".mcp.json", Project.NONE).stream().map(ClientConfigTest::shown))
                .as(what)
                .isEqualTo(expected);
    }

    private static String shown(Asked asked) {
        var place = java.util.Objects.requireNonNull(asked.place());
        return place.line() + " " + place.kind() + " " + asked.name() + " "
                + (asked.version() == null ? "-" : asked.version())
                + (asked.registry() == null ? "" : " from " + asked.registry())
                + (asked.cautions().isEmpty() ? "" : " open");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("{\n \"mcpServers\": {\n  \"a\": {\"command\": \"npx\" \"args\": []}\n }\n}", "line 3"),
                Arguments.of("{\n\n\n", "line 4"),
                Arguments.of("{\"mcpServers\": {}}\n{}", "line 2"),
                Arguments.of("mcpServers:\n  a: {}", "line 1"),
                Arguments.of("\0{\0}\0", "UTF-16"),
                Arguments.of("{\"editor\": 1}", "no place for servers"),
                Arguments.of("[]", "no place for servers"),
                Arguments.of("[".repeat(100_000), "line 1"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_is_broken_is_refused_with_its_line(String text, String expected) {
        assertThatThrownBy(() -> ClientConfig.read(text, null, Project.NONE))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'config'")
                .hasMessageContaining(expected);
    }

    @Test
    void secrets_in_arguments_and_addresses_are_not_read() {
        var read = ClientConfig.read("""
                {"mcpServers": {
                  "a": {"command": "my-server", "args": ["--key", "sk-secret"]},
                  "b": {"command": "node", "args": ["/srv/b.js", "sk-secret"]},
                  "c": {"command": "run", "args": ["postgres://me:sk-secret@host/db"]},
                  "d": {"url": "https://me:sk-secret@example.org:8443/s/sk-secret/mcp?key=sk-secret"},
                  "e": {"command": "docker", "args": ["run", "-e", "KEY=sk-secret", "image", "sk-secret"]},
                  "f": {"command": "npx", "args": ["-y", "pkg@1.0.0", "--token=sk-secret"], "env": {"K": "sk-secret"}},
                  "g": {"command": "uvx", "args": ["--from", "git+https://me:sk-secret@example.org/r.git", "tool"]},
                  "h": {"command": "env", "args": ["KEY=sk-secret", "sh", "-c", "x sk-secret"]}}}""", null, Project.NONE);
        assertThat(read).hasSize(8);
        assertThat(read.toString()).doesNotContain("sk-secret").contains("https://example.org:8443", "node /srv/b.js");
    }

    @Test
    void a_key_that_stands_twice_is_the_last_one_as_clients_take_it() {
        assertThat(ClientConfig.read(
                        "{\"mcpServers\": {\"a\": {\"url\": \"https://a\"}, \"a\": {\"url\": \"https://b\"}}}",
                        null,
                        Project.NONE))
                .singleElement()
                .extracting(Asked::name)
                .isEqualTo("https://b");
    }
}
