package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.kernel.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An approval names exactly what it is for. */
final class ApprovableTest {
    private static List<String> keys(JsonObject server) {
        String text = JsonObject.of("mcpServers", JsonObject.of("s", server)).encode();
        return Approvable.keys(
                ClientConfig.read(text, ".mcp.json", Project.NONE).getFirst());
    }

    private static JsonObject command(String line) {
        var words = List.of(line.split(" "));
        return JsonObject.of("command", words.getFirst(), "args", new JsonArray(words.subList(1, words.size())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            npm:left-pad@1.3.0                      | npx -y left-pad@1.3.0                 | true
            npm:left-pad@1.3.0                      | npx -y left-pad@1.3.1                 | false
            npm:left-pad@1.3.0                      | npx -y left-pad                       | false
            npm:left-pad@1.3.0                      | npx --registry=https://e.example left-pad@1.3.0 | false
            pypi:mcp-server-fetch@2025.4.7          | uvx mcp-server-fetch==2025.4.7        | true
            pypi:mcp-server-fetch@2025.4.7          | uvx Mcp_Server.Fetch@2025.4.7         | true
            oci:mcp/time@sha256:abc                 | docker run -i --rm mcp/time@sha256:abc | true
            oci:mcp/time@sha256:abc                 | docker run -i --rm mcp/time           | false
            local:["node","server.js","--x"]        | node server.js --x                    | true
            local:[ "node", "server.js", "--x" ]    | node server.js --x                    | true
            local:["node","server.js"]              | node server.js --x                    | false
            """)
    void a_line_is_what_is_approved_or_it_is_not(String identity, String line, boolean matches) {
        assertThat(keys(command(line)).contains(Approvable.of(identity).digest()))
                .isEqualTo(matches);
        assertThat(Approvable.keys(Approvable.of(identity).asked()))
                .as("as it is asked for")
                .contains(Approvable.of(identity).digest());
    }

    @ParameterizedTest
    @CsvSource({
        "remote:https://mcp.example.com, https://mcp.example.com/team/x?key=secret, true",
        "remote:https://mcp.example.com/team, https://MCP.example.com/team/x, true",
        "remote:https://mcp.example.com/team/, https://mcp.example.com/team, true",
        "remote:https://mcp.example.com/team, https://mcp.example.com/teams, false",
        "remote:https://mcp.example.com/team, https://mcp.example.com/team/../other, false",
        "remote:https://mcp.example.com/team, https://mcp.example.com.evil.example/team, false",
        "remote:https://mcp.example.com/team, http://mcp.example.com/team, false",
        "remote:https://mcp.example.com:8443, https://mcp.example.com, false",
        "remote:https://mcp.example.com/team, https://mcp.example.com/team/%2e%2e/other, false",
        "remote:https://mcp.example.com/team, https://mcp.example.com/team\\..\\other, false",
        "remote:https://mcp.example.com/team, https://evil.example\\@mcp.example.com/team, false",
        "remote:https://mcp.example.com/team, https://me:secret@mcp.example.com/team, false",
        "remote:https://mcp.example.com/team, ${HOST:-https://mcp.example.com/team}, false",
        "remote:https://mcp.example.com/team, https://mcp.example.com/team/${X}, false",
    })
    void an_address_is_below_another_by_whole_segments(String identity, String url, boolean matches) {
        assertThat(keys(JsonObject.of("url", url))
                        .contains(Approvable.of(identity).digest()))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NODE_OPTIONS", "LD_PRELOAD", "PATH"})
    void a_command_into_which_something_is_loaded_is_not_the_one_that_was_approved(String variable) {
        var server = command("node server.js");
        assertThat(keys(server))
                .contains(Approvable.of("local:[\"node\",\"server.js\"]").digest());
        assertThat(keys(server.copy().put("env", JsonObject.of(variable, "./x"))))
                .isEmpty();
        assertThat(keys(server.put("envFile", ".env"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "left-pad",
                "npm:left-pad",
                "pypi:x",
                "remote:mcp.example.com",
                "remote:https://x.example/a?b=c",
                "local:node server.js",
                "local:[]",
                "local:[1]",
                "other:x@1",
                "remote:https://x.example/%2e%2e/a",
                "remote:https://me@x.example"
            })
    void what_names_nothing_exactly_is_refused(String identity) {
        assertThatThrownBy(() -> Approvable.of(identity))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'identity'");
    }
}
