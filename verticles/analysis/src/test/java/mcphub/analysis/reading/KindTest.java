package mcphub.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import mcphub.analysis.reading.Kind.What;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;

/** What a package is, by its code. */
final class KindTest {
    private static final String SDK =
            "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nimport { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\n";
    private static final String SERVER = SDK
            + "const server = new McpServer({ name: 'a', version: '1' });\nserver.tool('look', 'Looks.', {}, async () => ({ content: [] }));\nawait server.connect(new StdioServerTransport());\n";
    private static final String FACTORY = SDK
            + "export function start() {\n  const server = new McpServer({ name: 'a', version: '1' });\n  server.tool('look', 'Looks.', {}, async () => ({ content: [] }));\n  return server.connect(new StdioServerTransport());\n}\n";
    private static final String BIN =
            "{\"name\": \"a\", \"version\": \"1.0.0\", \"type\": \"module\", \"bin\": \"cli.js\"}";
    private static final String MAIN =
            "{\"name\": \"a\", \"version\": \"1.0.0\", \"type\": \"module\", \"main\": \"index.js\"}";

    /** Of a release, or where the first path is a dot, of a repository: paths and texts take turns. */
    static Source source(Origin origin, String... pathsAndTexts) {
        var files = new ArrayList<SourceFile>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            byte[] bytes = pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
            files.add(new SourceFile(pathsAndTexts[i], bytes.length, () -> bytes));
        }
        return new Source(new SourceTree(files), origin);
    }

    private static void is(What expected, String... pathsAndTexts) {
        var kind = source(Origin.NPM, pathsAndTexts).kind();
        assertThat(kind.what()).as(kind.why()).isEqualTo(expected);
    }

    @Test
    void a_server_is_made_where_it_is_started_or_imported() {
        is(What.SERVER, "package.json", BIN, "cli.js", SERVER);
        is(What.SERVER, "package.json", MAIN, "index.js", SERVER);
        is(
                What.SERVER,
                "package.json",
                "{\"name\": \"a\", \"bin\": {\"a\": \"run\"}}",
                "run",
                "#!/usr/bin/env node\n" + SERVER);
    }

    @Test
    void a_server_may_be_started_by_a_function_of_another_file() {
        is(
                What.SERVER,
                "package.json",
                BIN,
                "cli.js",
                "import { start } from './lib/server.js';\nstart();\n",
                "lib/server.js",
                FACTORY);
        is(
                What.SERVER,
                "package.json",
                BIN,
                "cli.js",
                "import { program } from 'commander';\nimport * as all from './lib/server.js';\nfor (const each of Object.keys(all)) { program.command(each).action(all[each]); }\nprogram.parse();\n",
                "lib/server.js",
                FACTORY);
    }

    @Test
    void a_server_that_only_imports_lead_to_runs_wherever_it_lies() {
        is(
                What.SERVER,
                "package.json",
                BIN,
                "cli.js",
                "import './examples/server.js';\n",
                "examples/server.js",
                SERVER);
        is(What.SERVER, "package.json", BIN, "cli.js", "await import(process.env.WHICH);\n", "test/server.js", SERVER);
        is(What.SERVER, "package.json", BIN, "cli.js", "import './gone.js';\n", "test/server.js", SERVER);
        is(
                What.SERVER,
                "package.json",
                BIN,
                "cli.js",
                "const n = 'server';\nawait import(`./test/${n}.js`);\n",
                "test/server.js",
                SERVER);
        is(
                What.SERVER,
                "package.json",
                BIN,
                "cli.js",
                "import { fork } from 'node:child_process';\nfork(new URL('./test/server.js', import.meta.url));\n",
                "test/server.js",
                SERVER);
    }

    @Test
    void what_no_entry_point_reaches_is_no_server() {
        String quiet = "export const a = 1;\n";
        is(What.NOT_AN_MCP_SERVER, "package.json", MAIN, "index.js", quiet, "examples/server.js", SERVER);
        is(What.NOT_AN_MCP_SERVER, "package.json", MAIN, "index.js", quiet, "tools/server.js", FACTORY);
        is(
                What.NOT_AN_MCP_SERVER,
                "package.json",
                "{\"name\": \"a\", \"exports\": {\".\": \"./index.js\", \"./*\": \"./dist/*\"}}",
                "index.js",
                quiet,
                "dist/examples/server.js",
                SERVER);
    }

    @Test
    void a_library_that_only_exports_what_makes_servers_is_none() {
        is(What.NOT_AN_MCP_SERVER, "package.json", MAIN, "index.js", FACTORY);
        is(
                What.NOT_AN_MCP_SERVER,
                "package.json",
                MAIN,
                "index.js",
                SDK
                        + "export class Host {\n  start() { this.server = new McpServer({ name: 'a', version: '1' }); return this.server; }\n}\n");
        is(
                What.NOT_AN_MCP_SERVER,
                "package.json",
                MAIN,
                "index.js",
                "export default function create() { return { get() {}, listen(port) { return port; } }; }\n");
    }

    @Test
    void a_program_that_speaks_no_protocol_is_none_and_neither_is_a_client() {
        is(
                What.NOT_AN_MCP_SERVER,
                "package.json",
                BIN,
                "cli.js",
                "function greet(name) { console.log('Hello ' + name); }\ngreet(process.argv[2]);\n");
        is(
                What.NOT_AN_MCP_SERVER,
                "package.json",
                BIN,
                "cli.js",
                "import { Client } from '@modelcontextprotocol/sdk/client/index.js';\nconst client = new Client({ name: 'c', version: '1' });\nfunction a() {}\nfunction b() {}\nfunction c() {}\nconsole.log(await client.listTools());\n");
    }

    @Test
    void who_listens_and_makes_no_server_is_a_proxy() {
        is(
                What.PROXY,
                "package.json",
                BIN,
                "cli.js",
                "import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';\nimport { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';\nconst here = new StdioServerTransport();\nconst there = new StreamableHTTPClientTransport(new URL(process.argv[2]));\nhere.onmessage = m => there.send(m);\nthere.onmessage = m => here.send(m);\nawait here.start();\n");
    }

    @Test
    void an_entry_point_that_hands_over_makes_a_thin_shell() {
        for (String cli : new String[] {
            "import '@acme/server';\n",
            "require('@acme/server');\n",
            "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nrequire('@acme/server/dist/cli.js');\n",
            "import('@acme/server').then(m => m.main());\n",
            "import { main } from '@acme/server';\nasync function run() { await main(process.argv); }\nrun();\n",
            "const { spawn } = require('child_process');\nspawn(process.execPath, [require.resolve('@acme/server/cli.js'), ...process.argv.slice(2)], { stdio: 'inherit' });\n",
            "const { spawnSync } = require('child_process');\nspawnSync(`${__dirname}/bin/server-${process.platform}`, process.argv.slice(2), { stdio: 'inherit' });\n",
            "import { execSync } from 'child_process';\nexecSync('uvx acme-server', { stdio: 'inherit' });\n"
        }) {
            is(What.THIN_SHELL, "package.json", BIN, "cli.js", cli);
        }
        is(
                What.THIN_SHELL,
                "package.json",
                BIN,
                "cli.js",
                "import './lib/run.js';\n",
                "lib/run.js",
                "export * from '@acme/server';\n");
    }

    @Test
    void sources_stand_for_what_a_compiler_has_yet_to_make_of_them() {
        String manifest = "{\"name\": \"a\", \"bin\": \"./build/main/cli.js\"}";
        String settings =
                "{\n  // where it goes\n  \"compilerOptions\": {\"rootDir\": \"./code/\", \"outDir\": \"./build\",},\n}\n";
        var started = source(
                Origin.GIT,
                "package.json",
                manifest,
                "tsconfig.json",
                settings,
                "code/main/cli.ts",
                SERVER,
                "code/other.ts",
                "export {};\n");
        assertThat(started.reached()).containsExactly("code/main/cli.ts");
        assertThat(started.kind().what()).isEqualTo(What.SERVER);

        assertThat(source(Origin.GIT, "package.json", manifest, "src/cli.ts", SERVER, "src/other.ts", "export {};\n")
                        .reached())
                .containsExactly("src/cli.ts");
        assertThat(source(Origin.GIT, "package.json", manifest, "a/b.ts", SERVER, "test/c.ts", "export {};\n")
                        .reached())
                .as("all code that is no test")
                .containsExactly("a/b.ts");
        assertThat(source(
                                Origin.GIT,
                                "package.json",
                                "{\"name\": \"a\", \"scripts\": {\"start\": \"node demo/server.js\"}}",
                                "demo/server.js",
                                SERVER)
                        .kind()
                        .what())
                .isEqualTo(What.SERVER);
    }

    @Test
    void python_begins_at_its_scripts_and_its_servers_are_seen() {
        String server =
                "from mcp.server.fastmcp import FastMCP\nmcp = FastMCP('a')\n\n@mcp.tool()\ndef look() -> str:\n    return ''\n\ndef main():\n    mcp.run()\n";
        String project = "[project]\nname = \"a\"\nversion = \"1\"\n[project.scripts]\na = \"a.server:main\"\n";
        assertThat(source(Origin.GIT, "pyproject.toml", project, "src/a/server.py", server)
                        .kind()
                        .what())
                .isEqualTo(What.SERVER);
        var shell = source(
                Origin.GIT,
                "pyproject.toml",
                "[project]\nname = \"a\"\nversion = \"1\"\n[project.scripts]\na = \"a:main\"\n",
                "a/__init__.py",
                "from acme_server import main\n");
        assertThat(shell.kind().what()).isEqualTo(What.THIN_SHELL);
    }

    @Test
    void who_cannot_tell_says_why() {
        is(What.UNSEEN, "package.json", BIN, "cli.js", "console.log('Set up.');\n", "build/server.js", SERVER);
        is(
                What.UNSEEN,
                "package.json",
                BIN,
                "cli.js",
                "import { Server } from '@modelcontextprotocol/sdk/server/index.js';\nclass A extends B { go() { return new Server(this); } }\nfunction f() {}\n");
        is(
                What.UNSEEN,
                "package.json",
                BIN,
                "cli.js",
                "process.stdin.on('data', m => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', result: m })));\n");
        is(What.UNSEEN, "package.json", BIN, "cli.js", "const a = ((((((;\n");
        is(
                What.UNSEEN,
                "package.json",
                "{\"name\": \"a\", \"bin\": \"run.sh\"}",
                "run.sh",
                "#!/bin/sh\nexec server \"$@\"\n");
        is(What.UNSEEN, "package.json", "{\"name\": \"a\"}", "README.md", "Nothing.");
        assertThat(source(Origin.GIT, "go.mod", "module a", "main.go", "package main")
                        .kind()
                        .what())
                .isEqualTo(What.UNSEEN);
    }
}
