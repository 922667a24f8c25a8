package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing that stands beside a server, or around it, hides it; what is no server is none. */
final class ConfigPlacesTest {
    private static final String ENTRY = "{\"command\": \"npx\", \"args\": [\"evil@1.0.0\"]}";
    private static final String OTHER = "{\"command\": \"npx\", \"args\": [\"good@1.0.0\"]}";

    private static List<String> read(String path, String text) {
        return read(path, text, Project.NONE);
    }

    private static List<String> read(String path, String text, Project project) {
        return ClientConfig.ofSeveral(text, path, project).stream()
                .map(asked -> {
                    var place = Objects.requireNonNull(asked.place());
                    return place.line() + " " + place.server() + " " + place.kind() + " " + asked.name();
                })
                .toList();
    }

    @Test
    void entries_of_a_bare_map_are_judged_each_alone() {
        assertThat(read(".mcp.json", "{\"$schema\": \"https://x\", \"a\": " + ENTRY + ",\n\"b\": " + OTHER + "}"))
                .containsExactly("1 a npm evil", "2 b npm good");
        assertThat(read(".mcp.json", "{\"a\": " + ENTRY + ", \"inputs\": [], \"version\": 1, \"x\": {}}"))
                .containsExactly("1 a npm evil");
        assertThat(read(".mcp.json", "{\"command\": " + ENTRY + "}")).containsExactly("1 command npm evil");
        assertThat(read(".mcp.json", "{\"$schema\": \"https://x\", \"inputs\": []}"))
                .isEmpty();
    }

    @Test
    void a_place_for_servers_hides_none_beside_it() {
        assertThat(read(".mcp.json", "{\"servers\": {}, \"packages\": [],\n\"a\": " + ENTRY + "}"))
                .containsExactly("2 a npm evil");
        assertThat(read(".mcp.json", "{\"servers\": {},\n\"a\": {\"type\": \"http\", \"url\": \"https://a.example\"}}"))
                .containsExactly("2 a remote https://a.example");
        assertThat(read("x.json", """
                {"servers": {}, "repository": {"type": "git", "url": "https://a.example"}, "author": {"url": "https://a.example"},
                "statusLine": {"type": "command", "command": "x"}, "server_url": "https://a.example"}""")).isEmpty();
    }

    @Test
    void one_server_may_be_all_of_a_file() {
        assertThat(read(
                        ".continue/mcpServers/x.json",
                        "{\"name\": \"a\",\n\"command\": \"npx\", \"args\": [\"evil@1.0.0\"]}"))
                .containsExactly("1 a npm evil");
        assertThat(read(".continue/mcpServers/x.yaml", "url: https://a.example\nb:\n  command: npx evil@1.0.0\n"))
                .containsExactly("1 server remote https://a.example", "2 b npm evil");
    }

    @Test
    void maps_of_servers_and_servers_stand_beside_each_other_in_mcp() {
        assertThat(read("opencode.json", "{\"mcp\": {\"servers\": {\"a\": " + ENTRY + "},\n\"b\": " + OTHER + "}}"))
                .containsExactlyInAnyOrder("1 a npm evil", "2 b npm good");
        assertThat(read("opencode.json", "{\"mcp\": {\"servers\": {}, \"timeout\": 5, \"a\": " + ENTRY + "}}"))
                .containsExactly("1 a npm evil");
        assertThat(read("opencode.json", "{\"mcp\": {\"servers\": {\"url\": " + ENTRY + "}}}"))
                .containsExactly("1 url npm evil");
    }

    @Test
    void an_entry_of_a_list_has_its_name_in_it_or_in_front_of_it() {
        assertThat(read(
                        "c.yaml",
                        "mcpServers:\n- a: {command: npx evil@1.0.0}\n- name: b\n  command: npx good@1.0.0\n"))
                .containsExactly("2 a npm evil", "3 b npm good");
        assertThat(read("c.json", "{\"mcpServers\": [{\"server\": " + ENTRY + "}]}"))
                .containsExactly("1 server npm evil");
        assertThat(read(
                        "c.json",
                        "{\"mcpServers\": [{\"server\": {\"packages\": []}, \"command\": \"npx evil@1.0.0\"}]}"))
                .containsExactly("1 mcpServers npm evil");
        assertThat(
                        read(
                                "recipe.yaml",
                                "extensions:\n- {type: builtin, name: d}\n- {type: stdio, name: a, cmd: npx, args: [evil@1.0.0]}\n- {type: inline_python, name: c}\n"))
                .containsExactly("3 a npm evil", "4 c local c");
    }

