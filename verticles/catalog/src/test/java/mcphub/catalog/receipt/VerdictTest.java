package mcphub.catalog.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import mcphub.kernel.Resources;
import mcphub.kernel.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one word of a receipt. */
final class VerdictTest {
    private static JsonObject facts(String changes) {
        var facts = new JsonObject("""
                {"status": "CERTIFIED", "suspected": false, "caps": [], "controls": {"judged": 50, "total": 64},
                 "findings": {"critical": 0, "high": 0, "medium": 0, "low": 0}, "code_judged": true, "dependencies_judged": true,
                 "security": {"vulnerabilities": 100, "secrets": 100, "code_quality": 90}}""");
        return facts.mergeIn(new JsonObject(changes), true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {}                                                              | CLEAN        | -
            {"findings": {"low": 1}}                                        | WARNINGS     | -
            {"findings": {"medium": 3}}                                     | WARNINGS     | -
            {"findings": {"high": 1, "low": 4}}                             | FINDINGS     | -
            {"findings": {"critical": 1}}                                   | FINDINGS     | -
            {"status": "KNOWN_VULNERABLE"}                                  | FINDINGS     | -
            {"status": "FAILED", "suspected": true}                         | FINDINGS     | -
            {"status": "FAILED", "findings": {"high": 1}}                   | FINDINGS     | -
            {"status": "FAILED"}                                            | INCONCLUSIVE | evidence_unavailable
            {"status": "FAILED", "findings": {"low": 1}}                    | INCONCLUSIVE | evidence_unavailable
            {"status": null}                                                | INCONCLUSIVE | evidence_unavailable
            {"caps": null}                                                  | INCONCLUSIVE | evidence_unavailable
            {"controls": {"judged": 0}}                                     | INCONCLUSIVE | evidence_unavailable
            {"code_judged": false}                                          | INCONCLUSIVE | scope_excludes_handler_validation
            {"code_judged": false, "findings": {"medium": 1}}               | INCONCLUSIVE | scope_excludes_handler_validation
            {"dependencies_judged": false}                                  | INCONCLUSIVE | evidence_unavailable
            {"dependencies_judged": false, "findings": {"medium": 1}}       | WARNINGS     | -
            {"security": {"secrets": null}}                                 | INCONCLUSIVE | evidence_unavailable
            {"security": null}                                              | INCONCLUSIVE | evidence_unavailable
            """)
    void unknown_is_never_clean(String changes, Verdict.Word word, String reason) {
        assertThat(Verdict.of(facts(changes))).isEqualTo(new Verdict(word, reason));
    }

    @Test
    void less_than_80_percent_of_the_code_is_not_enough_whatever_was_found_in_it() {
        var reasons = new ArrayList<String>();
        for (Object each : new JsonObject(Yaml.parse(Resources.text("config/scoring.yaml"))).getJsonArray("caps")) {
            if (each instanceof JsonObject cap
                    && (cap.containsKey("parsed_below") || cap.containsKey("read_by_rules"))) {
                boolean tooLittle = cap.getInteger("parsed_below", 0) <= 80;
                var verdict = Verdict.of(facts("{\"findings\": {\"low\": 1}}").put("caps", new JsonArray().add(cap)));
                assertThat(verdict.says()).isEqualTo(tooLittle ? Verdict.Word.INCONCLUSIVE : Verdict.Word.WARNINGS);
                if (tooLittle) {
                    reasons.add(cap.getString("reason"));
                }
            }
        }
        assertThat(reasons).hasSize(3).isSubsetOf(Verdict.TOO_LITTLE_READ);
    }
}
