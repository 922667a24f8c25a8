package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    private static Exposure of(String manifest, String... more) {
        var files = new java.util.ArrayList<>(List.of("package.json", manifest));
        files.addAll(List.of(more));
        var composition = Composition.of(new Source(Case.tree(files), Origin.NPM));
        assertThat(Composition.read(composition.json())).as("as it was written").isEqualTo(composition);
        return CATALOGUE.exposure(composition, FewFlaws.ALL);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            import { S } from '@modelcontextprotocol/sdk/server/stdio.js';          | low
            const s = require("@modelcontextprotocol/sdk/server/index.js");         | low
            import { T } from '@modelcontextprotocol/sdk/server/streamableHttp.js'; | high
            await import('@modelcontextprotocol/sdk/dist/esm/server/sse.js');       | high
            import * as all from '@modelcontextprotocol/sdk';                       | high
            export const bundled = 1;                                               | high
            import '@modelcontextprotocol/sdk/server/stdio.js'; await import(where) | high
            import '@modelcontextprotocol/sdk/server/stdio.js'; require('a' + b)    | high
            import '@modelcontextprotocol/sdk/server/stdio.js'; require(`${a}.js`)  | high
            import '@modelcontextprotocol/sdk/server/stdio.js'; const r = require;  | high
            import '@modelcontextprotocol/sdk/server/stdio.js'; require.call(a, b)  | high
            import '@modelcontextprotocol/sdk/server/stdio.js'; createRequire(u)(n) | high
            import '@modelcontextprotocol/sdk/server/stdio.js'; require = createRequire(u); require('./package.json') | low
            import '@modelcontextprotocol/sdk/server/stdio.js'; import/* */('@modelcontextprotocol/sdk/server/sse.js') | high
            import '@modelcontextprotocol/sdk/server/stdio.js'; import '\\x40modelcontextprotocol/sdk/server/sse.js' | high
            """)
    void an_advisory_on_a_part_is_low_where_only_others_are_imported(String code, String severity) {
        var exposure = of(
                "{\"main\": \"index.js\", \"dependencies\": {\"@modelcontextprotocol/sdk\": \"1.5.0\"}}",
                "index.js",
                code);

        assertThat(exposure.verdict().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity().label()).isEqualTo(severity);
            assertThat(finding.message().contains("Low here: ")).isEqualTo(severity.equals("low"));
        });
        assertThat(exposure.vulnerable() == null).isEqualTo(severity.equals("low"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "imports": {"#t": "@modelcontextprotocol/sdk/server/sse.js"}, "dependencies": {"@modelcontextprotocol/sdk": "1.5.0"}
            "dependencies": {"@modelcontextprotocol/sdk": "1.5.0", "http": "npm:@modelcontextprotocol/sdk@1.5.0"}
            "dependencies": {"@modelcontextprotocol/sdk": "1.5.0", "may-need-anything": "1.0.0"}
            """)
    void another_name_for_the_part_or_something_else_that_may_need_it_leaves_it_grave(String manifest) {
        assertThat(of(
                                "{\"main\": \"index.js\", " + manifest + "}",
                                "index.js",
                                "import '@modelcontextprotocol/sdk/server/stdio.js'; import '#t'")
                        .vulnerable())
                .startsWith("@modelcontextprotocol/sdk");
    }

    @Test
    void a_copy_of_another_package_may_import_the_part() {
        var exposure = of(
                "{\"main\": \"index.js\", \"dependencies\": {\"@modelcontextprotocol/sdk\": \"1.5.0\"}}",
                "index.js",
                "import '@modelcontextprotocol/sdk/server/stdio.js'",
                "node_modules/@modelcontextprotocol/sdk/package.json",
                "{\"name\": \"@modelcontextprotocol/sdk\", \"version\": \"1.5.0\"}");

        assertThat(exposure.vulnerable()).startsWith("@modelcontextprotocol/sdk 1.5.0 (high)");
    }

    @Test
    void what_is_kept_has_no_password_of_an_address() {
        var composition = Composition.of(new Source(
                Case.tree(List.of(
                        "package.json",
                        "{\"dependencies\": {\"a\": \"https://me:s3cret@host.example/a.tgz?token=s3cret\"}}")),
                Origin.GIT));

        assertThat(composition.json()).contains("host.example").doesNotContain("s3cret");
    }

    @Test
    void code_that_was_not_read_may_import_the_part() {
        var exposure = of(
                "{\"main\": \"index.js\", \"dependencies\": {\"@modelcontextprotocol/sdk\": \"1.5.0\"}}",
                "index.js",
                "import '@modelcontextprotocol/sdk/server/stdio.js'; import './big.js'",
                "big.js",
                Case.LARGE);

        assertThat(exposure.vulnerable()).startsWith("@modelcontextprotocol/sdk 1.5.0 (high): CVE-2025-66414");
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(delimiter = '|', textBlock = """
            minimist  | 0.0.8            | minimist 0.0.8 (critical): CVE-2021-44906
            minimist  | >=0.2.4 <1.2.6   |
            minimist  | ^1.2.0           |
            axios     | 1.4.0            |
            """)
    void what_is_grave_and_sure_makes_a_version_known_to_be_vulnerable(String name, String range, String vulnerable) {
        assertThat(of("{\"dependencies\": {\"" + name + "\": \"" + range + "\"}}")
                        .vulnerable())
                .isEqualTo(vulnerable);
    }

    @Test
    void python_tells_by_what_it_takes_from_a_module() {
        var lines = List.of(
                "from mcp.server import Server",
                "from mcp.server.fastmcp import FastMCP",
                "import mcp.server",
                "from mcp.server import (Server,\n    FastMCP)",
                "import os; import mcp.server.sse",
                "from mcp.server import Server\nimportlib.import_module(name)");
        assertThat(lines.stream()
                        .map(line -> CATALOGUE
                                .exposure(
                                        Composition.of(new Source(
                                                Case.tree(List.of(
                                                        "requirements.txt", "mcp==1.9.0", "server.py", line + "\n")),
                                                Origin.GIT)),
                                        FewFlaws.ALL)
                                .verdict()
                                .findings()
                                .getFirst()
                                .severity()
                                .label()))
                .containsExactly("low", "high", "high", "high", "high", "high");
    }
}
