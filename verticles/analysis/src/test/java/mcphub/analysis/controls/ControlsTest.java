package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControlsTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();

    static Stream<Case> cases() {
        return Stream.of(
                        SecurityCases.all(),
                        VulnerabilityCases.all(),
                        SupplyChainCases.all(),
                        LicenseTextCases.all(),
                        MaturityCases.all(),
                        ArchiveCases.all(),
                        IntentCases.all(),
                        ToolCases.all(),
                        ReadingCases.all(),
                        TextCases.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_control_judges_these_files_like_this(Case row) {
        var result = CATALOGUE.judge(row.source(), FewFlaws.ALL).stream()
                .filter(candidate -> candidate.control().id().equals(row.control()))
                .findFirst()
                .orElseThrow();

        assertThat(result.verdict().outcome()).as("%s", result.verdict()).isEqualTo(row.expected());
        assertThat(result.verdict().message()).isNotBlank();
        assertThat(result.verdict().findings()).allSatisfy(finding -> {
            assertThat(finding.evidence()).hasSizeLessThanOrEqualTo(200).doesNotContain("\n");
            assertThat(finding.message()).isNotBlank();
        });
    }

    @Test
    void every_control_is_seen_to_fail_and_to_pass() {
        var all = CATALOGUE.controls().stream().map(Control::id).collect(Collectors.toSet());

        assertThat(judgedAs(Outcome.FAILED)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(judgedAs(Outcome.PASSED)).containsExactlyInAnyOrderElementsOf(all);
    }

    private static List<String> judgedAs(Outcome outcome) {
        return cases().filter(row -> row.expected() == outcome)
                .map(Case::control)
                .distinct()
                .toList();
    }
}
