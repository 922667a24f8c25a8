package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final String CONTROLS = Yaml.resource("/config/controls.yaml");

    @Test
    void the_shipped_catalogue_has_its_version_and_covers_every_sub_category() {
        assertThat(CATALOGUE.version()).isEqualTo("v2.0");
        assertThat(CATALOGUE.controls()).hasSizeGreaterThanOrEqualTo(28);
        assertThat(CATALOGUE.controls().stream().map(Control::subCategory).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(SubCategory.class));
    }

    @Test
    void every_control_names_a_fault_and_its_classes() {
        assertThat(CATALOGUE.controls()).allSatisfy(control -> {
            assertThat(control.name()).matches("[A-Z][\\w -]{8,50}").doesNotContain("Present", "Declared");
            assertThat(control.cwe() == null || control.cwe().matches("CWE-[1-9]\\d{0,3}"))
                    .isTrue();
        });
        assertThat(CATALOGUE.controls().stream()
                        .filter(control -> control.owasp().isEmpty())
                        .map(Control::subCategory))
                .isSubsetOf(SubCategory.LICENSES, SubCategory.DOCUMENTATION, SubCategory.TESTS, SubCategory.CI_CD);
        assertThat(control("COMMAND_INJECTION").owasp()).containsExactly("MCP05:2025");
    }

    @Test
    void what_is_about_code_is_what_cannot_be_judged_without_code_that_is_read() {
        var none = Case.tree(List.of("package.json", "{}", "main.rb", "puts 1"));

        var open = CATALOGUE.judge(none, Origin.NPM).stream()
                .filter(result -> result.control().category() == Dimension.SECURITY
                        && result.verdict().outcome() == Outcome.INCONCLUSIVE
                        && result.verdict().message().startsWith("There is no program code"))
                .map(result -> result.control().id());

        assertThat(open)
                .containsExactlyElementsOf(CATALOGUE.controls().stream()
                        .filter(Control::isAboutCode)
                        .map(Control::id)
                        .toList());
    }

    @Test
    void a_catalogue_that_says_nothing_of_risks_or_names_one_that_there_is_not_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.of(CONTROLS.replaceFirst("    owasp: .*\n", "")))
                .withMessageContaining("owasp");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.of(CONTROLS.replaceFirst("MCP05:2025", "MCP11:2025")))
                .withMessageContaining("MCP11:2025");
    }

    @Test
    void judging_the_same_files_twice_gives_equal_results_sorted_by_id() {
        var tree = tree();

        var first = CATALOGUE.judge(tree, Origin.GIT);

        assertThat(first).isEqualTo(CATALOGUE.judge(tree(), Origin.GIT)).hasSameSizeAs(CATALOGUE.controls());
        assertThat(first.stream().map(result -> result.control().id())).isSorted();
        assertThat(first.stream().map(ControlResult::verdict))
                .containsExactlyElementsOf(Catalogue.shipped().judge(tree, Origin.GIT).stream()
                        .map(ControlResult::verdict)
                        .toList());
    }

    private static Control control(String id) {
        return CATALOGUE.controls().stream()
                .filter(control -> control.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static SourceTree tree() {
        return Case.tree(SecurityCases.all().stream()
                .flatMap(row -> unique(row).stream())
                .toList());
    }

    private static List<String> unique(Case row) {
        var texts = new ArrayList<>(row.pathsAndTexts());
        for (int i = 0; i < texts.size(); i += 2) {
            texts.set(i, Math.abs(row.hashCode() % 1_000) + "/" + texts.get(i));
        }
        return texts;
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostile_files_neither_fail_a_judge_nor_take_long() {
        var random = new byte[1_000_000];
        new Random(1).nextBytes(random);
        var notUtf8 = new byte[500_000];
        Arrays.fill(notUtf8, (byte) 0xC3);
        var files = List.of(
                text("line.js", "exec(`${a}`);eval(x);'".repeat(50_000)),
                text("open.js", "`${".repeat(300_000)),
                text("open.py", "f'{".repeat(300_000)),
                text("slash.js", "/[".repeat(500_000)),
                text("keys.txt", "-----BEGIN PRIVATE" + " KEY-----".repeat(3) + "\n".repeat(500_000)),
                text("marks.js", "// node_modules/a.js\nfetch(args.x)\n".repeat(10_000)),
                text("package.json", "{\"a\":".repeat(200_000)),
                text("a/package.json", "[".repeat(200_000)),
                text("pyproject.toml", "a=" + "[".repeat(200_000)),
                text("requirements.txt", "a".repeat(1_000_000)),
                text(
                        "b/package.json",
                        "{\"dependencies\":{\"a\":\"" + "1.".repeat(100_000) + "\",\"b\":7,\"c\":null}}"),
                Case.file("random.js", random),
                Case.file("random.json", random),
                Case.file("utf8.py", notUtf8),
                Case.file("empty.ts", new byte[0]));

        var start = System.nanoTime();
        var results = CATALOGUE.judge(new SourceTree(files), Origin.UPLOAD);

        assertThat(results.stream().map(result -> result.verdict().message()))
                .doesNotContain("This control could not be judged on these files");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
    }

    private static SourceFile text(String path, String text) {
        return Case.file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void secrets_are_redacted_in_the_evidence_of_every_control() {
        var secret = "ghp" + "_" + "a8Fk2LmQ9zXw4RtY7uVb1NcE6sHd3JgP0oTi";
        var line = "new Agent({ rejectUnauthorized: false, token: '" + secret + "' });";

        var results = CATALOGUE.judge(Case.tree(List.of("a.js", line)), Origin.NPM);

        var evidence = results.stream()
                .flatMap(result -> result.verdict().findings().stream())
                .map(Finding::evidence)
                .toList();
        assertThat(evidence).hasSizeGreaterThanOrEqualTo(2).noneMatch(text -> text.contains(secret.substring(8)));
        assertThat(evidence).anyMatch(text -> text.contains("ghp_…"));
    }

    @Test
    void findings_are_located_by_file_and_line() {
        var results = CATALOGUE.judge(Case.tree(List.of("src/a.js", "let a;\n\nconst f = eval(code);\n")), Origin.NPM);

        assertThat(results.stream().flatMap(result -> result.verdict().findings().stream()))
                .contains(new Finding(
                        Severity.LOW,
                        "src/a.js",
                        3,
                        "const f = eval(code);",
                        "Text that is not constant is run as code"));
    }

    @Test
    void only_the_worst_findings_are_kept_and_the_message_says_how_many_there_were() {
        var results = CATALOGUE.judge(Case.tree(List.of("a.js", "x = createHash('md5');\n".repeat(150))), Origin.NPM);

        var verdict = results.stream()
                .map(ControlResult::verdict)
                .filter(v -> v.findings().size() > 50)
                .findFirst()
                .orElseThrow();
        assertThat(verdict.findings()).hasSize(100);
        assertThat(verdict.message()).contains("150 findings").contains("worst 100");
    }

    @Test
    void a_finding_in_bundled_code_is_counted_once_and_no_less_bad() {
        var bundle =
                "// node_modules/ajv/a.js\nnew Agent({ rejectUnauthorized: false });\nnew Agent({ rejectUnauthorized: false });\n// src/mine.ts\nnew Agent({ rejectUnauthorized: false });\n";

        var findings = CATALOGUE.judge(Case.tree(List.of("a.js", bundle)), Origin.NPM).stream()
                .flatMap(result -> result.verdict().findings().stream())
                .filter(finding -> finding.evidence().startsWith("new Agent"))
                .toList();

        assertThat(findings)
                .extracting(Finding::severity, Finding::line)
                .containsExactly(tuple(Severity.HIGH, 2), tuple(Severity.HIGH, 5));
    }

    @Test
    void a_judge_that_throws_is_inconclusive_and_the_others_go_on() {
        var broken = new Catalogue(
                "v",
                10,
                List.of(control("README_MISSING")),
                Map.of("README_MISSING", (source, control) -> {
                    throw new IllegalStateException("a bug");
                }),
                List.of());

        var verdict = broken.judgeCode(new Source(Case.tree(List.of()), Origin.NPM))
                .getFirst()
                .verdict();

        assertThat(verdict).isEqualTo(Verdict.inconclusive("This control could not be judged on these files"));
    }

    @Test
    void a_catalogue_with_an_unknown_key_is_refused_in_words() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.of(CONTROLS.replace("most_findings:", "most_finding:")))
                .withMessageContaining("unknown keys [most_finding]");
    }

    @Test
    void a_control_without_a_judge_and_a_judge_without_a_control_are_refused_in_words() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.of(CONTROLS.replace("id: CALL_HOME", "id: CALL_NOBODY")))
                .withMessageContaining("controls without a judge: [CALL_NOBODY]")
                .withMessageContaining("judges without a control: [CALL_HOME]");
    }

    @Test
    void the_controls_about_lock_file_tests_and_pipelines_say_why_a_registry_package_cannot_show_them() {
        var results = CATALOGUE.judge(Case.tree(List.of("package.json", "{}", "a.js", "1")), Origin.NPM);

        assertThat(results)
                .filteredOn(result -> EnumSet.of(SubCategory.LOCKFILE, SubCategory.TESTS, SubCategory.CI_CD)
                        .contains(result.control().subCategory()))
                .hasSize(10)
                .allSatisfy(result -> assertThat(result.verdict().message()).startsWith("Packages of the registry"));
    }
}
