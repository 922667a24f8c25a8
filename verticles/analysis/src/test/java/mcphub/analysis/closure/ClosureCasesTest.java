package mcphub.analysis.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an installation brings is what npm's own client says; its word comes from {@code scripts/closure-cases.mjs}. */
class ClosureCasesTest {
    @ParameterizedTest
    @MethodSource("mcphub.analysis.closure.Cases#recorded")
    void an_installation_brings_what_npm_brings(Cases recorded) {
        assertThat(recorded.difference()).isEmpty();
    }

    /** Run by {@code scripts/oracles/closure}, with many more of them. */
    @Test
    void so_it_is_with_all_that_the_oracle_makes_up() throws IOException {
        assumeTrue(System.getProperty("closure.cases") != null);

        var cases = Cases.in(Path.of(Objects.requireNonNull(System.getProperty("closure.cases"))));
        var differences = cases.stream()
                .map(Cases::difference)
                .filter(difference -> !difference.isEmpty())
                .toList();

        System.out.println(cases.size() + " trees are npm's own, but for " + differences.size());
        assertThat(differences).isEmpty();
    }
}
