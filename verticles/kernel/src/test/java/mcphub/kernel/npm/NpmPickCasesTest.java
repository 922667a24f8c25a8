package mcphub.kernel.npm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mcphub.kernel.Resources;
import org.junit.jupiter.api.Test;

/**
 * What the real npm clients took, of made-up packages, is what we take. {@code scripts/oracles/npm-pick} makes the cases, and names a longer list of them as {@code npm-pick.cases}.
 */
final class NpmPickCasesTest {
    private final List<String> differences = new ArrayList<>();
    private int picks;

    @Test
    void of_made_up_packages_the_release_is_taken_that_npm_takes() throws IOException {
        String list = System.getProperty("npm-pick.cases");
        try (var lines =
                list == null ? Resources.text("mcphub/kernel/npm/picks.jsonl").lines() : Files.lines(Path.of(list))) {
            lines.map(JsonObject::new).forEach(this::replay);
        }

        assertThat(differences.stream().limit(20)).isEmpty();
        assertThat(picks).isPositive();
        System.out.println(picks + " picks are npm's own");
    }

    private void replay(JsonObject line) {
        var packument = Packument.of(line.getJsonObject("packument"));
        for (Object item : line.getJsonArray("picks")) {
            var pick = (JsonObject) item;
            for (var taken : pick.getJsonObject("taken")) {
                var choices = new NpmPick(List.of(taken.getKey()), List.of(pick.getString("npm")))
                        .choices(packument, pick.getString("spec"));
                var expected = Stream.ofNullable((String) taken.getValue()).toList();
                picks++;
                if (!choices.versions().equals(expected) || (choices.nothing() == null) == expected.isEmpty()) {
                    differences.add("'%s' on node %s, npm %s: %s, where npm takes %s of %s"
                            .formatted(
                                    pick.getString("spec"),
                                    taken.getKey(),
                                    pick.getString("npm"),
                                    choices,
                                    expected,
                                    packument));
                }
            }
        }
    }
}
