package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mcphub.harness.ApiClient;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;

/** Whatever a file has become, the gate answers: a verdict, and never a failure of its own. */
final class MutatedFilesIT {
    private static final int FILES = 5_000;
    private static final int AT_ONCE = 100;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            ":",
            ",",
            "\n",
            "\t",
            "=",
            "#",
            "- ",
            "&a ",
            "*a ",
            "<<: ",
            "null",
            "true",
            "1e999",
            "\\u0000",
            "${X:-",
            "[[",
            "]]",
            "\"command\": {",
            "\"args\": 7",
            "mcpServers",
            "!!js/function ",
            "\uD800",
            "%",
            "|\n  ");

    @Test
    void five_thousand_damaged_files_are_answered() {
        var random = new Random(20_261_129);
        var files = List.copyOf(ClientFiles.all().entrySet());
        try (var hub = WholeHub.inProcess(Map.of())) {
            var people = new People(hub);
            var owner = people.join("owner");
            ApiClient pipeline = people.pipeline(owner, people.organization(owner));
            int unread = 0;
            for (int done = 0; done < FILES; done += AT_ONCE) {
                var configs = new JsonArray();
                for (int i = 0; i < AT_ONCE; i++) {
                    var file = files.get(random.nextInt(files.size()));
                    configs.add(
                            JsonObject.of("path", i + "/" + file.getKey(), "text", mutated(file.getValue(), random)));
                }
                var answer = pipeline.send("POST", "/api/v1/ci/evaluate", JsonObject.of("configs", configs));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                for (Object mcp : new JsonObject(answer.body()).getJsonArray("mcps")) {
                    unread += ((JsonObject) mcp)
                                    .getJsonObject("used_in")
                                    .getString("kind")
                                    .equals("unreadable")
                            ? 1
                            : 0;
                }
            }
            System.out.println(FILES + " damaged files, " + unread + " of them could not be read");
            assertThat(unread).isBetween(FILES / 10, FILES);
        }
    }

    private static String mutated(String text, Random random) {
        var result = new StringBuilder(text);
        for (int n = 1 + random.nextInt(4); n > 0 && !result.isEmpty(); n--) {
            int at = random.nextInt(result.length());
            int end = Math.min(result.length(), at + 1 + random.nextInt(20));
            switch (random.nextInt(4)) {
                case 0 -> result.delete(at, end);
                case 1 -> result.insert(at, result.substring(at, end));
                case 2 -> result.setCharAt(at, (char) (32 + random.nextInt(95)));
                default -> result.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return result.toString();
    }
}
