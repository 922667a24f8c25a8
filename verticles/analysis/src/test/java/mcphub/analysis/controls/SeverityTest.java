package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an author writes around a flaw makes it no less bad. */
final class SeverityTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final String OF_RULES = "new Agent({ rejectUnauthorized: false });\n";

    private static Severity worst(String control, String text) {
        return CATALOGUE.judge(Case.fails(control, "index.js", text).source(), FewFlaws.ALL).stream()
                .filter(each -> each.control().id().equals(control))
                .flatMap(each -> each.verdict().findings().stream())
                .map(Finding::severity)
                .min(Severity::compareTo)
                .orElseThrow();
    }

    private static List<String> around(String code) {
        return List.of(
                code,
                "// node_modules/left/index.js\n" + code,
                "/* " + "a".repeat(400_000) + " */\n" + code,
                code.replace("\n", " ") + "/* " + "a".repeat(5_000) + " */");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMAND_INJECTION", "TLS_VERIFICATION_DISABLED"})
    void markers_comments_and_size_lower_no_severity(String control) {
        var code = control.startsWith("TLS") ? OF_RULES : ReadingCases.FLAW;
        assertThat(around(code))
                .allSatisfy(text -> assertThat(worst(control, text)).isEqualTo(Severity.HIGH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (process.env.SKIP_TLS_VERIFY) agent = new Agent({ rejectUnauthorized: false });\n",
                "new Agent({ rejectUnauthorized: process.env.VERIFY !== 'false' });\n",
                "https.request({ hostname: '127.0.0.1', rejectUnauthorized: false });\n"
            })
    void certificates_that_the_operator_leaves_unchecked_or_that_are_of_this_machine_are_low(String text) {
        assertThat(worst("TLS_VERIFICATION_DISABLED", text)).isEqualTo(Severity.LOW);
    }

    @Test
    void a_secret_in_the_log_is_less_bad_where_only_its_name_says_that_it_is_one() {
        assertThat(worst("SECRET_LOGGED", "console.error(process.env.API_KEY);\n"))
                .isEqualTo(Severity.MEDIUM);
        assertThat(worst("SECRET_LOGGED", "function start(options) { console.error(options.apiKey); }\n"))
                .isEqualTo(Severity.LOW);
    }

    @Test
    void a_flaw_in_a_source_and_in_what_was_built_of_it_is_one_where_it_runs() {
        var findings = CATALOGUE
                .judge(
                        Case.fails(
                                        "COMMAND_INJECTION",
                                        "package.json",
                                        "{\"main\": \"dist/index.js\"}",
                                        "src/index.ts",
                                        "\n\n" + ReadingCases.FLAW,
                                        "dist/index.js",
                                        ReadingCases.FLAW)
                                .source(),
                        FewFlaws.ALL)
                .stream()
                .filter(each -> each.control().id().equals("COMMAND_INJECTION"))
                .flatMap(each -> each.verdict().findings().stream())
                .toList();
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().file()).isEqualTo("dist/index.js");
        assertThat(findings.getFirst().message()).contains("src/index.ts:4");
    }
}
