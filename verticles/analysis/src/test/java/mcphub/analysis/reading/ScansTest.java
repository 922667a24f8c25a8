package mcphub.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scans in processes that may die. */
final class ScansTest {
    private static final Map<String, String> FILES = Map.of(
            "a.js",
            "import { exec } from 'child_process';\nserver.tool('t', { a: z.string() }, ({ a }) => exec('ls ' + a));\n");

    @Test
    void a_process_that_died_is_started_anew_and_says_the_same() {
        var first = Scans.scan(FILES);
        assertThat(first.findings()).hasSize(1);
        // one that nobody works with: other tests scan, too
        var idle = Scans.IDLE.poll();
        if (idle != null) {
            idle.process.destroyForcibly();
            idle.process.onExit().join();
            Scans.IDLE.add(idle);
        }
        assertThat(Scans.scan(FILES)).isEqualTo(first);
    }
}
