package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
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
        assertThat(Badge.of(status, suspected, grade, score, level, false).says())
                .isEqualTo(says);
    }

    @Test
    void the_picture_is_xml_and_its_letters_can_be_told_from_what_is_behind() throws Exception {
        for (String grade : new String[] {"A", "B", "C", "D", "F"}) {
            var badge = Badge.of("CERTIFIED", false, grade, 100, 3, true);
            var svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(badge.svg())))
                    .getDocumentElement();
            assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                    .isEqualTo("MCP Hub: certification level 3 of 3")
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
