package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** TOML and YAML say the same in more ways than JSON: none of them hides a server, and none costs more than its length. */
final class OtherFormatsTest {
    private static List<String> read(String path, String text) {
        return ClientConfig.ofSeveral(text, path, Project.NONE).stream()
                .map(asked -> Objects.requireNonNull(asked.place()).line() + " " + asked.name() + " " + asked.version())
                .toList();
    }

    @Test
    void an_entry_that_is_merged_starts_what_it_merges() {
        assertThat(read("c.yaml", """
                x: &x {command: npx, args: [evil@1.0.0]}
                mcpServers:
                  - name: a
                    <<: *x
                """)).containsExactly("3 evil 1.0.0");
        assertThat(read("c.yaml", """
                x: &x {command: npx, args: [evil@1.0.0]}
                mcpServers:
                  a:
                    <<: [*x]
                    args: [good@1.0.0]
                """)).containsExactly("3 good 1.0.0");
    }

    @Test
    void an_entry_of_a_list_that_is_not_understood_is_unknown_and_not_dropped() {
        assertThat(read("c.yaml", "mcpServers:\n  - name: a\n    run: npx evil\n"))
                .containsExactly("2 a null");
        assertThat(read("c.json", "{\"mcpServers\": [{}]}")).containsExactly("1 mcpServers null");
    }

    @Test
    void keys_of_toml_stand_in_headers_in_quotes_and_with_dots() {
        assertThat(read("c.toml", """
                [mcp_servers."a b"]
                command = "npx"
                args = ["one@1.0.0"]
                [ mcp_servers . c ]
                command = "npx"
                args = ["two@1.0.0"]
                [mcp_servers.d]
                command = "npx"
                args = ["three@1.0.0"]
                """)).containsExactly("1 one 1.0.0", "4 two 1.0.0", "7 three 1.0.0");
        assertThat(read("c.toml", "mcp_servers.e.command = \"npx\"\nmcp_servers.e.args = [\"four@1.0.0\"]\n"))
                .containsExactly("1 four 1.0.0");
    }

    @Test
    void thousands_of_servers_in_one_file_are_told_apart_by_their_lines() {
        int many = 8_000;
        var text = new StringBuilder();
        for (int i = 0; i < many; i++) {
            text.append("[mcp_servers.s")
                    .append(i)
                    .append("]\ncommand = \"npx\"\nargs = [\"x@1.0.")
                    .append(i)
                    .append("\"]\n");
        }
        var read = read("c.toml", text.toString());
        assertThat(read).hasSize(many);
        assertThat(read.getLast()).isEqualTo((many - 1) * 3 + 1 + " x 1.0." + (many - 1));
    }

    @Test
    void what_is_too_deep_is_denied_with_its_line() {
        String deep = "a = 1\n" + "b.".repeat(60) + "c = 1\n";
        var asked = ClientConfig.ofSeveral(deep, "c.toml", Project.NONE).getFirst();
        assertThat(asked.cautions().getFirst()).contains("line 2: has too many parts within each other");
    }
}
