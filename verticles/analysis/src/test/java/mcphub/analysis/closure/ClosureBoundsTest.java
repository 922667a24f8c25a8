package mcphub.analysis.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mcphub.analysis.closure.Resolution.Kind;
import mcphub.analysis.closure.Resolution.Trouble;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However much packages ask for, a resolution ends, and says what it left out. */
class ClosureBoundsTest {
    private static String entries(int count, IntFunction<String> entry) {
        return IntStream.range(0, count).mapToObj(entry).collect(Collectors.joining(", "));
    }

    private static Resolution resolved(String registry) {
        return Cases.of(registry).resolution(Budget.USUAL);
    }

    private static List<String> whys(Resolution resolution, Kind kind) {
        return resolution.troubles().stream()
                .filter(trouble -> trouble.kind() == kind)
                .map(Trouble::why)
                .toList();
    }

    @Test
    void two_packages_that_ask_for_thousands_of_each_other_end_at_the_budget() {
        var resolution = resolved("""
                {"subject": {"1.0.0": {"dependencies": {%s}}}, "many": {"1.0.0": {"dependencies": {%s}}}}
                """.formatted(
                        entries(2_000, i -> "\"a%d\": \"npm:many@1\"".formatted(i)),
                        entries(2_000, i -> "\"b%d\": \"npm:many@1\"".formatted(i))));

        assertThat(whys(resolution, Kind.BUDGET))
                .containsExactly("its packages ask for others more than 100,000 times");
        assertThat(resolution.isComplete()).isFalse();
    }

    @Test
    void a_package_whose_peers_go_beyond_the_budget_before_it_has_a_place_stands_there_nevertheless() {
        var resolution = resolved("""
                {"subject": {"1.0.0": {"peerDependencies": {%s}}}, "many": {"1.0.0": {"peerDependencies": {%s}}}}
                """.formatted(
                        entries(2_000, i -> "\"a%d\": \"npm:many@1\"".formatted(i)),
                        entries(2_000, i -> "\"b%d\": \"npm:many@1\"".formatted(i))));

        assertThat(Cases.tree(resolution)).containsOnly(Map.entry("node_modules/subject", "subject@1.0.0"));
        assertThat(whys(resolution, Kind.BUDGET))
                .containsExactly("its packages ask for others more than 100,000 times");
    }

    @Test
    void what_many_edges_ask_for_is_not_noted_again_for_each_of_them() {
        var resolution = resolved("""
                {"subject": {"1.0.0": {"dependencies": {%s}}}, "few": {"1.0.0": {}}}
                """.formatted(entries(1_000, i -> "\"a%d\": \"npm:few@1\"".formatted(i))));

        assertThat(resolution.troubles()).isEmpty();
        assertThat(resolution.places()).hasSize(1_001);
    }

    @Test
    void of_more_troubles_than_are_told_it_is_told_that_there_are_more() {
        String missing = entries(1_200, i -> "\"gone%d\": \"1\"".formatted(i));
        var required = resolved("{\"subject\": {\"1.0.0\": {\"dependencies\": {%s}}}}".formatted(missing));
        var optional = resolved("{\"subject\": {\"1.0.0\": {\"optionalDependencies\": {%s}}}}".formatted(missing));

        assertThat(required.troubles()).hasSize(1_001);
        assertThat(whys(required, Kind.BUDGET)).containsExactly("more than 1,000 things could not be resolved");
        assertThat(required.isComplete()).isFalse();
        assertThat(optional.troubles()).hasSize(1_001);
        assertThat(optional.isComplete()).isTrue();
    }

    @Test
    void what_is_not_told_of_what_packages_ask_for_is_said() {
        String peers = entries(40, i -> "\"p%d\": \"%s\"".formatted(i, "1".repeat(1_990)));
        String meta = entries(40, i -> "\"p%d\": {\"optional\": true}".formatted(i));
        var resolution =
                resolved("""
                {"subject": {"1.0.0": {"dependencies": {%s}}},
                 "wordy": {"1.0.0": {"peerDependencies": {%s}, "peerDependenciesMeta": {%s}}}}
                """.formatted(entries(110, i -> "\"a%d\": \"npm:wordy@1\"".formatted(i)), peers, meta));

        assertThat(whys(resolution, Kind.BUDGET))
                .containsExactly("what its packages ask for has more than 8,000,000 characters");
        assertThat(resolution.places()).hasSize(111);
        assertThat(ResolutionJson.of(resolution).text()).hasSizeLessThan(8_500_000);
    }

    @Test
    void many_long_ranges_are_each_read_as_they_are_though_not_all_are_known_at_once() {
        var resolution = resolved("""
                {"subject": {"1.0.0": {"dependencies": {%s}}}, "few": {"1.0.0": {}, "2.0.0": {}}}
                """.formatted(entries(
                1_000, i -> "\"a%d\": \"npm:few@%d.0.0 || 9.%s\"".formatted(i, i % 2 + 1, "0 || 9.".repeat(250) + i))));

        assertThat(resolution.troubles()).isEmpty();
        assertThat(resolution.places().stream().filter(place -> place.path().contains("/a")))
                .hasSize(1_000)
                .allSatisfy(place ->
                        assertThat(place.version()).isEqualTo(place.path().matches(".*[13579]") ? "2.0.0" : "1.0.0"));
    }

    @Test
    void folders_are_not_nested_deeper_than_files_can_be_opened() {
        String x = "x".repeat(200);
        String y = "y".repeat(200);
        var resolution = resolved("""
                {"subject": {"1.0.0": {"dependencies": {"%s": "1.0.0"}}}, "%s": {%s}, "%s": {%s}}
                """.formatted(
                x,
                x,
                entries(60, i -> "\"%d.0.0\": {\"dependencies\": {\"%s\": \"%d.0.0\"}}".formatted(i, y, i)),
                y,
                entries(60, i -> "\"%d.0.0\": {\"dependencies\": {\"%s\": \"%d.0.0\"}}".formatted(i, x, i + 1))));

        assertThat(whys(resolution, Kind.BUDGET))
                .containsExactly("its folders have paths of more than 4,096 characters");
        assertThat(resolution.places())
                .allSatisfy(place -> assertThat(place.path()).hasSizeLessThan(4_097));
    }

    @Test
    void a_wish_that_is_too_long_to_be_read_is_told_and_not_passed_over() {
        var resolution = resolved("""
                {"subject": {"1.0.0": {"dependencies": {"a": "%s"}}}, "a": {"1.0.0": {}}}
                """.formatted("1" + " ".repeat(3_000) + "|| 2"));

        assertThat(resolution.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Kind.ELSEWHERE);
            assertThat(trouble.name()).isEqualTo("a");
            assertThat(trouble.why()).isEqualTo("it has more than 2,000 characters, which are not read");
        });
    }

    @Test
    void where_there_is_no_time_left_there_is_no_result() {
        var registry =
                Cases.of("{\"subject\": {\"1.0.0\": {\"dependencies\": {\"a\": \"1\"}}}, \"a\": {\"1.0.0\": {}}}");

        assertThatThrownBy(() -> registry.resolution(Budget.USUAL, () -> {
                    throw new SourceUnavailable("It took too long.", null);
                }))
                .isInstanceOf(SourceUnavailable.class);
    }

    @Test
    void a_description_with_names_too_long_to_read_is_refused_and_not_asked_for_again(@TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("said.json"), """
                {"name": "odd", "versions": {"1.0.0": {"dependencies": {"%s": "1"}}}}
                """.formatted("n".repeat(60_000)));

        assertThatThrownBy(() -> ReleasesReader.read(file, "odd"))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("longer or deeper than is read");
    }
}
