package mcphub.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;

/** Scans in processes that may die. */
final class ScansTest {
    private static final Map<String, String> FILES = Map.of(
            "a.js",
            "import { exec } from 'child_process';\nserver.tool('t', { a: z.string() }, ({ a }) => exec('ls ' + a));\n");

    @Test
    void a_process_that_died_is_started_anew_and_says_the_same() {
        var first = Scans.scan(FILES, Set.of());
        assertThat(first.findings()).hasSize(1);
        // one that nobody works with: other tests scan, too
        var idle = Scans.IDLE.poll();
        if (idle != null) {
            idle.process.destroyForcibly();
            idle.process.onExit().join();
            Scans.IDLE.add(idle);
        }
        assertThat(Scans.scan(FILES, Set.of())).isEqualTo(first);
    }

    @Test
    void what_a_version_offers_comes_out_of_its_scan() {
        byte[] code = (FILES.get("a.js") + "new StdioServerTransport();").getBytes(StandardCharsets.UTF_8);
        byte[] manifest = "{\"name\": \"x\", \"main\": \"a.js\"}".getBytes(StandardCharsets.UTF_8);
        var tree = new SourceTree(List.of(
                new SourceFile("a.js", code.length, () -> code),
                new SourceFile("package.json", manifest.length, () -> manifest)));
        var surface = new Source(tree, Origin.NPM).surface();
        assertThat(surface.tools()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).isEqualTo("t");
            assertThat(tool.inputSchema())
                    .isEqualTo(
                            "{\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"type\":\"object\"}");
            assertThat(tool.line()).isEqualTo(2);
        });
        assertThat(surface.transports()).containsExactly("stdio");
        assertThat(surface.capabilities()).containsExactly("process");
        assertThat(surface.digest()).matches("[0-9a-f]{64}");
    }
}
