package mcphub.scanner.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import mcphub.scanner.Scanner;
import mcphub.scanner.surface.Surface.HandOver;
import mcphub.scanner.surface.Surface.Prompt;
import mcphub.scanner.surface.Surface.Resource;
import mcphub.scanner.surface.Surface.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of the shapes that real packages have. */
final class SurfaceShapesTest {
    private static Surface of(String file, String text) throws InterruptedException {
        return new Scanner().scan(Map.of(file, text)).surface();
    }

    @Test
    void prompts_and_resources_are_read_in_each_generation() throws InterruptedException {
        var first = of("a.js", """
                import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
                server.prompt("review", "Reviews code.", { code: z.string().describe("The code"), style: z.string().optional() }, () => ({}));
                server.resource("readme", "file://readme", { description: "The manual", mimeType: "text/plain" }, async () => ({}));
                server.resource("item", new ResourceTemplate("items://{id}", { list: undefined }), async () => ({}));
                """);
        var second = of("b.ts", """
                server.registerPrompt("review", { description: "Reviews code.", argsSchema: { style: z.string().optional(), code: completable(z.string().describe("The code"), () => []) } }, () => ({}));
                server.registerResource("readme", "file://readme", { description: "The manual", mimeType: "text/plain" }, async () => ({}));
                server.registerResource("item", new ResourceTemplate("items://{id}", { list: undefined }), {}, async () => ({}));
                """);
        var third = of("c.ts", """
                server.setRequestHandler(ListPromptsRequestSchema, async () => ({
                  prompts: [{ name: "review", description: "Reviews code.", arguments: [
                    { name: "style", required: false }, { name: "code", description: "The code", required: true }] }] }));
                server.setRequestHandler(types_js_1.ListResourcesRequestSchema, async () => ({
                  resources: [{ uri: "file://readme", name: "readme", description: "The manual", mimeType: "text/plain" }] }));
                server.setRequestHandler("resources/templates/list", async () => ({
                  resourceTemplates: [{ uriTemplate: "items://{id}", name: "item" }] }));
                """);
        assertThat(first.prompts())
                .singleElement()
                .satisfies(
                        prompt -> assertThat(prompt.arguments())
                                .isEqualTo(
                                        "[{\"description\":\"The code\",\"name\":\"code\",\"required\":true},{\"name\":\"style\",\"required\":false}]"));
        assertThat(first.resources())
                .extracting(Resource::uri, Resource::isTemplate, Resource::name, Resource::mimeType)
                .containsExactly(
                        tuple("file://readme", false, "readme", "text/plain"), tuple("items://{id}", true, "item", ""));
        assertThat(first.isComplete()).isTrue();
        assertThat(second.digest()).isEqualTo(first.digest());
        assertThat(third.digest()).isEqualTo(first.digest());
    }

    @Test
    void python_has_prompts_resources_and_tools_that_are_added() throws InterruptedException {
        var surface = of("server.py", """
                from fastmcp import FastMCP
                from mcp.types import ToolAnnotations
                mcp = FastMCP("x")

                @mcp.prompt
                def review(code: str, style: str = "plain") -> str:
                    '''Reviews code.'''
                    return code

                @mcp.resource("items://{id}", mime_type="text/plain")
                def item(id: str) -> str:
                    return id

                def remove(path: str, depth: int | None = None):
                    '''Removes it.'''

                mcp.add_tool(remove)
                mcp.tool(name="renamed", annotations=ToolAnnotations(readOnlyHint=True))(remove)
                mcp.run(transport="sse")
                """);
        assertThat(surface.prompts())
                .extracting(Prompt::name, Prompt::description)
                .containsExactly(tuple("review", "Reviews code."));
        assertThat(surface.resources())
                .extracting(Resource::uri, Resource::isTemplate)
                .containsExactly(tuple("items://{id}", true));
        String takes =
                "{\"properties\":{\"depth\":{\"nullable\":true,\"type\":\"integer\"},\"path\":{\"type\":\"string\"}},\"required\":[\"path\"],\"type\":\"object\"}";
        assertThat(surface.tools())
                .extracting(Tool::name, Tool::description, Tool::inputSchema, Tool::annotations)
                .containsExactly(
                        tuple("remove", "Removes it.", takes, new java.util.TreeMap<>()),
                        tuple(
                                "renamed",
                                "Removes it.",
                                takes,
                                new java.util.TreeMap<>(Map.of("readOnlyHint", "true"))));
        assertThat(surface.transports()).containsExactly("sse");
    }

