package mcphub.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void what_is_no_code_is_read_as_far_as_it_is_some() throws InterruptedException {
        var evidence = new Scanner().scan(Map.of("a.js", ") } ]] 'open\n" + FLAW, "b.js", "\0\1\uFFFD", "c.js", ""));
        assertThat(evidence.unread()).isEmpty();
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
                Worker.writeFiles(files, out);
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
}
