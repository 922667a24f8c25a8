package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words that people read of a version. */
final class StandingTest {
    @ParameterizedTest
    @CsvSource({
        "CERTIFIED, F, 0, analysed, analysed",
        "CERTIFIED, F, 2, analysed, analysed",
        "CERTIFIED, A, 0, analysed, analysed",
        "CERTIFIED, D, 1, verified, static verified",
        "CERTIFIED, B, 2, certified, security certified",
        "CERTIFIED, A, 3, certified, runtime certified",
        "CERTIFIED, , , not analysed, not analysed",
        "KNOWN_VULNERABLE, A, 2, known vulnerable, security certified",
        "FAILED, , , failed, not analysed",
        "PENDING_ANALYSIS, , , pending analysis, not analysed",
    })
    void nobody_reads_certified_beside_an_f_or_below_level_two(
            String status, String grade, Integer level, String word, String words) {
        assertThat(Standing.status(status, grade, level)).isEqualTo(word);
        assertThat(Standing.level(grade, level)).isEqualTo(words);
    }

    @Test
    void a_cap_says_what_it_limits_and_why() {
        var caps = JsonArray.of(
                JsonObject.of("reason", "something critical was found", "at_most", 59),
                new JsonObject()
                        .put("reason", "nobody can look inside")
                        .putNull("at_most")
                        .put("level_at_most", 1),
                JsonObject.of("reason", "it is a binary", "at_most", 69, "level_at_most", 0));

        assertThat(Standing.caps(caps))
                .containsExactly(
                        "at most 59: something critical was found",
                        "level at most 1: nobody can look inside",
                        "at most 69, level at most 0: it is a binary");
        assertThat(Standing.caps(null)).isEmpty();
    }

    @Test
    void how_much_was_judged_is_said_and_what_is_not_known_too() {
        var coverage = JsonObject.of("judged", 52, "total", 64);

        assertThat(Standing.coverage(coverage))
                .isEqualTo("52 of 64 controls judged, how much of the code was parsed is not known");
        assertThat(Standing.coverage(coverage.put("code_parsed_percent", 97)))
                .isEqualTo("52 of 64 controls judged, 97 % of the code parsed");
    }
}
