package mcphub.analysis.installed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of folders. */
final class GlobsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            packages/*      | packages/a     | true
            packages/*      | packages/a/b   | false
            packages/*      | packages       | false
            ./packages/*/   | packages/a     | true
            packages/**     | packages/a/b   | true
            **/server       | server         | true
            **/server       | a/b/server     | true
            **/server       | a/observer     | false
            a/**/b          | a/b            | true
            a/**/b          | a/x/y/b        | true
            pack?           | packs          | true
            pack?           | pack/          | false
            {apps,libs}/*   | libs/x         | true
            {apps,libs}/*   | tools/x        | false
            a{b             | a{b            | true
            a.b             | a.b            | true
            a.b             | axb            | false
            (a+)+           | aaa            | false
            *server*        | my-server-two  | true
            """)
    void a_pattern_has_these_paths(String pattern, String path, boolean has) {
        assertThat(Globs.matches(pattern, path)).isEqualTo(has);
    }

    @Test
    void many_stars_are_no_more_work_than_their_number() {
        assertThat(Globs.matches("*a".repeat(200) + "b", "a".repeat(2_000))).isFalse();
        assertThat(Globs.matches("**/".repeat(150) + "b", "a/".repeat(1_000) + "a"))
                .isFalse();
        assertThat(Globs.matches("a".repeat(501), "a".repeat(501))).isFalse();
    }
}
