package mcphub.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mcphub.scanner.Scanner.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scanner says of whole programs, and of files that it cannot read. */
final class ScannerTest {
    private static final String FLAW = """
            import { exec } from "node:child_process";
            // größer, so that bytes and characters differ
            server.tool("list", { folder: z.string() }, async ({ folder }) => {
              const command = "ls " + folder;
              exec(command);
            });
            """;

    @Test
    void a_finding_has_its_place_its_tool_and_the_way_that_the_value_took() throws InterruptedException {
        var found = new Scanner().scan(Map.of("index.js", FLAW)).findings();
        assertThat(found).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo("command");
            assertThat(each.line()).isEqualTo(5);
            assertThat(FLAW.substring(each.position())).startsWith("exec(command)");
            assertThat(each.tool()).isEqualTo("list");
            assertThat(each.trace())
                    .containsExactly(
                            "index.js:3 the arguments of the tool 'list'", "index.js:3 folder", "index.js:4 command");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            /^[a-z]+$/;0
            /^[A-Za-z0-9_-]+$/;0
            /^[\\w.-]{1,30}$/;0
            /^(one|two)$/;0
            /^v?\\d+$/;0
            /[a-z]+/;1
            /^[a-z]+/;1
            /^[a-z]+|two$/;1
            /^[,-z]+$/;1
            /^[A-z]+$/;1
            /^[^a-z]+$/;1
            /^.+$/;1
            """)
    void a_check_counts_where_it_lets_nothing_but_harmless_texts_through(String regex, int findings)
            throws InterruptedException {
        var checked = FLAW.replace(
                "exec(command);", "if (!" + regex + ".test(folder)) throw new Error('no');\n  exec('ls ' + folder);");
        assertThat(new Scanner().scan(Map.of("a.js", checked)).findings()).hasSize(findings);
    }

    @Test
    void calls_with_constants_do_not_use_up_what_is_looked_at_with_arguments_of_a_tool() throws InterruptedException {
        var often = "import { execSync } from 'child_process';\nconst run = (c) => execSync(c);\n"
                + IntStream.range(0, 60).mapToObj(i -> "run('ls " + i + "');\n").collect(Collectors.joining())
                + "server.tool('t', { c: z.string() }, ({ c }) => run('ls ' + c));\n";
        assertThat(new Scanner().scan(Map.of("a.js", often)).findings()).hasSize(1);
    }

    @Test
    void an_import_counts_from_the_beginning_wherever_it_stands() throws InterruptedException {
        String flaw = "server.tool('t', { c: z.string() }, ({ c }) => execSync('ls ' + c));\n";
        assertThat(new Scanner()
                        .scan(Map.of("a.js", flaw + "import { execSync } from 'child_process';\n"))
                        .findings())
                .hasSize(1);
    }

    @Test
    void what_is_called_deeper_than_is_looked_at_hides_nothing_that_stands_elsewhere() throws InterruptedException {
        var deep = IntStream.range(0, 100)
                .mapToObj(i -> "function f" + i + "(a) { return f" + (i + 1) + "(a + '" + i + "'); }\n")
                .collect(Collectors.joining("", "", "function f100(a) { return a; }\n"));
        var calls = IntStream.range(0, 60).mapToObj(i -> "f0('" + i + "');\n").collect(Collectors.joining());
        assertThat(new Scanner()
                        .scan(Map.of("a.js", deep + calls, "b.js", FLAW))
                        .findings())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const note = (x) => { x = 'ls'; return x; }; note(folder);",
                "let ok = /^[a-z]+$/.test(folder); ok ||= true; if (!ok) throw new Error('no');",
                "let ok = true; if (strict) ok = /^[a-z]+$/.test(folder); if (!ok) throw new Error('no');",
                "const other = 'x'; if (!/^[a-z]+$/.test(other)) throw new Error('no');",
                "/^[a-z]+$/.test(folder);"
            })
    void what_only_looks_like_a_check_is_none(String check) throws InterruptedException {
        var program = FLAW.replace("exec(command);", check + "\n  exec('ls ' + folder);");
        assertThat(new Scanner().scan(Map.of("a.js", program)).findings()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "z.number(), 0",
        "z.number().optional(), 0",
        "z.number().or(z.string()), 1",
        "z.string().transform(String), 1"
    })
    void a_schema_counts_where_it_lets_no_text_through(String schema, int findings) throws InterruptedException {
        var program = FLAW.replace("z.string()", schema);
        assertThat(new Scanner().scan(Map.of("a.js", program)).findings()).hasSize(findings);
    }

    @Test
    void a_program_that_takes_too_much_work_is_told() throws InterruptedException {
        var much =
                IntStream.range(0, 4_000).mapToObj(i -> "let v" + i + " = 1;\n").collect(Collectors.joining())
                        + "if (a) {}\n".repeat(20_000);
        assertThat(new Scanner().scan(Map.of("a.js", much)).unread()).containsOnlyKeys("");
    }

    @Test
    void the_same_files_give_the_same_evidence() throws InterruptedException {
        var files = Map.of("a.js", FLAW, "b.js", FLAW.replace("list", "other"), "c.ts", "export const x: number = 1;");
        assertThat(new Scanner().scan(files)).isEqualTo(new Scanner().scan(files));
    }

    @Test
    void a_file_that_is_nested_too_deep_is_told_and_the_others_are_read() throws InterruptedException {
        var shallow = "const a = " + "[".repeat(500) + "]".repeat(500) + ";";
        var deep = "const a = " + "[".repeat(700) + "]".repeat(700) + ";";
        var evidence = new Scanner().scan(Map.of("a.js", shallow, "b.js", deep, "c.js", FLAW));
        assertThat(evidence.unread()).containsOnlyKeys("b.js");
        assertThat(evidence.unread().get("b.js")).contains("nested deeper than");
        assertThat(evidence.findings()).hasSize(1);
    }

    @Test
    void what_is_no_code_is_read_as_far_as_it_is_some_and_told() throws InterruptedException {
        var evidence = new Scanner().scan(Map.of("a.js", ") } ]] 'open\n" + FLAW, "b.js", "\0\1\uFFFD", "c.js", ""));
        assertThat(evidence.unread()).containsOnlyKeys("a.js", "b.js");
        assertThat(evidence.unread().get("a.js")).contains("nothing that the parser knows", "line 1");
        assertThat(evidence.findings()).hasSize(1);
    }

    @Test
    void names_that_the_engine_has_for_itself_are_nobody_elses() throws InterruptedException {
        var odd = """
                import a from "#unverified:7";
                import b from "#path";
                import https from "node:https";
                const agent = new https.Agent({ rejectUnauthorized: false });
                fetch("https://example.org", { agent: a, other: b });
                new https.Agent(a);
                """;
        var evidence = new Scanner().scan(Map.of("a.js", odd + FLAW));
        assertThat(evidence.unread()).isEmpty();
        assertThat(evidence.findings())
                .extracting(Finding::kind)
                .contains("tls")
                .hasSize(2);
    }

    @Test
    void types_and_markup_in_one_file_are_understood() throws InterruptedException {
        var page = "const a = <T,>(x: T) => <p title={String(x)}>{x as string}</p>;\n";
        var evidence = new Scanner().scan(Map.of("a.tsx", page + FLAW, "b.jsx", "const b = <p>{1}</p>;\n" + FLAW));
        assertThat(evidence.unread()).isEmpty();
        assertThat(evidence.findings()).hasSize(2);
    }

    @Test
    void a_process_of_its_own_says_the_same() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Worker.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var files = Map.of("index.js", FLAW);
        try (var out = new DataOutputStream(process.getOutputStream());
                var in = new DataInputStream(process.getInputStream())) {
            for (int i = 0; i < 2; i++) {
                Worker.writeFiles(files, files.keySet(), out);
                assertThat(Worker.read(in)).isEqualTo(new Scanner().scan(files));
            }
        }
        assertThat(process.waitFor()).as("it ends with its input").isZero();
    }

    @Test
    void an_answer_that_breaks_off_is_an_error() {
        var cut = new DataInputStream(new ByteArrayInputStream(new ByteArrayOutputStream().toByteArray()));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Worker.read(cut))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_statement_that_may_be_empty_is_one_of_somebody_elses_choice() throws InterruptedException {
        var code = """
                const { Client } = require('pg');
                const db = new Client();
                server.tool('t', { a: z.string(), b: z.boolean() }, async ({ a, b }) => db.query(b ? '' : a));
                """;
        assertThat(new Scanner().scan(Map.of("a.js", code)).findings())
                .extracting(Finding::kind)
                .containsExactly("statement");
    }

    @Test
    void damaged_files_are_read_as_far_as_they_go() throws IOException, InterruptedException {
        var scanner = new Scanner();
        var random = new Random(7);
        List<Path> samples;
        try (var all = Files.walk(Path.of("src", "test", "resources", "planted"))) {
            samples = all.filter(path -> path.toString().matches(".*\\.(js|mjs|ts|py)"))
                    .sorted()
                    .toList();
        }
        for (int i = 0; i < 300; i++) {
            Path sample = samples.get(random.nextInt(samples.size()));
            byte[] bytes = Files.readAllBytes(sample);
            int at = random.nextInt(bytes.length);
            byte[] damaged = i % 3 == 0 ? Arrays.copyOf(bytes, at) : bytes;
            for (int n = 0; n < 8 && damaged.length > 0; n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            String text = new String(damaged, StandardCharsets.UTF_8);
            assertThatNoException()
                    .as("%s, damage %d", sample, i)
                    .isThrownBy(() -> scanner.scan(Map.of(sample.getFileName().toString(), text)));
        }
    }

    @Test
    void what_tools_tell_is_evidence_where_it_stands() throws InterruptedException {
        var evidence = new Scanner()
                .scan(Map.of(
                        "a.js",
                        "server.tool('add', 'Adds two numbers', { a: z.number().describe('the first one') }, async () => 1);",
                        "b.py",
                        "@mcp.tool()\ndef sub(a: int):\n    \"\"\"Takes one away.\"\"\"\n"));
        assertThat(evidence.told())
                .extracting(Scanner.Told::tool, Scanner.Told::text)
                .contains(
                        tuple("add", "Adds two numbers"),
                        tuple(null, "the first one"),
                        tuple("sub", "Takes one away."));
    }
}
