package mcphub.analysis.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import mcphub.analysis.controls.Control;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Dimension;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.SubCategory;
import mcphub.analysis.controls.Verdict;
import mcphub.analysis.controls.Yaml;
import mcphub.analysis.scoring.Scores.CertificationLevel;
import mcphub.analysis.source.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScoringTest {
    private static final Scoring SCORING = Scoring.shipped();

    /** One row: the results, and the global score, grade and level they make. */
    record Row(String says, List<ControlResult> results, int global, String grade, int level) {
        @Override
        public String toString() {
            return says;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("nothing judged", List.of(unclear(SubCategory.TESTS)), 0, "F", 0),
                new Row("no results", List.of(), 0, "F", 0),
                new Row(
                        "all passed, without a check at run time",
                        all(passed(SubCategory.SECRETS), passed(SubCategory.LICENSES), passed(SubCategory.TESTS)),
                        100,
                        "A",
                        2),
                new Row(
                        "the settled contradiction 90/80/75 is 84",
                        all(
                                failed(SubCategory.SECRETS, 0, 0, 1, 0),
                                failed(SubCategory.LICENSES, 0, 1, 0, 0),
                                failed(SubCategory.TESTS, 0, 1, 0, 1)),
                        84,
                        "B",
                        2),
                new Row(
                        "a critical finding caps the global score",
                        all(
                                failed(SubCategory.SECRETS, 1, 0, 0, 0),
                                passed(SubCategory.CODE_QUALITY),
                                passed(SubCategory.LICENSES),
                                passed(SubCategory.TESTS)),
                        59,
                        "F",
                        0),
                new Row(
                        "a score below the cap stays",
                        all(failed(SubCategory.SECRETS, 5, 0, 0, 0), failed(SubCategory.LICENSES, 0, 4, 4, 0)),
                        8,
                        "F",
                        0),
                new Row(
                        "an unjudged dimension hands its weight on: (95*50+80*20)/70 = 90.7",
                        all(
                                failed(SubCategory.SECRETS, 0, 0, 0, 1),
                                unclear(SubCategory.LOCKFILE),
                                failed(SubCategory.TESTS, 0, 1, 0, 0)),
                        91,
                        "A",
                        2),
                new Row("only one dimension judged", all(failed(SubCategory.DOCUMENTATION, 0, 1, 1, 0)), 70, "C", 1),
                new Row(
                        "half a point rounds up: 95*50+100*30+90*20 = 95.5",
                        all(
                                failed(SubCategory.SECRETS, 0, 0, 0, 1),
                                passed(SubCategory.LICENSES),
                                failed(SubCategory.TESTS, 0, 0, 1, 0)),
                        96,
                        "A",
                        2),
                new Row("sixty is enough for D and level 1", all(failed(SubCategory.SECRETS, 0, 2, 0, 0)), 60, "D", 1),
                new Row(
                        "eighty is enough for B and level 2",
                        all(failed(SubCategory.SECRETS, 0, 1, 0, 0)),
                        80,
                        "B",
                        2));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void results_make_this_score_grade_and_level(Row row) {
        var scores = SCORING.score(row.results(), Basis.WHOLE);

        assertThat(scores.global()).isEqualTo(row.global());
        assertThat(scores.grade()).isEqualTo(row.grade());
        assertThat(scores.level().number()).isEqualTo(row.level());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 100",
        "0, 0, 0, 1, 95",
        "0, 0, 1, 0, 90",
        "0, 1, 0, 0, 80",
        "1, 0, 0, 0, 60",
        "0, 2, 0, 0, 60",
        "0, 0, 0, 9, 58",
        "0, 3, 0, 0, 50",
        "0, 8, 0, 0, 0",
        "0, 7, 0, 0, 10",
        "0, 0, 0, 100, 0",
        "5, 0, 0, 0, 0"
    })
    void penalties_of_one_control_beyond_forty_points_count_half(
            int critical, int high, int medium, int low, int score) {
        var result = critical + high + medium + low == 0
                ? passed(SubCategory.SECRETS)
                : failed(SubCategory.SECRETS, critical, high, medium, low);

        assertThat(breakdown(List.of(result))).containsEntry(SubCategory.SECRETS, score);
    }

    @Test
    void penalties_of_two_controls_add_up_in_full() {
        var results = List.of(failed(SubCategory.SECRETS, 0, 2, 0, 0), failed(SubCategory.SECRETS, 0, 2, 0, 0));

        assertThat(breakdown(results)).containsEntry(SubCategory.SECRETS, 20);
    }

    @Test
    void an_unjudged_sub_category_is_null_and_left_out_of_the_mean() {
        var scores = SCORING.score(
                List.of(
                        failed(SubCategory.SECRETS, 0, 0, 0, 1),
                        unclear(SubCategory.CODE_QUALITY),
                        passed(SubCategory.VULNERABILITIES)),
                Basis.WHOLE);

        var security = Objects.requireNonNull(scores.dimensions().get(Dimension.SECURITY));
        assertThat(security.score()).isEqualTo(98);
        assertThat(security.weightPercent()).isEqualTo(50);
        assertThat(security.breakdown().keySet())
                .containsExactly(SubCategory.VULNERABILITIES, SubCategory.SECRETS, SubCategory.CODE_QUALITY);
        assertThat(security.breakdown().get(SubCategory.CODE_QUALITY)).isNull();
        assertThat(scores.dimensions().get(Dimension.MATURITY))
                .isEqualTo(new Scores.DimensionScore(null, 20, nothing()));
    }

    private static Map<SubCategory, @Nullable Integer> nothing() {
        var nothing = new EnumMap<SubCategory, @Nullable Integer>(SubCategory.class);
        List.of(SubCategory.DOCUMENTATION, SubCategory.TESTS, SubCategory.CI_CD).forEach(sub -> nothing.put(sub, null));
        return nothing;
    }

    @Test
    void coverage_and_findings_are_counted() {
        var scores = SCORING.score(
                List.of(failed(SubCategory.SECRETS, 1, 2, 0, 3), unclear(SubCategory.TESTS)), Basis.WHOLE);

        assertThat(scores.coverage()).isEqualTo(new Scores.Coverage(1, 2));
        assertThat(scores.findings())
                .isEqualTo(Map.of(Severity.CRITICAL, 1, Severity.HIGH, 2, Severity.MEDIUM, 0, Severity.LOW, 3));
    }

    @Test
    void a_method_whose_weights_are_not_a_hundred_together_is_refused_in_words() {
        var yaml = Yaml.resource("/config/scoring.yaml");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scoring.of(yaml.replace("maturity: 20", "maturity: 30")))
                .withMessageContaining("not 100 together");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scoring.of(yaml.replace("critical: 40, ", "")))
                .withMessageContaining("penalties");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scoring.of(yaml + "\nextra: 1\n"))
                .withMessageContaining("unknown keys [extra]");
        assertThat(SCORING.version()).isEqualTo("v2.2");
    }

    @Test
    void every_limit_that_holds_is_told_and_the_lowest_counts() {
        var critical = failed(SubCategory.SECRETS, 1, 0, 0, 0);
        var missing = new ControlResult(
                control("MANIFEST_MISSING", SubCategory.DEPENDENCIES),
                Verdict.failed("none", List.of(new Finding(Severity.MEDIUM, null, null, "", "none"))));

        assertThat(SCORING.score(List.of(missing, passed(SubCategory.SECRETS)), Basis.WHOLE)
                        .global())
                .isEqualTo(69);
        var both = SCORING.score(List.of(critical, missing, passed(SubCategory.LICENSES)), parsed(90, null));
        assertThat(both.global()).isEqualTo(59);
        assertThat(both.grade()).isEqualTo("F");
        assertThat(both.caps()).extracting(Cap::atMost).containsExactly(59, 69, 89);
    }

    @Test
    void dependencies_that_are_not_judged_stop_the_level_at_one_and_the_reason_is_told() {
        var results = List.of(passed(SubCategory.SECRETS));
        var unjudged = SCORING.score(results, parsed(100, "a sample"));
        assertThat(unjudged.global()).isEqualTo(100);
        assertThat(unjudged.level()).isEqualTo(CertificationLevel.STATIC_VERIFIED);
        assertThat(unjudged.levelReason()).isEqualTo("a sample");
        assertThat(SCORING.score(results, Basis.WHOLE).level()).isEqualTo(CertificationLevel.SECURITY_CERTIFIED);
        assertThat(SCORING.score(results, Basis.WHOLE).levelReason()).isNull();
        var low = SCORING.score(results, parsed(49, "a sample"));
        assertThat(low.level()).isEqualTo(CertificationLevel.STATIC_VERIFIED);
        assertThat(low.levelReason()).as("it reaches no further anyway").isNull();
    }

    @Test
    void a_limit_without_one_cause_is_refused_in_words() {
        var yaml = Yaml.resource("/config/scoring.yaml");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scoring.of(yaml.replace("{finding: critical, ", "{")))
                .withMessageContaining("has 0 causes");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Scoring.of(yaml.replace("finding: critical, at_most: 59", "finding: critical, at_most: 590")))
                .withMessageContaining("590");
    }

    private static Map<SubCategory, @Nullable Integer> breakdown(List<ControlResult> results) {
        var security = SCORING.score(results, Basis.WHOLE).dimensions().get(Dimension.SECURITY);
        return security == null ? Map.of() : security.breakdown();
    }

    private static Basis parsed(int percent, @Nullable String unjudged) {
        return new Basis(100, percent, false, null, unjudged);
    }

    private static List<ControlResult> all(ControlResult... results) {
        return List.of(results);
    }

    private static ControlResult passed(SubCategory sub) {
        return new ControlResult(control(sub), Verdict.passed("fine"));
    }

    private static ControlResult unclear(SubCategory sub) {
        return new ControlResult(control(sub), Verdict.inconclusive("not here"));
    }

    private static ControlResult failed(SubCategory sub, int critical, int high, int medium, int low) {
        var findings = new ArrayList<Finding>();
        var counts =
                Map.of(Severity.CRITICAL, critical, Severity.HIGH, high, Severity.MEDIUM, medium, Severity.LOW, low);
        counts.forEach((severity, count) ->
                findings.addAll(Collections.nCopies(count, new Finding(severity, null, null, "", "bad"))));
        return new ControlResult(control(sub), Verdict.failed("bad", findings));
    }

    private static Control control(SubCategory sub) {
        return control("X", sub);
    }

    private static Control control(String id, SubCategory sub) {
        return new Control(
                id,
                "X",
                sub.dimension(),
                sub,
                Severity.LOW,
                null,
                List.of(),
                sub.dimension() == Dimension.SECURITY,
                "",
                "",
                Set.of(Origin.values()),
                null,
                List.of(),
                Map.of(),
                Map.of());
    }
}
