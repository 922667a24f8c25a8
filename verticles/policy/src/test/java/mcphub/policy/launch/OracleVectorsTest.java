package mcphub.policy.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mcphub.kernel.Resources;
import org.junit.jupiter.api.Test;

/** What the real tools asked a registry for, as {@code scripts/oracles/launchers} recorded it: a line that is understood is judged by just that. */
final class OracleVectorsTest {
    private static final List<JsonObject> RECORDED = Resources.text("mcphub/policy/launch/vectors.jsonl")
            .lines()
            .map(JsonObject::new)
            .toList();

    @Test
    void what_the_tools_asked_for_is_what_is_judged() {
        int understood = 0;
        for (var recorded : RECORDED) {
            var arguments = recorded.getJsonArray("args").stream()
                    .map(word -> String.valueOf(word).replace("REGISTRY", "https://elsewhere.example"))
                    .toList();
            var read = CommandLine.read(recorded.getString("command"), arguments, Map.of());
            if (read.stream().anyMatch(CommandLine::isLocal)) {
                continue;
            }
            understood++;
            // of a name nothing may be asked for where the tool refuses the line
            var judged = new TreeSet<String>();
            var names = new TreeSet<String>();
            for (var one : read) {
                judged.add(one.version() == null ? one.name() : one.name() + '@' + one.version());
                names.add(one.name());
            }
            var asked = new TreeSet<String>();
            for (Object one : recorded.getJsonArray("asked")) {
                String text = String.valueOf(one);
                int at = text.indexOf('@', 1);
                String name = at < 0 ? text : text.substring(0, at);
                asked.add(name);
                boolean isPinned = !judged.contains(name);
                if (at >= 0 && isPinned) {
                    assertThat(judged).as(recorded.encode()).contains(text);
                }
            }
            if (!asked.isEmpty()) {
                assertThat(names).as(recorded.encode()).isEqualTo(asked);
            }
            boolean isElsewhere = read.stream().anyMatch(one -> one.registry() != null);
            assertThat(isElsewhere || !recorded.getBoolean("other"))
                    .as(recorded.encode())
                    .isTrue();
        }
        assertThat(understood).isGreaterThan(RECORDED.size() * 4 / 5);
    }
}
