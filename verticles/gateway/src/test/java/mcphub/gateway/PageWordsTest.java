package mcphub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.kernel.Provenance;
import mcphub.kernel.Resources;
import mcphub.kernel.Standing;
import org.junit.jupiter.api.Test;

/** The catalog's pages say of a version what all else says: they cannot ask Java for the words. */
final class PageWordsTest {
    private final String words = Resources.text("mcphub/gateway/home-words.js");

    @Test
    void the_levels_have_the_same_names() {
        assertThat(words)
                .contains("const LEVELS = ['" + Standing.level("A", 0) + "', '" + Standing.level("A", 1) + "', '"
                        + Standing.level("A", 2) + "', '" + Standing.level("A", 3) + "'];")
                .contains("'" + Standing.level(null, null) + "'")
                .contains("grade === 'F' ? LEVELS[0]");
        assertThat(Standing.level("F", 3)).isEqualTo(Standing.level("A", 0));
    }

    @Test
    void limits_coverage_and_values_are_put_in_the_same_words() {
        var coverage = JsonObject.of("judged", 1, "total", 2);
        assertThat(Standing.limits(JsonObject.of("at_most", 1, "level_at_most", 2)))
                .isEqualTo("at most 1, level at most 2");
        assertThat(words)
                .contains("limit('at most', cap.at_most), ...limit('level at most', cap.level_at_most)].join(', ')");
        assertThat(words)
                .contains(Standing.coverage(coverage).replaceFirst("^1 of 2 (.*), (.*)$", "$2"))
                .contains("${judged} of ${total} controls judged, ", "% of the code parsed");
        for (String value : List.of("tool-argument", "http-request", "remote-answer", "operator")) {
            String whose = Provenance.of(null, List.of(value), false).substring("value: ".length());
            assertThat(words).containsPattern("'?" + value + "'?: ['\"]" + whose + "['\"],");
        }
        assertThat(words).contains(Provenance.of(null, List.of(), true), "in the tool ${tool}", "value: ${whose}");
    }
}
