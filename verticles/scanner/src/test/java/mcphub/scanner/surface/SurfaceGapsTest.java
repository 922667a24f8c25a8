package mcphub.scanner.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import mcphub.scanner.Scanner;
import mcphub.scanner.surface.Surface.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read is said not to be read, and what can be is not. */
final class SurfaceGapsTest {
    private static final String SERVER =
            "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nconst server = new McpServer({});\n";

    private static Surface of(String text) throws InterruptedException {
        return new Scanner().scan(Map.of("a.js", text)).surface();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server.tool('t', process.env.TEXT, {}, f)
            server.tool('t', `Does it in ${process.cwd()}.`, {}, f)
            server.tool('t', Math.random() > 1 ? 'One.' : 'Other.', {}, f)
            let d; if (process.env.A) { d = 'More.'; } server.tool('t', d ? 'One.' : 'Other.', {}, f)
            const o = { ...read() }; if (o.a === undefined) { o.a = true; } server.tool('t', o.a ? 'One.' : 'Other.', {}, f)
            server.tool('t', 'T.', { a: elsewhere(z) }, f)
            server.tool('t', 'T.', { a: z.enum(read()) }, f)
            server.tool('t', 'T.', { ...read(), a: z.string() }, f)
            server.tool('t', 'T.', { a: z.string().describe(read()) }, f)
            server.registerTool('t', read(), f)
            server.registerTool('t', { inputSchema: read().schema }, f)
            server.registerTool('t', { description: 'T.', annotations: read() }, f)
            """)
    void a_tool_of_which_a_part_is_made_when_it_runs_is_incomplete(String text) throws InterruptedException {
        var surface = of(SERVER + text);
        assertThat(surface.tools()).extracting(Tool::name, Tool::isComplete).containsExactly(tuple("t", false));
        assertThat(surface.isComplete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            class Mode { static A = 'fast'; } server.tool('t', 'T.', { a: z.enum([Mode.A]) }, f)
            const B = z.object({ a: z.string() }); server.tool('t', 'T.', { ...B.shape, b: B.shape.a.optional() }, f)
            const B = z.object({ n: z.literal('t'), a: z.object({}) }); server.tool(B.shape.n.value, 'T.', B.shape.a, f)
            const E = z.enum(['a', 'b']); server.tool('t', 'T.', { a: z.enum(E.options), b: z.literal(E.enum.a) }, f)
            server.tool('t', 'A'.concat('B').toLowerCase(), { a: z.string() }, f)
            const all = { t: { d: 'T.' } }; Object.entries(all).forEach(([n, { d }]) => server.tool(n, d, {}, f))
            const add = server.tool.bind(server); class T { constructor(s) { s.tool('t', 'T.', {}, f); } } new T(server)
            [['t', 'T.']].map(([n, d]) => ({ n, d })).filter((each) => each.n !== 'u').forEach(({ n, d }) => server.tool(n, d, {}, f))
            import('x').then(() => server.tool('t', 'T.', {}, f))
            if (import.meta.url === `file://${process.argv[1]}`) { server.tool('t', 'T.', {}, f); }
            """)
    void a_tool_that_the_code_makes_of_what_it_knows_is_complete(String text) throws InterruptedException {
        var surface = of(SERVER + text);
        assertThat(surface.gaps()).isEmpty();
        assertThat(surface.tools())
                .extracting(Tool::name, Tool::isComplete, Tool::isConditional)
                .containsExactly(tuple("t", true, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            const s = new McpServer({}); s.connect(x) | A server is made, and what it offers was not found
            process.stdout.write(JSON.stringify({ jsonrpc: '2.0', result })) | The code speaks the protocol by itself, and what it offers was not found (a.js)
            s.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: await load() })) | Some of the tools are known only when it runs (a.js:2)
            s.setRequestHandler(ListToolsRequestSchema, handlers.list) | Who lists the tools is not known (a.js:2)
            s.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: all.filter((t) => on(t)) })); const all = [{ name: 'a' }] | Which of the tools are offered is decided when it runs (a.js:2)
            s.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: 'a' }, { name: pick() }] })) | The name of a tool is made when it runs (a.js:2)
            if (false) { s.registerTool('a', {}, f); } | Tools may be offered where the code does not lead (a.js:2)
            s.resource('r', pick(), f) | The address of a resource is made when it runs (a.js:2)
            mcp.start({ transportType: pick() }) | The transport is chosen when it runs (a.js:2)
            """)
    void what_was_not_read_is_said_in_words(String text, String gap) throws InterruptedException {
        var surface = of("import '@modelcontextprotocol/sdk';\n" + text);
        assertThat(surface.gaps()).containsExactly(gap);
        assertThat(surface.isComplete()).isFalse();
    }

    @Test
    void a_file_that_cannot_be_parsed_is_a_gap() throws InterruptedException {
        var surface = new Scanner()
                .scan(Map.of("a.js", SERVER + "server.tool('t', 'T.', {}, f)", "b.js", "(".repeat(100_000)))
                .surface();
        assertThat(surface.tools()).hasSize(1);
        assertThat(surface.gaps()).containsExactly("The file b.js was not read as a whole");
    }

    @Test
    void members_of_enumerations_in_python_are_names() throws InterruptedException {
        var surface = new Scanner().scan(Map.of("server.py", """
                        from enum import Enum
                        from mcp.server import Server
                        from mcp.types import Tool
                        class Tools(str, Enum):
                            A = "a"
                            B = "b"
                        server = Server("x")
                        @server.list_tools()
                        async def list_tools():
                            return [Tool(name=Tools.A.value, inputSchema={}), Tool(name=Tools.B, inputSchema={})]
                        """)).surface();
        assertThat(surface.tools()).extracting(Tool::name).containsExactly("a", "b");
        assertThat(surface.isComplete()).isTrue();
    }

    @Test
    void a_schema_that_names_itself_over_and_over_is_cut() throws InterruptedException {
        var surface = of(SERVER
                + "let s = { type: 'string' };\n"
                + "for (let i = 0; i < 50; i++) { s = { type: 'object', properties: { a: s, b: s } }; }\n"
                + "server.registerTool('t', { inputSchema: s }, f);\n"
                + "let text = 'x'; for (let i = 0; i < 100; i++) { text = text + text; }\n"
                + "server.registerTool('u', { description: 'U.' }, f);\n");
        assertThat(surface.tools())
                .extracting(Tool::name, Tool::isComplete)
                .containsExactly(tuple("t", false), tuple("u", true));
    }
}
