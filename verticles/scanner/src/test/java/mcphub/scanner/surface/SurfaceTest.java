package mcphub.scanner.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mcphub.scanner.Scanner;
import mcphub.scanner.surface.Surface.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program offers is read from however it is written, and is the same where only the writing differs. */
final class SurfaceTest {
    private static final Path SAME = Path.of("src", "test", "resources", "surface", "same");

    private static final String SCHEMA = """
            {"properties":{\
            "filter":{"properties":{"exact":{"type":"boolean"},"since":{"description":"A date","type":"string"}},"required":["since"],"type":"object"},\
            "limit":{"default":10,"description":"How many at most","type":"integer"},\
            "mode":{"default":"fast","enum":["deep","fast"],"type":"string"},\
            "query":{"description":"What to look for","type":"string"},\
            "tags":{"default":[],"items":{"type":"string"},"type":"array"}},\
            "required":["filter","query"],"type":"object"}""";

    private static Surface of(String file, String text) throws InterruptedException {
        return new Scanner().scan(Map.of(file, text)).surface();
    }

    private static Surface example() throws IOException, InterruptedException {
        return of("zod3-tool.js", Files.readString(SAME.resolve("zod3-tool.js")));
    }

    static Stream<Path> spellings() throws IOException {
        try (var all = Files.list(SAME)) {
            return all.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void one_tool_has_one_digest_in_every_library_generation_and_language(Path file)
            throws IOException, InterruptedException {
        var surface = of(file.getFileName().toString(), Files.readString(file));
        assertThat(surface.tools()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).isEqualTo("search");
            assertThat(Texts.plain(tool.description())).isEqualTo("Looks things up in the library.");
            assertThat(tool.inputSchema()).isEqualTo(SCHEMA);
            assertThat(tool.isComplete()).isTrue();
            assertThat(tool.file()).isEqualTo(file.getFileName().toString());
            assertThat(tool.line()).isPositive();
        });
        assertThat(surface.transports()).containsExactly("stdio");
        assertThat(surface.isServer()).isTrue();
        assertThat(surface.isComplete()).isTrue();
        assertThat(surface.digest()).isEqualTo(example().digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            the name of a tool;"search",;"find",
            what a tool says;Looks things up;Looks things up and deletes them
            what a parameter means;What to look for;A command
            a parameter more;tags:;hidden: z.string().optional(), tags:
            a parameter less;tags: z.array(z.string()).default([]),;
            a type;z.number().int();z.string()
            a choice more;"fast", "deep";"fast", "deep", "root"
            what must be given;z.boolean().optional();z.boolean()
            a default;.default(10);.default(1000)
            a tool more;await server;server.tool("more", async () => ({})); await server
            a prompt more;await server;server.prompt("more", async () => ({})); await server
            a resource more;await server;server.resource("more", "file://x", async () => ({})); await server
            what is said of a tool;async ({ query });{ readOnlyHint: true }, async ({ query })
            a transport;StdioServerTransport();StreamableHTTPServerTransport()
            a capability;async ({ query });async ({ query: q }) => fetch("https://a.example/" + q), async ({ query })
            """)
    void every_change_of_what_is_offered_changes_the_digest(String what, String from, String to)
            throws IOException, InterruptedException {
        String text = Files.readString(SAME.resolve("zod3-tool.js"));
        String changed = text.replace(from, to == null ? "" : to);
        assertThat(changed).isNotEqualTo(text);
        assertThat(of("zod3-tool.js", changed).digest())
                .as(what)
                .isNotEqualTo(example().digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            a bound;.min(1);.min(2)
            the version;1.0.0;1.0.1
            blanks;Looks things up in;Looks things  up in
            what a handler does;text: query;text: query + "!"
            a line more;const server;// a line\\nconst server
            """)
    void what_is_not_offered_changes_nothing(String what, String from, String to)
            throws IOException, InterruptedException {
        String text = Files.readString(SAME.resolve("zod3-tool.js"));
        String changed = text.replace(from, to.replace("\\n", "\n"));
        assertThat(changed).isNotEqualTo(text);
        assertThat(of("zod3-tool.js", changed).digest())
                .as(what)
                .isEqualTo(example().digest());
        assertThat(of("renamed.js", changed).digest())
                .as(what)
                .isEqualTo(example().digest());
    }

    @Test
    void the_order_of_tools_does_not_matter() throws InterruptedException {
        String one = "server.tool('one', 'First.', {}, async () => {});\n";
        String two = "server.tool('two', 'Second.', {}, async () => {});\n";
        assertThat(of("a.js", one + two).digest())
                .isEqualTo(of("a.js", two + one).digest());
        assertThat(of("a.js", one + two).tools()).extracting(Tool::name).containsExactly("one", "two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            z.string();{"type":"string"}
            z.string().nullable();{"nullable":true,"type":"string"}
            z.union([z.string(), z.number()]);{"anyOf":[{"type":"number"},{"type":"string"}]}
            z.string().or(z.null());{"nullable":true,"type":"string"}
            z.literal(5);{"enum":[5],"type":"number"}
            z.record(z.string(), z.number());{"additionalProperties":{"type":"number"},"type":"object"}
            z.record(z.number());{"additionalProperties":{"type":"number"},"type":"object"}
            z.tuple([z.string(), z.number()]);{"prefixItems":[{"type":"string"},{"type":"number"}],"type":"array"}
            z.any();{}
            z.object({ a: z.string() }).partial();{"properties":{"a":{"type":"string"}},"type":"object"}
            z.object({ a: z.string(), b: z.string() }).pick({ b: true });{"properties":{"b":{"type":"string"}},"required":["b"],"type":"object"}
            z.preprocess((v) => v, z.number());{"type":"number"}
            z.coerce.boolean();{"type":"boolean"}
            z.string().transform((s) => s.length).describe("x");{"description":"x","type":"string"}
            z.lazy(() => z.string());{"type":"string"}
            z.discriminatedUnion("k", [z.object({ k: z.literal("a") })]);{"properties":{"k":{"enum":["a"],"type":"string"}},"required":["k"],"type":"object"}
            z.object({ a: z.string() }).shape.a;{"type":"string"}
            { type: ["string", "null"] };{"nullable":true,"type":"string"}
            { oneOf: [{ const: "a" }, { const: "b" }] };{"enum":["a","b"],"type":"string"}
            v.pipe(v.string(), v.description("x"));{"description":"x","type":"string"}
            """)
    void schemas_have_one_form(String written, String read) throws InterruptedException {
        var surface = of(
                "a.js", "server.registerTool('t', { inputSchema: z.object({ p: " + written + " }) }, async () => {});");
        assertThat(surface.tools()).singleElement().satisfies(tool -> {
            assertThat(tool.isComplete()).isTrue();
            assertThat(tool.inputSchema()).startsWith("{\"properties\":{\"p\":" + read + "}");
        });
    }

    @Test
    void a_name_that_is_made_when_it_runs_is_said_to_be() throws InterruptedException {
        var surface = of("a.js", """
                import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
                const server = new McpServer({});
                for (const each of await (await fetch(process.env.LIST)).json()) {
                  server.tool(each.name, each.description, each.schema, async () => {});
                }
                server.tool(`${process.env.PREFIX}_get`, "Gets.", {}, async () => {});
                """);
        assertThat(surface.gaps()).containsExactly("The name of a tool is made when it runs (a.js:4)");
        assertThat(surface.tools())
                .extracting(Tool::name, Tool::isComplete)
                .containsExactly(org.assertj.core.api.Assertions.tuple("…_get", false));
        assertThat(surface.isComplete()).isFalse();
    }

    @Test
    void what_only_some_start_with_is_conditional_and_counts() throws InterruptedException {
        var surface = of(
                "a.js",
                "if (process.env.WRITE) { server.tool('write', 'Writes.', {}, async () => {}); }\n"
                        + "server.tool('read', 'Reads.', {}, async () => {});");
        assertThat(surface.tools())
                .extracting(Tool::name, Tool::isConditional)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("read", false),
                        org.assertj.core.api.Assertions.tuple("write", true));
    }

    @Test
    void there_is_a_bound_and_it_is_said() throws InterruptedException {
        var many = IntStream.range(0, 2_100)
                .mapToObj(i -> "server.tool('t" + i + "', 'T.', {}, async () => {});\n")
                .collect(Collectors.joining());
        var surface = of("a.js", many);
        assertThat(surface.tools()).hasSize(2_000);
        assertThat(surface.gaps()).containsExactly("There are more than 2000 tools");
        var large = of("a.js", "server.tool('t', 'x'.repeat(50000), {}, async () => {});");
        assertThat(large.tools()).singleElement().satisfies(tool -> {
            assertThat(tool.isComplete()).isFalse();
            assertThat(tool.description()).hasSizeLessThan(21_000);
        });
    }

    @Test
    void it_is_the_same_each_time_and_takes_files_in_any_order() throws InterruptedException, IOException {
        var files = new TreeMap<String, String>();
        for (Path each : spellings().toList()) {
            files.put("src/" + each.getFileName(), Files.readString(each));
        }
        var one = new Scanner().scan(files).surface();
        var other = new Scanner().scan(files.descendingMap()).surface();
        assertThat(other).isEqualTo(one);
        assertThat(one.tools()).hasSize(1);
        assertThat(one.servers()).hasSizeGreaterThan(10);
        assertThat(one.gaps()).isEqualTo(List.of());
    }
}
