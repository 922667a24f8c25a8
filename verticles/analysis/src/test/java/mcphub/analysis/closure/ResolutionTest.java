package mcphub.analysis.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mcphub.analysis.closure.Resolution.Kind;
import mcphub.analysis.closure.Resolution.Trouble;
import org.junit.jupiter.api.Test;

/** What a resolution tells: what is brought, what could not be resolved, and the same bytes for the same tree. */
class ResolutionTest {
    private static final String CHAIN = """
            {"subject": {"1.0.0": {"dependencies": {"a": "1", "o": "1"}, "optionalDependencies": {"q": "1"}}},
             "a": {"1.0.0": {"dependencies": {"b": "1"}}},
             "b": {"1.0.0": {"dependencies": {"o": "2"}, "hasInstallScript": true}},
             "o": {"1.0.0": {}, "2.0.0": {"deprecated": "old"}},
             "q": {"1.0.0": {"os": ["win32"]}}}
            """;

    private static List<String> told(Resolution resolution) {
        return resolution.troubles().stream()
                .map(trouble -> trouble.kind() + " " + trouble.name() + " " + trouble.spec() + " by '" + trouble.from()
                        + "'" + (trouble.isOptional() ? " optional" : ""))
                .toList();
    }

    @Test
    void what_the_registry_says_of_a_release_is_told() {
        var places = Cases.of(CHAIN).resolution().places();

        assertThat(places.stream().filter(Resolution.Place::hasInstallScript).map(Resolution.Place::path))
                .containsExactly("node_modules/b");
        assertThat(places.stream().filter(place -> place.deprecated() != null).map(Resolution.Place::path))
                .containsExactly("node_modules/b/node_modules/o");
        assertThat(places.stream().filter(place -> place.integrity() == null).map(Resolution.Place::path))
                .containsExactly("node_modules/subject");
    }

    @Test
    void the_same_tree_is_the_same_bytes_whatever_else_the_registry_has() {
        var one = Cases.of(CHAIN).resolution();
        var again = Cases.of(CHAIN).resolution();
        var more =
                Cases.of(CHAIN.replace("\"o\": {", "\"o\": {\"0.1.0\": {}, ")).resolution();

        assertThat(ResolutionJson.of(again)).isEqualTo(ResolutionJson.of(one));
        assertThat(again.inputs()).isEqualTo(one.inputs());
        assertThat(ResolutionJson.of(more)).isEqualTo(ResolutionJson.of(one));
        assertThat(more.inputs()).isNotEqualTo(one.inputs());
        assertThat(ResolutionJson.of(one).sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void repositories_addresses_and_files_are_not_followed_and_told_by_name() {
        var resolution = Cases.of("""
                        {"subject": {"1.0.0": {"dependencies": {"r": "github:o/r", "s": "o/s#main", "t": "https://x.example/t.tgz", "u": "file:../u", "v": "workspace:*", "w": "git+ssh://git@x.example/w.git"},
                                               "optionalDependencies": {"x": "o/x"}}}}
                        """).resolution();

        assertThat(resolution.isComplete()).isFalse();
        assertThat(told(resolution))
                .containsExactly(
                        "ELSEWHERE r github:o/r by ''",
                        "ELSEWHERE s o/s#main by ''",
                        "ELSEWHERE t https://x.example/t.tgz by ''",
                        "ELSEWHERE u file:../u by ''",
                        "ELSEWHERE v workspace:* by ''",
                        "ELSEWHERE w git+ssh://git@x.example/w.git by ''",
                        "ELSEWHERE x o/x by '' optional");
    }

    @Test
    void what_archives_carry_along_is_not_looked_into_and_told_by_name() {
        var resolution = Cases.of("""
                        {"subject": {"1.0.0": {"dependencies": {"a": "1", "z": "1", "mine": "1"}, "bundleDependencies": ["mine"]}},
                         "a": {"1.0.0": {"dependencies": {"b": "1", "c": "1"}, "bundleDependencies": ["b"]}},
                         "c": {"1.0.0": {}},
                         "z": {"1.0.0": {"dependencies": {"c": "1"}, "_hasShrinkwrap": true}}}
                        """).resolution();

        assertThat(told(resolution)).containsExactly("BUNDLED b  by 'a@1.0.0'", "SHRINKWRAPPED z 1.0.0 by 'z@1.0.0'");
        assertThat(Cases.tree(resolution))
                .containsOnlyKeys("node_modules/a", "node_modules/c", "node_modules/subject", "node_modules/z");
    }

    @Test
    void what_is_missing_is_told_with_who_asks_for_it() {
        var resolution = Cases.of("""
                        {"subject": {"1.0.0": {"dependencies": {"a": "1"}}},
                         "a": {"1.0.0": {"dependencies": {"gone": "^1.0.0", "b": ">=9"}}}, "b": {"1.0.0": {}}}
                        """).resolution();

        assertThat(resolution.troubles())
                .containsExactly(
                        new Trouble(
                                Kind.MISSING,
                                "b",
                                ">=9",
                                "a@1.0.0",
                                "the registry has no release and no tag that '>=9' could mean",
                                false),
                        new Trouble(
                                Kind.MISSING, "gone", "^1.0.0", "a@1.0.0", "The registry does not know gone.", false));
    }

    @Test
    void beyond_the_budget_what_there_is_stands_and_it_says_so() {
        var chain = Cases.of(CHAIN);

        assertThat(told(chain.resolution(new Budget(3, 100, 100, 1_000_000, 1_000))))
                .containsExactly("BUDGET subject  by ''");
        assertThat(chain.resolution(new Budget(3, 100, 100, 1_000_000, 1_000)).places())
                .hasSizeBetween(2, 4);
        assertThat(chain.resolution(new Budget(99, 99, 2, 1_000_000, 1_000))
                        .troubles()
                        .getFirst()
                        .why())
                .isEqualTo("it asks for more than 2 packages");
        assertThat(chain.resolution(new Budget(99, 99, 99, 2_500, 1_000))
                        .troubles()
                        .getFirst()
                        .why())
                .isEqualTo("what the registry says of its packages has more than 2,500 bytes");
        assertThat(chain.resolution(new Budget(99, 99, 99, 99_000, 5))
                        .troubles()
                        .getFirst()
                        .why())
                .isEqualTo("placing it takes more than 5 steps");
        assertThat(chain.resolution(new Budget(99, 99, 99, 99_000, 5)).isComplete())
                .isFalse();
    }
}
