package mcphub.analysis.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The method before, which organizations keep until they accept the newest. */
final class FormerScoringTest {
    private static final Scoring FORMER = Scoring.former();

    @Test
    void it_is_another_method_and_its_numbers_are_those_that_were_accepted() {
        assertThat(FORMER.method()).isEqualTo("v2.1");
        assertThat(FORMER.version()).isEqualTo("v2.1.2");
        assertThat(Scoring.shipped().method()).isEqualTo("v2.2");
        assertThat(FORMER.grades()).containsEntry("A", 90).containsEntry("D", 60);
        assertThat(FORMER.caps()).extracting(Cap::atMost).containsExactly(59, 69, 69, 79, 89);
    }

    @Test
    void it_names_the_controls_that_it_does_not_know_whether_or_not_there_are_any() {
        assertThat(FORMER.without()).contains("RESULT_INJECTION", "CROSS_TOOL_FLOW");
        assertThat(Scoring.shipped().without()).isEmpty();
    }
}
