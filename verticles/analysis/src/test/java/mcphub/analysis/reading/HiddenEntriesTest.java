package mcphub.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.reading.Kind.What;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;

/** A package that shows a harmless server, and what else it starts: nothing of that stays unseen. */
final class HiddenEntriesTest {
    private static final String SERVER =
            "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nconst server = new McpServer({ name: 'a', version: '1' });\nserver.tool('look', 'Looks.', {}, async () => ({ content: [] }));\n";
    private static final String MAIN =
            "{\"name\": \"a\", \"version\": \"1.0.0\", \"type\": \"module\", \"main\": \"index.js\"}";
    private static final String EMPTY = "exports.add = () => {};\n";

    private static Source source(String manifest, String server, String... pathsAndTexts) {
        var all = new ArrayList<>(List.of("package.json", manifest, "index.js", server));
        all.addAll(List.of(pathsAndTexts));
        return KindTest.source(Origin.NPM, all.toArray(String[]::new));
    }

    private static String with(String field) {
        return MAIN.replace("\"main\"", field + ", \"main\"");
    }

    @Test
    void what_is_started_and_cannot_be_read_is_said_beside_a_server_that_can() {
        for (String path : new String[] {"bin/run.sh", "bin/run", "bin/run.data"}) {
            var started = source(with("\"bin\": \"" + path + "\""), SERVER, path, "#!/bin/sh\nexec other\n");
            assertThat(started.unreadCode()).containsExactly(path);
            assertThat(started.parsedPercent()).isLessThan(100);
        }
        byte[] program = "\u007fELF\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] manifest = with("\"bin\": \"bin/run\"").getBytes(StandardCharsets.UTF_8);
        byte[] server = SERVER.getBytes(StandardCharsets.UTF_8);
        var binary = new Source(
                new SourceTree(List.of(
                        new SourceFile("package.json", manifest.length, () -> manifest),
                        new SourceFile("index.js", server.length, () -> server),
                        new SourceFile("bin/run", program.length, () -> program))),
                Origin.NPM);
        assertThat(binary.unreadCode()).containsExactly("bin/run");
        assertThat(binary.parsedPercent()).isLessThan(100);
        assertThat(source(
                                MAIN,
                                "import data from './data.json';\nimport './style.css';\n" + SERVER,
                                "data.json",
                                "{}",
                                "style.css",
                                "")
                        .unreadCode())
                .as("data is no code")
                .isEmpty();
    }

    @Test
    void a_first_line_tells_the_language_whatever_the_name_and_whatever_stands_below() {
        for (String path : new String[] {"bin/run", "bin/run.data"}) {
            var started = source(
                    with("\"bin\": \"" + path + "\""),
                    SERVER,
                    path,
                    "#!/usr/bin/env node\n/* \0 */ eval(process.argv[2]);\n");
            assertThat(started.shells()).isEmpty();
            assertThat(started.productCode()).extracting(TextFile::path).contains(path);
        }
    }

    @Test
    void an_import_is_seen_in_whatever_way_it_is_written() {
        for (String way : new String[] {
            "require(/* it */ './docs/more.cjs').add(server);",
            "(await import(/* webpackIgnore: true */ './docs/more.cjs')).default.add(server);",
            "import more from\n  // it\n  './docs/more.cjs';",
            "require?.('./docs/more.cjs').add(server);",
            "require('' + './docs/more.cjs').add(server);",
            "require.call(null, './docs/more.cjs').add(server);",
            "createRequire(import.meta.url)('./docs/more.cjs').add(server);",
            "const get = require;\nget('./docs/more').add(server);",
            "module['require']('./docs/more.cjs').add(server);",
            "runInThisContext(readFileSync(new URL('./docs/more.cjs', import.meta.url)))(server);"
        }) {
            assertThat(source(MAIN, SERVER + way + '\n', "docs/more.cjs", EMPTY).reached())
                    .as(way)
                    .contains("docs/more.cjs");
        }
        assertThat(source(MAIN, SERVER + "// see './docs/more.cjs'\n", "docs/more.cjs", EMPTY)
                        .reached())
                .as("a comment imports nothing")
                .containsExactly("index.js");
    }

    @Test
    void whatever_may_be_meant_by_one_name_is_reached() {
        assertThat(source(
                                MAIN,
                                SERVER + "require('./docs/more').add(server);\n",
                                "docs/more.cjs",
                                EMPTY,
                                "docs/more/index.js",
                                EMPTY)
                        .reached())
                .contains("docs/more.cjs", "docs/more/index.js");
        assertThat(source(
                                MAIN,
                                SERVER + "require('./lib').add(server);\n",
                                "lib/index.js",
                                EMPTY,
                                "lib/package.json",
                                "{\"main\": \"../docs/more.cjs\"}",
                                "docs/more.cjs",
                                EMPTY)
                        .reached())
                .contains("docs/more.cjs");
    }

    @Test
    void programs_of_a_folder_or_of_the_registry_alone_are_entry_points() {
        assertThat(source(with("\"directories\": {\"bin\": \"./docs\"}"), SERVER, "docs/more.cjs", EMPTY)
                        .reached())
                .contains("docs/more.cjs");
        var files = List.of("package.json", MAIN, "index.js", SERVER, "docs/more.cjs", EMPTY);
        var tree = new ArrayList<SourceFile>();
        for (int i = 0; i < files.size(); i += 2) {
            byte[] bytes = files.get(i + 1).getBytes(StandardCharsets.UTF_8);
            tree.add(new SourceFile(files.get(i), bytes.length, () -> bytes));
        }
        assertThat(new Source(new SourceTree(tree), Origin.NPM, with("\"bin\": {\"a\": \"docs/more.cjs\"}")).reached())
                .contains("docs/more.cjs");
    }

    @Test
    void what_is_left_out_of_a_list_is_reached_where_anything_may_be() {
        String computed = "await import(process.env.WHICH);\n";
        assertThat(source(with("\"files\": [\"index.js\"]"), SERVER + computed, "docs/more.cjs", EMPTY)
                        .reached())
                .as("what is in a release is published")
                .contains("docs/more.cjs");

        var exported = new StringBuilder("\"exports\": {\".\": \"./index.js\"");
        for (int i = 0; i < Entries.MOST; i++) {
            exported.append(", \"./a").append(i).append("\": \"./a").append(i).append(".js\"");
        }
        assertThat(source(with(exported + ", \"./z\": \"./docs/more.cjs\"}"), SERVER, "docs/more.cjs", EMPTY)
                        .reached())
                .as("more entry points than are looked at")
                .contains("docs/more.cjs");
    }

    @Test
    void code_that_nothing_reaches_does_not_outweigh_a_language_that_is_not_parsed() {
        String program = "package main\nfunc main() { }\n".repeat(20);
        assertThat(source(MAIN, SERVER, "main.go", program, "lib/more.js", "export const a = 1;\n".repeat(100))
                        .isReadByRules())
                .isTrue();
    }

    @Test
    void a_server_that_only_importers_get_hides_no_shell_that_users_start() {
        String npx =
                "import { spawn } from 'node:child_process';\nspawn('npx', ['-y', 'other'], { stdio: 'inherit' });\n";
        String bin = with("\"bin\": \"cli.js\"");
        assertThat(source(bin, SERVER, "cli.js", npx).kind().what()).isEqualTo(What.THIN_SHELL);
        assertThat(source(bin, SERVER, "cli.js", npx).kind().hasUnread()).isTrue();
        assertThat(source(bin, SERVER, "cli.js", "import './index.js';\n")
                        .kind()
                        .what())
                .isEqualTo(What.SERVER);
        assertThat(source(bin, "export const a = 1;\n", "cli.js", npx.replace("npx", "./server"))
                        .kind()
                        .what())
                .as("a program that lies beside it")
                .isEqualTo(What.THIN_SHELL);
    }

    @Test
    void python_is_followed_in_whatever_way_it_imports() {
        String server = "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('a')\n";
        for (String way : new String[] {
            "x = 1; import tests.more\n",
            "if x: import tests.more\n",
            "importlib.import_module('tests.more')\n",
            "runpy.run_path('tests/more.py')\n",
            "exec(open('tests/more.py').read())\n"
        }) {
            assertThat(KindTest.source(Origin.GIT, "a/__main__.py", server + way, "tests/more.py", "x = 1\n")
                            .reached())
                    .as(way)
                    .contains("tests/more.py");
        }
        for (String[] programs : new String[][] {
            {"setup.cfg", "[options.entry_points]\nconsole_scripts =\n  a = tests.more:main\n"},
            {"setup.py", "setup(entry_points={'console_scripts': ['a=tests.more:main']})\n"},
            {"pyproject.toml", "[tool.poetry.scripts]\na = {reference = \"tests.more:main\", type = \"console\"}\n"}
        }) {
            assertThat(KindTest.source(
                                    Origin.GIT,
                                    programs[0],
                                    programs[1],
                                    "a/server.py",
                                    server,
                                    "tests/more.py",
                                    "x = 1\n")
                            .reached())
                    .as(programs[0])
                    .contains("tests/more.py");
        }
    }

    @Test
    void a_repository_starts_what_its_scripts_name_and_builds_what_is_not_there() {
        assertThat(KindTest.source(
                                Origin.GIT,
                                "package.json",
                                MAIN.replace("\"main\"", "\"scripts\": {\"start\": \"tsx docs/more.ts\"}, \"main\""),
                                "index.js",
                                SERVER,
                                "docs/more.ts",
                                "export {};\n")
                        .reached())
                .contains("docs/more.ts");
        assertThat(KindTest.source(
                                Origin.GIT,
                                "package.json",
                                with("\"bin\": {\"a\": \"index.js\", \"b\": \"dist/real.js\"}"),
                                "index.js",
                                SERVER,
                                "docs/more.ts",
                                "export {};\n")
                        .reached())
                .contains("docs/more.ts");
    }
}
