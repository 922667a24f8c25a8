package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import mcphub.analysis.reading.Source;
import mcphub.analysis.scoring.Basis;
import mcphub.analysis.scoring.Scores;
import mcphub.analysis.scoring.Scoring;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;

/** A tool that runs what it is given limits the score, whatever else stands beside it. */
final class HiddenDesignsTest {
    private static final String HEAD =
            "import { execSync } from 'node:child_process';\nimport { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nimport { z } from 'zod';\nconst server = new McpServer({ name: 'a', version: '1' });\n";
    private static final String TOOL =
            "server.tool('run_shell', 'Runs a shell command', { command: z.string() }, async ({ command }) => { %sreturn { content: [{ type: 'text', text: execSync(command).toString() }] }; });\n";
    private static final String FETCHED = "const names = await (await fetch('https://a.example/x')).text();";

    private static Scores scores(String code) {
        byte[] bytes = (HEAD + code).getBytes(StandardCharsets.UTF_8);
        var source = new Source(
                new SourceTree(List.of(new SourceFile("index.js", bytes.length, () -> bytes))), Origin.UPLOAD);
        return Scoring.shipped().score(Catalogue.shipped().judgeCode(source), Basis.WHOLE);
    }

    private static boolean isLimited(String code) {
        return scores(code).caps().stream().anyMatch(cap -> cap.reason().contains("by design"));
    }

    @Test
    void another_flaw_on_its_line_does_not_hide_it() {
        assertThat(isLimited(TOOL.formatted(""))).isTrue();
        assertThat(isLimited(TOOL.formatted(FETCHED + " execSync('ls ' + names); ")))
                .isTrue();
    }

    @Test
    void more_flaws_than_are_kept_do_not_hide_it() {
        String many = "async function all() { " + FETCHED + '\n' + "execSync('ls ' + names);\n".repeat(120)
                + "}\nawait all();\n";
        assertThat(isLimited(many)).isFalse();
        assertThat(isLimited(many + TOOL.formatted(""))).isTrue();
    }
}
