package mcphub.analysis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a report looks like; {@code scripts/oracles/sarif} has the SARIF that is written here read by Microsoft's validator. */
final class FormsTest {
    private static final String COMMAND = "COMMAND_INJECTION";
    private static final String HOSTILE =
            "exec(`ls ${input}`); // \u001b[2J\u009b31m\u202e ``` <img src=x> @acme | \u0007\u2028 [x](y)";

    @TempDir
    private Path room;

    private Scans scans() {
        return new Scans(room);
    }

    private ScanReport flawed() {
        return scans().ofFolder(Scans.kept("index.js", Scans.FLAW));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static JsonObject run(ScanReport report, String name) {
        String log = Form.SARIF.write(report);
        String folder = System.getProperty("sarif.folder", "");
        if (!folder.isEmpty()) {
            try {
                Files.writeString(Path.of(folder, "scan-" + name + ".sarif"), log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new JsonObject(log).getJsonArray("runs").getJsonObject(0);
    }

    @Test
    void a_finding_is_shown_with_its_lines_its_way_and_what_to_do() {
        assertThat(Form.TEXT.write(flawed()))
                .contains(
                        """
                        HIGH  COMMAND_INJECTION  Commands can be injected (CWE-78, MCP05:2025)
                          index.js:3
                            1 | import { exec } from 'child_process';
                            2 | server.tool('run', { input: z.string() }, ({ input }) => {
                          > 3 |   exec(`ls ${input}`);
                            4 | });
                            5 |
                        """,
                        "    from index.js:2  ",
                        "      to index.js:3  where it ends\n  what to do: Run the program without a shell")
                .containsPattern("(?m)^score \\d+ of 100, grade [A-F], level 1: static verified \\(security \\d+, ")
                .containsPattern("(?m)^  at most 79: something serious was found .*$")
                .containsPattern("(?m)^  \\d+ of \\d+ controls judged, 100 % of the code parsed$")
                .contains("  in the tool run · value: an argument that a tool's caller gives\n")
                .contains("read: 5 files, 5 of them text, 1 code that runs, of which 100 % was read\n")
                .contains("note: Dependencies are not judged without a hub");
    }

    @Test
    void json_has_the_fingerprints_of_a_hub_the_scores_and_what_was_not_judged() {
        var document = new JsonObject(Form.JSON.write(flawed()));
        var finding = objects(document.getJsonArray("findings")).stream()
                .filter(one -> one.getString("control_id").equals(COMMAND))
                .findFirst()
                .orElseThrow();

        // sha256sum of control, file and evidence with NUL between them
        assertThat(finding.getString("fingerprint")).isEqualTo("f25f8a0dec0080860f9e39433d572804");
        assertThat(finding.getJsonArray("trace").getJsonObject(0).getInteger("line"))
                .isEqualTo(2);
        assertThat(finding.getString("tool")).isEqualTo("run");
        assertThat(finding.getJsonArray("values")).containsExactly("tool-argument");
        assertThat(finding.getBoolean("by_design")).isFalse();
        assertThat(finding.getJsonArray("excerpt")).hasSize(5);
        assertThat(document.getJsonObject("scores").getJsonObject("coverage").getInteger("total"))
                .isEqualTo(Catalogue.shipped().controls().size());
        assertThat(objects(document.getJsonArray("not_judged")))
                .extracting(one -> one.getString("control_id"))
                .contains("KNOWN_VULNERABLE_DEPENDENCY");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void what_would_move_a_cursor_or_turn_a_line_is_in_no_form(Form form) {
        var report = scans().ofArchive(
                        "package.json",
                        "{\"name\":\"t\",\"dependencies\":{\"a\\u001b[31m\\u202eb\":\"git+https://x.example/\\u009b\"}}",
                        "index.js",
                        Scans.FLAW.replace("exec(`ls ${input}`);", HOSTILE));

        assertThat(Scans.of(report, COMMAND)).isNotEmpty();
        assertThat(form.write(report).codePoints())
                .noneMatch(point -> (Character.isISOControl(point) && point != '\n')
                        || Character.getType(point) == Character.FORMAT
                        || point == 0x2028);
    }

    @Test
    void markdown_of_a_source_is_no_markup() {
        var report = scans().ofArchive(Scans.kept(
                "index.js", Scans.FLAW.replace("exec(`ls ${input}`);", HOSTILE), "@acme/<b>.js", HOSTILE));
        String text = Form.MARKDOWN.write(report);
        String outside = text.replaceAll("(?s)(`{4,})text\n.*?\n\\1\n", "");

        assertThat(text).contains("````text\n");
        assertThat(outside).doesNotContain("<img").doesNotContain("@acme").doesNotContain("[x](y)");
    }

    @Test
    void secrets_beside_a_finding_are_redacted_in_every_form() {
        String body = IntStream.range(0, 20)
                .mapToObj(i -> "Mq7Zt2Lk9Wc4Vx8Bn1Rj5Hs3Dp6Fy0Gu" + (char) ('a' + i) + "QeTwYrUiOpAsDfGhJkLzXcVbNm12")
                .collect(Collectors.joining("\n"));
        String password = "qT7_mW2-xR9.vK4~cZ8fHj";
        String token = "ghp" + "_" + "a8Fk2LmQ9zXw4RtY7uVb1NcE6sHd3JgP0oTi";
        var report = scans().ofFolder(
                        "package.json",
                        Scans.PLAIN,
                        "index.js",
                        Scans.FLAW.replace("  exec(", "  const password = '" + password + "';\n  exec("),
                        "b.js",
                        "const key = `-----BEGIN " + "PRIVATE KEY-----\n" + body + "`;\neval(code);\nconst t = '"
                                + token + "';\n");

        assertThat(report.findings())
                .extracting(one -> one.control().id())
                .contains("DYNAMIC_CODE_EVALUATION", COMMAND);
        for (var form : Form.values()) {
            assertThat(form.write(report))
                    .doesNotContain(password)
                    .doesNotContain(token.substring(8))
                    .doesNotContain("QeTwYrUiOpAsDf");
        }
        assertThat(Form.TEXT.write(report)).contains("const password = 'qT7_…'", "const t = 'ghp_…'");
    }

    @Test
    void sarif_says_what_is_suppressed_what_is_known_and_where_a_folder_is() throws IOException {
        Path top = scans().folder(".git/HEAD", "ref: refs/heads/main\n");
        Scans.fill(
                top.resolve("packages/a b"),
                Scans.kept(
                        "index.js",
                        Scans.FLAW,
                        "b.js",
                        "eval(code); // mcp-hub-ignore DYNAMIC_CODE_EVALUATION ours\n"));
        var report = scans().scan().folder(top.resolve("packages/a b"));
        var known = report.findings().getFirst().fingerprint();
        var run = run(report.against(Set.of(known)), "suppressed");
        var results = objects(run.getJsonArray("results"));

        assertThat(results).allMatch(result -> result.containsKey("baselineState"));
        assertThat(results.getFirst().getString("baselineState")).isEqualTo("unchanged");
        assertThat(results.stream().filter(result -> result.containsKey("suppressions")))
                .singleElement()
                .satisfies(result -> assertThat(result.getString("ruleId")).isEqualTo("DYNAMIC_CODE_EVALUATION"));
        assertThat(run.encode()).contains("\"uri\":\"packages/a%20b/index.js\"").doesNotContain("\"uri\":\"index.js\"");
        assertThat(objects(run(flawed(), "plain").getJsonArray("results")))
                .noneMatch(result -> result.containsKey("baselineState"));
        run(scans().ofArchive(Scans.kept("index.js", Scans.FLAW.replace("exec(`ls ${input}`);", HOSTILE))), "hostile");
        run(scans().ofFolder("a.txt", "nothing"), "nothing");
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "SARIF"})
    void a_baseline_makes_nothing_fail_that_it_has(Form form) throws IOException {
        var report = flawed();
        var known = Baseline.read(Files.writeString(room.resolve("baseline"), form.write(report)));
        var grown = scans().ofFolder(Scans.kept("index.js", Scans.FLAW, "b.js", Scans.FLAW.replace("ls", "cat")));

        assertThat(report.isFailedBy(Severity.HIGH)).isTrue();
        assertThat(report.against(known).isFailedBy(Severity.LOW)).isFalse();
        assertThat(grown.against(known).isFailedBy(Severity.HIGH)).isTrue();
        assertThat(Scans.of(grown.against(known), COMMAND))
                .filteredOn(Reported::counts)
                .extracting(Reported::file)
                .containsExactly("b.js");
        assertThat(Form.TEXT.write(grown.against(known))).contains("[in the baseline]");
    }

    @Test
    void what_is_no_report_is_refused_as_a_baseline() throws IOException {
        for (String text : List.of("", "[]", "{}", "{\"findings\":7}", "{\"runs\":[1]}", "no")) {
            Path file = Files.writeString(room.resolve("baseline"), text);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Baseline.read(file))
                    .withMessageContaining("is no report of hub scan");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.read(room.resolve("none")))
                .withMessageContaining("cannot be read");
    }
}