    @Test
    void tools_in_other_files_are_found_where_a_server_is_handed_to_them() throws InterruptedException {
        var surface = new Scanner()
                .scan(Map.of(
                        "dist/index.js", """
                        import { registerAll } from "./tools/index.js";
                        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
                        import express from "express";
                        const app = express();
                        app.post("/mcp", async (req, res) => {
                          const server = new McpServer({ name: "x", version: "1" });
                          registerAll(server, { prefix: "files" });
                          const transport = new StreamableHTTPServerTransport({});
                          await server.connect(transport);
                        });
                        """,
                        "dist/tools/index.js", """
                        import { read } from "./read.js";
                        const tools = [read];
                        export function registerAll(server, { prefix = "x" }) {
                          tools.forEach((make) => { const t = make(prefix); server.registerTool(t.name, t.config, t.run); });
                        }
                        """,
                        "dist/tools/read.js", """
                        import { readFile } from "node:fs/promises";
                        export const read = (prefix) => ({
                          name: `${prefix}_read`,
                          config: { title: "Read", description: "Reads.", inputSchema: { path: z.string() }, annotations: { readOnlyHint: true } },
                          run: async ({ path }) => ({ content: [{ type: "text", text: await readFile(path, "utf8") }] }),
                        });
                        """))
                .surface();
        assertThat(surface.tools()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).isEqualTo("files_read");
            assertThat(tool.title()).isEqualTo("Read");
            assertThat(tool.annotations()).containsEntry("readOnlyHint", "true");
            assertThat(tool.isComplete()).isTrue();
        });
        assertThat(surface.transports()).containsExactly("streamable-http");
        assertThat(surface.capabilities()).containsExactly("files", "network");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            import { readFile } from "fs"; readFile("x", () => {})|files
            import { execFile } from "node:child_process"; execFile("ls")|process
            const a = await fetch("https://a.example")|network
            const a = process.env.HOME|environment
            import pg from "pg"; const c = new pg.Client(); c.query("select 1")|database
            new Function("return 1")()|code
            """)
    void capabilities_are_what_the_code_uses(String text, String capability) throws InterruptedException {
        assertThat(of("a.js", text).capabilities()).contains(capability);
        assertThat(of("a.js", "console.log(1)").capabilities()).isEmpty();
    }

    @Test
    void a_transport_without_a_server_is_a_proxy() throws InterruptedException {
        var surface = of("proxy.js", """
                import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
                import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
                async function run(url) {
                  const here = new StdioServerTransport();
                  const there = new StreamableHTTPClientTransport(new URL(url));
                  here.onmessage = (message) => there.send(message);
                  await here.start();
                }
                run(process.argv[2]).catch(console.error);
                """);
        assertThat(surface.isProxy()).isTrue();
        assertThat(surface.isServer()).isFalse();
        assertThat(surface.transports()).containsExactly("stdio");
        assertThat(surface.listeners())
                .singleElement()
                .satisfies(at -> assertThat(at.line()).isEqualTo(4));
    }

    @Test
    void an_entry_that_only_starts_something_else_says_what() throws InterruptedException {
        assertThat(of(
                                "cli.js",
                                "const { program } = require('playing-core/lib/program');\nprogram.parse(process.argv);")
                        .handsOver())
                .containsExactly(new HandOver("cli.js", "playing-core", "lib/program", false));
        assertThat(of("cli.mjs", "#!/usr/bin/env node\nimport '@acme/server/dist/index.js';")
                        .handsOver())
                .containsExactly(new HandOver("cli.mjs", "@acme/server", "dist/index.js", false));
        assertThat(of("bin.js", """
                                const { spawnSync } = require('child_process');
                                const file = require.resolve('@acme/server-linux-x64/bin/server');
                                process.exit(spawnSync(file, process.argv.slice(2), { stdio: 'inherit' }).status);\
                                """).handsOver())
                .containsExactly(new HandOver("bin.js", "@acme/server-linux-x64", "bin/server", true));
        assertThat(of("index.js", "import { run } from './run.js';\nrun();").handsOver())
                .isEmpty();
    }

    @Test
    void a_transport_hides_nothing_that_is_started_beside_it() throws InterruptedException {
        String transport =
                "const { StdioServerTransport } = require('@modelcontextprotocol/sdk/server/stdio.js');\nconst { StdioClientTransport } = require('@modelcontextprotocol/sdk/client/stdio.js');\nnew StdioServerTransport().start();\n";
        assertThat(of(
                                "cli.js",
                                transport
                                        + "spawn(require.resolve('acme-work/bin/x'), process.argv.slice(2), { stdio: 'inherit' });")
                        .handsOver())
                .containsExactly(new HandOver("cli.js", "acme-work", "bin/x", true));
        assertThat(of("cli.js", transport + "new StdioClientTransport({ command: 'acme', args: [] });")
                        .handsOver())
                .contains(new HandOver("cli.js", "acme", "", true));
        assertThat(of(
                                "cli.js",
                                transport
                                        + "new StdioClientTransport({ command: process.execPath, args: [require.resolve('acme')] });")
                        .handsOver())
                .contains(new HandOver("cli.js", "acme", "", true));
        assertThat(of("cli.js", transport + "new StdioClientTransport({ command: process.argv[2], args: [] });")
                        .handsOver())
                .noneMatch(HandOver::isProcess);
        assertThat(of("cli.js", "new StdioClientTransport({ command: 'acme', args: [] });")
                        .handsOver())
                .as("a client is no proxy")
                .isEmpty();
    }

    @Test
    void nothing_is_offered_by_what_only_looks_like_it() throws InterruptedException {
        var surface = of("a.js", """
                // modelcontextprotocol
                inquirer.prompt([{ name: "x", message: "?" }]);
                api.resource("users", { path: "/users" });
                router.tool = 5;
                const list = [{ name: "a", description: "b", inputSchema: {} }];
                new http.Server(); new Server();
                """);
        assertThat(surface.isServer()).isFalse();
        assertThat(surface.isComplete()).isTrue();
    }

    @Test
    void endless_programs_end_and_say_that_not_all_was_read() throws InterruptedException {
        var surface = of("a.js", """
                server.tool('first', 'F.', {}, async () => {});
                function f(a) { for (const x of [1,2,3,4,5,6,7,8]) { g([a, x]); } }
                function g(a) { for (const x of [1,2,3,4,5,6,7,8]) { server.tool(h(a), 'x', {}, async () => {}); f(a); } }
                let s = 'x'; for (let i = 0; i < 3000; i++) { for (let j = 0; j < 3000; j++) { s = s + s; f([s]); } }
                server.tool('last', 'L.', {}, async () => {});\
                """);
        assertThat(surface.tool("first")).isNotNull();
        assertThat(surface.gaps())
                .as(surface.gaps().toString())
                .contains("What is offered takes more work to read than is spent on one program");
    }
}
