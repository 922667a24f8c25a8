package mcphub.analysis.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Dimension;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.controls.Flow;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.SubCategory;
import mcphub.analysis.controls.Verdict;
import mcphub.analysis.reading.Behind;
import mcphub.analysis.reading.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The limits of method v2.2, each by what brings it about. */
class CapsTest {
    private static final Scoring SCORING = Scoring.shipped();
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    @ParameterizedTest
    @CsvSource({
        "COMMAND_INJECTION, HIGH, tool-argument, 79",
        "COMMAND_INJECTION, HIGH, http-request, 79",
        "SQL_CONCATENATION, HIGH, remote-answer, 79",
        "COMMAND_INJECTION, HIGH, operator, 97",
        "COMMAND_INJECTION, MEDIUM, tool-argument, 99",
        "COMMAND_INJECTION, CRITICAL, operator, 59",
    })
    void a_serious_flaw_that_somebody_else_brings_about_limits_the_score(
            String control, Severity severity, String value, int global) {
        var scores = SCORING.score(
                results(control, new Finding(severity, "a.js", 1, "", "bad", new Flow(List.of(value), "t", false))),
                Basis.WHOLE);

        assertThat(scores.global()).isEqualTo(global);
    }

    @Test
    void a_serious_flaw_that_is_about_nobodys_value_takes_its_points_and_no_more() {
        var scores = SCORING.score(
                results("LICENSE_MISSING", new Finding(Severity.HIGH, null, null, "", "none")), Basis.WHOLE);

        assertThat(scores.caps()).isEmpty();
    }

    @Test
    void twelve_serious_flaws_are_no_better_than_one() {
        var one = new Finding(Severity.HIGH, "a.js", 1, "", "bad", new Flow(List.of("tool-argument"), "t", false));
        int alone =
                SCORING.score(results("COMMAND_INJECTION", one), Basis.WHOLE).global();
        int many = SCORING.score(
                        results(
                                "COMMAND_INJECTION",
                                Collections.nCopies(12, one).toArray(Finding[]::new)),
                        Basis.WHOLE)
                .global();

        assertThat(many).isLessThanOrEqualTo(alone);
    }

    @Test
    void a_tool_that_runs_what_its_caller_gives_it_is_limited_though_it_says_so() {
        var byDesign = new Flow(List.of("tool-argument"), "run", true);
        var finding = new Finding(Severity.MEDIUM, "a.js", 1, "", "runs", byDesign);

        assertThat(SCORING.score(results("COMMAND_INJECTION", finding), Basis.WHOLE)
                        .global())
                .isEqualTo(79);
        assertThat(SCORING.score(results("PATH_TRAVERSAL", finding), Basis.WHOLE)
                        .global())
                .as("to read files is less than to run programs")
                .isGreaterThan(79);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, ''",
        "99, 89, not all",
        "80, 89, not all",
        "79, 79, less than 80",
        "50, 79, less than 80",
        "49, 69, less than half",
        "0, 69, less than half"
    })
    void code_that_was_not_read_limits_the_score(int percent, int global, String reason) {
        var scores = SCORING.score(results("X"), new Basis(100, percent, false, null, null));

        assertThat(scores.global()).isEqualTo(global);
        assertThat(scores.caps())
                .hasSize(reason.isEmpty() ? 0 : 1)
                .allMatch(cap -> cap.reason().startsWith(reason));
    }

    @Test
    void code_that_only_rules_of_text_have_seen_limits_the_score_and_says_so() {
        var scores = SCORING.score(results("CALL_HOME"), new Basis(100, 40, true, null, null));

        assertThat(scores.global()).isEqualTo(69);
        assertThat(scores.caps()).extracting(Cap::reason).anyMatch(reason -> reason.contains("rules of text"));
    }

    @ParameterizedTest
    @CsvSource({"SERVER, 100, 2", "PROXY, 100, 2", "UNSEEN, 69, 1", "NOT_AN_MCP_SERVER, 100, 0", "THIN_SHELL, 100, 2"})
    void what_a_version_is_limits_its_score_or_its_level(Kind.What what, int global, int level) {
        var scores = SCORING.score(results("X"), new Basis(100, 100, false, new Kind(what, "so", List.of()), null));

        assertThat(scores.global()).isEqualTo(global);
        assertThat(scores.level().number()).isEqualTo(level);
        assertThat(scores.caps()).hasSize(global < 100 || level < 2 ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"THIN_SHELL", "PROXY", "SERVER"})
    void who_hands_over_to_something_that_could_not_be_read_stops_at_69_and_level_1(Kind.What what) {
        var behind = List.of(new Behind.Part("engine", null, null, "a program"));
        var shell = new Kind(what, "so", behind);

        var scores = SCORING.score(results("X"), new Basis(100, 100, false, shell, null));

        assertThat(scores.global()).isEqualTo(69);
        assertThat(scores.level().number()).isEqualTo(1);
    }

    @Test
    void where_no_control_about_code_could_judge_anything_the_part_is_no_merit() {
        var unread = CATALOGUE.controls().stream()
                .map(control -> new ControlResult(
                        control, control.isAboutCode() ? Verdict.inconclusive("no code") : Verdict.passed("fine")))
                .toList();

        var security = Objects.requireNonNull(
                SCORING.score(unread, Basis.WHOLE).dimensions().get(Dimension.SECURITY));

        assertThat(security.breakdown()).containsEntry(SubCategory.SECRETS, null);
    }

    /** All controls passed but this one, which has these findings. */
    private static List<ControlResult> results(String failed, Finding... findings) {
        return CATALOGUE.controls().stream()
                .map(control -> new ControlResult(
                        control,
                        control.id().equals(failed) && findings.length > 0
                                ? Verdict.failed("bad", List.of(findings))
                                : Verdict.passed("fine")))
                .toList();
    }
}
