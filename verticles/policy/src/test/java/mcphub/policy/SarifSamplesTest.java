package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reports of all kinds of names and places; {@code scripts/oracles/sarif} has them written, and read by another validator. */
final class SarifSamplesTest {
    private static final int SAMPLES = 200;
    private static final List<String> NAMES =
            List.of("mcp-remote", "@acme/tool", "a b", "ä & <b>", "数据", "x".repeat(120), "pypi:fetch", "%41#?");
    private static final List<String> PATHS = List.of(
            ".mcp.json",
            "packages/a/.mcp.json",
            "my dir/ä b.json",
            "C:\\proj\\.mcp.json",
            "a%20b#c?.json",
            "./x/opencode.json");

    private static Asked asked(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String path = random.nextInt(6) == 0 ? null : PATHS.get(random.nextInt(PATHS.size()));
        var place = new Asked.Place("server " + random.nextInt(3), path, 1 + random.nextInt(50), "local");
        return new Asked(
                name,
                null,
                null,
                null,
                null,
                random.nextInt(5) == 0 ? null : place,
                random.nextBoolean()
                        ? List.of()
                        : List.of("Not pinned: no version is named, so what runs may be newer"),
                List.of());
    }

    @Test
    void every_sample_has_what_code_hosts_ask_for() throws IOException {
        String folder = System.getProperty("sarif.folder", "");
        for (int seed = 0; seed < SAMPLES; seed++) {
            var random = new Random(seed);
            var asked = new ArrayList<Asked>();
            var known = new JsonArray();
            for (int i = random.nextInt(12); i >= 0; i--) {
                asked.add(asked(random));
                known.add(JsonObject.of("catalogued", false, "releases", new JsonArray()));
            }
            String rule = List.of("DENY", "WARN", "ALLOW").get(random.nextInt(3));
            var rules = Rulebook.of(JsonObject.of("semantics", 2, "unknown_mcps", rule)
                    .put("policies", JsonArray.of(Gates.policy("4d2c", "DENY", "MCP", "*acme*")))
                    .put("exceptions", new JsonArray()));
            String environment = random.nextBoolean() ? null : "production";
            var judgement = Judgement.of(
                    "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed",
                    rules,
                    new Gate.Circumstances(environment, null, Gates.NOW),
                    asked,
                    known);
            var sarif = Sarif.of(judgement, random.nextInt(4) == 0);
            assertThat(sarif.getJsonArray("runs").getJsonObject(0).containsKey("automationDetails"))
                    .isTrue();
            if (!folder.isEmpty()) {
                Files.writeString(Path.of(folder, "sample-" + seed + ".sarif"), sarif.encodePrettily());
            }
        }
    }
}
