package mcphub.analysis;

import static mcphub.analysis.ShellsBench.code;
import static mcphub.analysis.ShellsBench.shell;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import mcphub.analysis.reading.Behind.Part;
import mcphub.analysis.reading.Kind.What;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is behind who takes requests and offers nothing, or stands beside who does. */
final class ProxiesTest {
    private static final String LISTENING =
            "import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\nconst here = new StdioServerTransport();\n";
    private static final String INNER = "{\"name\": \"%s\", \"version\": \"1.0.0\", \"main\": \"a.js\"}";

    @TempDir
    private Path work;

    private ShellsBench bench;

    @BeforeEach
    void start() {
        bench = new ShellsBench(work);
        bench.publish("acme-work", "1.0.0", "package.json", INNER.formatted("acme-work"), "a.js", ShellsTest.SERVER);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import { spawn } from 'child_process';\nspawn(process.execPath, [require.resolve('acme-work/a.js'), ...process.argv.slice(2)], { stdio: 'inherit' });\n",
                "import { run } from 'acme-work';\nrun(here);\n",
                "import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';\nconst there = new StdioClientTransport({ command: process.execPath, args: [require.resolve('acme-work/a.js')] });\n"
            })
    void a_package_behind_a_transport_is_read(String handsOver) {
        var read = bench.followed(shell(LISTENING + handsOver, "\"acme-work\": \"1.0.0\""));
        assertThat(code(read)).contains("node_modules/acme-work/a.js");
        assertThat(read.kind().what()).isEqualTo(What.THIN_SHELL);
        assertThat(read.kind().hasUnread()).isFalse();

        var gone = bench.followed(shell(LISTENING + handsOver, "\"acme-work\": \"7.0.0\""))
                .kind();
        assertThat(gone.what()).isEqualTo(What.PROXY);
        assertThat(gone.hasUnread()).isTrue();
    }

    @Test
    void who_passes_on_what_is_far_away_hands_over_to_nothing() {
        var kind = bench.followed(shell(
                        LISTENING
                                + "import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\nconst there = new StreamableHTTPClientTransport(new URL(process.argv[2]));\nhere.onmessage = m => there.send(m);\nthere.onmessage = m => here.send(m);\nawait here.start();\n",
                        "\"@modelcontextprotocol/sdk\": \"^1.0.0\""))
                .kind();
        assertThat(kind.what()).isEqualTo(What.PROXY);
        assertThat(kind.behind()).isEmpty();
    }

    @Test
    void one_that_offers_hides_no_other() {
        bench.publish(
                "other",
                "1.0.0",
                "package.json",
                "{\"name\": \"other\", \"version\": \"1.0.0\", \"main\": \"o.js\", \"dependencies\": {\"gone\": \"1\"}}",
                "o.js",
                "import 'gone';\n");
        var kind = bench.followed(shell(
                        "import 'acme-work';\nimport 'other';\n", "\"acme-work\": \"1.0.0\", \"other\": \"1.0.0\""))
                .kind();
        assertThat(kind.what()).isEqualTo(What.THIN_SHELL);
        assertThat(kind.behind()).extracting(Part::name).containsExactly("acme-work", "gone", "other");
        assertThat(kind.hasUnread()).isTrue();
    }

    @Test
    void a_framework_is_one_by_its_real_name() {
        bench.publish("decoy", "1.0.0", "package.json", INNER.formatted("decoy"), "a.js", ShellsTest.SERVER);
        var decoy = bench.followed(shell("import 'fastmcp';\n", "\"fastmcp\": \"npm:decoy@1.0.0\""));
        assertThat(decoy.kind().what()).isEqualTo(What.THIN_SHELL);
        assertThat(code(decoy)).containsExactly("cli.js", "node_modules/fastmcp/a.js");

        bench.publish(
                "middle",
                "1.0.0",
                "package.json",
                "{\"name\": \"middle\", \"version\": \"1.0.0\", \"main\": \"m.js\", \"dependencies\": {\"xmcp\": \"npm:decoy@1.0.0\"}}",
                "m.js",
                "import 'xmcp';\n");
        assertThat(code(bench.followed(shell("import 'middle';\n", "\"middle\": \"1.0.0\""))))
                .containsExactly("cli.js", "node_modules/middle/m.js", "node_modules/xmcp/a.js");

        var foreign = bench.followed(shell("import 'fastmcp';\n", "\"fastmcp\": \"github:acme/fastmcp\""));
        assertThat(foreign.kind().behind())
                .containsExactly(new Part("fastmcp", null, null, "It comes from no registry"));

        for (String asked : new String[] {"\"fastmcp\": \"^1.0.0\"", "\"fastmcp\": \"catalog:\""}) {
            assertThat(bench.followed(shell("import 'fastmcp';\n", asked))
                            .kind()
                            .behind())
                    .isEmpty();
        }
        assertThat(bench.followed(shell("import 'mine';\n", "\"mine\": \"npm:fastmcp@1.0.0\""))
                        .kind()
                        .behind())
                .isEmpty();
    }
}