    @Test
    void a_text_in_a_list_is_the_name_of_what_stands_elsewhere() {
        String text = "{\"mcpServers\": [\"./.mcp.json\", \"github\", " + ENTRY + "]}";
        assertThat(read("plugin.json", text))
                .containsExactly(
                        "1 mcpServers local mcpServers", "1 mcpServers local mcpServers", "1 mcpServers npm evil");
        var project = Project.of(new JsonArray()
                .add(JsonObject.of("path", "p/.mcp.json", "text", ""))
                .add(JsonObject.of("path", "p/SKILL.md", "text", "")));
        assertThat(read("plugin.json", text, project))
                .containsExactly("1 mcpServers local mcpServers", "1 mcpServers npm evil");
        assertThat(read("plugin.json", "{\"mcpServers\": \"./.mcp.json\"}", project))
                .isEmpty();
        assertThat(read("plugin.json", "{\"mcpServers\": \"./SKILL.md\"}", project))
                .containsExactly("1 mcpServers local mcpServers");
        assertThat(read(
                        "marketplace.json",
                        "{\"plugins\": [{\"mcpServers\": \"x.json\"}, {\"mcpServers\": {\"a\": " + ENTRY + "}}]}"))
                .containsExactly("1 mcpServers local mcpServers", "1 a npm evil");
    }

    @Test
    void every_reading_of_an_entry_is_judged() {
        assertThat(
                        read(
                                "c.json",
                                "{\"mcpServers\": {\"a\": {\"command\": \"npx good@1.0.0\", \"cmd\": \"npx evil@1.0.0\", \"baseUrl\": \"https://a.example\", \"url\": \"https://b.example\"}}}"))
                .containsExactly(
                        "1 a npm good", "1 a npm evil", "1 a remote https://b.example", "1 a remote https://a.example");
        assertThat(read(
                        "config.json",
                        "{\"experimental\": {\"modelContextProtocolServers\": [{\"name\": \"a\", \"transport\": "
                                + ENTRY + ", \"command\": \"npx good@1.0.0\"}]}}"))
                .containsExactly("1 a npm evil", "1 a npm good");
        assertThat(
                        read(
                                "c.json",
                                "{\"mcpServers\": {\"a\": {\"url\": \"https://a.example\", \"transport\": {\"type\": \"sse\"}}}}"))
                .containsExactly("1 a remote https://a.example");
    }

    @Test
    void a_bundle_is_judged_for_each_system() {
        assertThat(read("manifest.json", """
                {"name": "a", "server": {"mcp_config": {"command": "npx", "args": ["good@1.0.0"], "platform_overrides": {
                  "win32": {"args": ["evil@1.0.0"]},
                  "darwin": {"command": "uvx"}}}}}"""))
                .containsExactly("1 a npm good", "2 a (win32) npm evil", "3 a (darwin) pypi pypi:good");
    }

    @Test
    void a_bundle_for_more_systems_than_there_are_is_not_read() {
        String overrides = IntStream.range(0, 11)
                .mapToObj(i -> "\"s" + i + "\": {\"args\": [\"evil@1.0.0\"]}")
                .collect(Collectors.joining(", "));
        assertThat(read(
                        "manifest.json",
                        "{\"server\": {\"mcp_config\": {\"command\": \"npx\", \"args\": [\"good@1.0.0\"], \"platform_overrides\": {"
                                + overrides + "}}}}"))
                .containsExactly("1 manifest.json unreadable manifest.json");
    }

    @Test
    void what_stands_in_front_of_markdown_is_read_and_nothing_behind_it() {
        String server = "mcp-servers:\n  a:\n    command: npx\n    args: [evil@1.0.0]\n";
        for (String text : List.of(
                "---\n" + server + "---\n# Title\n",
                "\uFEFF---\r\n" + server.replace("\n", "\r\n") + "---\r\n",
                "---\n" + server)) {
            assertThat(read("a.agent.md", text)).as(text).containsExactly("3 a npm evil");
        }
        assertThat(read("a.md", "---\nname: x\u2028---\n" + server + "---\n"))
                .containsExactly("3 a.md unreadable a.md");
        assertThat(read("SKILL.md", "# Title\n---\n" + server + "---\n")).isEmpty();
        assertThat(read("SKILL.md", "---\nname: x\nurl: https://x.example\n---\n" + server))
                .isEmpty();
        assertThat(ClientConfig.read("---\nname: x\n---\n", "SKILL.md", Project.NONE))
                .isEmpty();
    }

    @Test
    void what_is_no_yaml_in_front_of_markdown_is_unread_where_it_may_name_servers() {
        assertThat(read("SKILL.md", "---\nname: x\ndescription: Use it: always\n---\n"))
                .isEmpty();
        assertThat(read("SKILL.md", "---\n* a rule\n")).isEmpty();
        assertThat(read("SKILL.md", "---\ndescription: Use it: always\nmcpServers: {}\n---\n"))
                .containsExactly("2 SKILL.md unreadable SKILL.md");
    }

    @Test
    void a_script_is_unread_whatever_else_it_may_be() {
        assertThat(read("x/.crushrc", "//bin/evil\n")).containsExactly("1 x/.crushrc unreadable x/.crushrc");
        assertThat(read("crushrc", "\n")).isEmpty();
    }
}
