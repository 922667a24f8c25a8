package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** What badges say. */
final class BadgeTest {
    @ParameterizedTest
    @CsvSource({
        "CERTIFIED, false, A, 92, 2, A 92",
        "CERTIFIED, true, A, 92, 2, suspected",
        "FAILED, false, F, 12, 0, failed",
        "FAILED, true, , , , suspected",
        "KNOWN_VULNERABLE, false, A, 92, 2, vulnerable",
        "DEPRECATED, false, A, 92, 2, deprecated",
        "PENDING_ANALYSIS, false, , , , pending",
        ", false, , , , unknown",
    })
    void a_state_that_matters_comes_before_the_grade(
            String status, boolean suspected, String grade, Integer score, Integer level, String says) {
        assertThat(Badge.of(status, suspected, grade, score, level, List.of(), false)
                        .says())
                .isEqualTo(says);
    }

    @ParameterizedTest
    @CsvSource({
        "F, 59, 0, analysed, '#b71c1c', '#b71c1c'",
        "A, 98, 0, analysed, '#555555', '#555555'",
        "D, 64, 1, static verified, '#3f6212', '#a33c00'",
        "B, 84, 2, security certified, '#1b6e20', '#3f6212'",
        "A, 95, 3, runtime certified, '#1b6e20', '#1b6e20'",
    })
    void nobody_reads_certified_beside_an_f_or_below_level_two(
            String grade, int score, int level, String says, String ofLevel, String ofGrade) {
        var badge = Badge.of("CERTIFIED", false, grade, score, level, List.of(), true);
        var graded = Badge.of("CERTIFIED", false, grade, score, level, List.of(), false);

        assertThat(badge.says()).isEqualTo(says);
        assertThat(badge.color()).isEqualTo(ofLevel);
        assertThat(graded.color()).isEqualTo(ofGrade);
        assertThat(badge.svg() + graded.svg()).contains(says);
        if (level < 2) {
            assertThat(badge.svg() + graded.svg()).doesNotContain("certif");
        }
    }

    @Test
    void the_picture_is_xml_and_its_letters_can_be_told_from_what_is_behind() throws Exception {
        for (String grade : new String[] {"A", "B", "C", "D", "F"}) {
            var badge = Badge.of("CERTIFIED", false, grade, 100, 3, List.of("at most 59: <a> & \"b\""), true);
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(badge.svg())))
                    .getDocumentElement();
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .startsWith("MCP Hub: grade " + grade + ", 100 of 100, ")
                    .endsWith(" (level 3 of 3); at most 59: <a> & \"b\"")
                    .isEqualTo(svg.getAttribute("aria-label"));
            assertThat(1.05 / (luminance(badge.color()) + 0.05)).as(grade).isGreaterThan(4.5);
        }
    }

    /** As WCAG computes it. */
    private static double luminance(String color) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(color.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
