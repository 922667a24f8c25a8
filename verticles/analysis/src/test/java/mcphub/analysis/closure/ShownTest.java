package mcphub.analysis.closure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What opens an address is in no evidence. */
class ShownTest {
    private static Resolution wanting(String spec) {
        return Cases.of("{\"subject\": {\"1.0.0\": {\"dependencies\": {\"a\": \"%s\"}}}, \"a\": {\"1.0.0\": {}}}"
                        .formatted(spec))
                .resolution();
    }

    @ParameterizedTest
    @CsvSource({
        "git+https://me:s3cret@git.example/o/r.git#v1, git+https://…@git.example/o/r.git#v1",
        "https://me:s3cret@x.example/t.tgz, https://…@x.example/t.tgz",
        "https://x.example/t.tgz?token=s3cret, https://x.example/t.tgz?token=…",
        "https:me:s3cret@x.example/t.tgz, https:…@x.example/t.tgz",
        "github:me:s3cret@o/r, github:…@o/r",
        "github:s3cret@o/r, github:…@o/r",
        "me:s3cret@git.example:o/r.git, me:…@git.example:o/r.git",
        "u1:s3cret@git.example, u1:…@git.example",
        "npm:https://me:s3cret@x.example/t.tgz, npm:https://…@x.example/t.tgz",
    })
    void who_signs_in_is_neither_in_the_evidence_nor_in_what_people_are_told(String spec, String shown) {
        var resolution = wanting(spec);

        assertThat(resolution.troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.spec()).isEqualTo(shown));
        assertThat(resolution.toString()).doesNotContain("s3cret");
        assertThat(ResolutionJson.of(resolution).text())
                .doesNotContain("s3cret")
                .contains(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^1.0.0 || >=2 <3",
                "latest",
                "npm:a@^1.0.0",
                "npm:@scope/a@1",
                "npm:@scope/a",
                "git+ssh://git@x.example/w.git#semver:^1",
                "git@x.example:o/r.git",
                "https://x.example/@scope/a/-/a-1.0.0.tgz",
                "workspace:*",
                "o/r#main",
            })
    void what_opens_nothing_is_told_as_it_is(String spec) {
        var needs = wanting(spec).places().stream()
                .filter(place -> place.name().equals("subject"))
                .flatMap(place -> place.needs().stream());

        assertThat(needs).extracting(Resolution.Need::spec).containsExactly(spec);
    }

    @Test
    void what_authors_say_against_a_release_has_no_password_either() {
        var resolution = Cases.of("""
                        {"subject": {"1.0.0": {"dependencies": {"a": "1"}}}, "a": {"1.0.0": {"deprecated": "see https://me:s3cret@x.example/"}}}
                        """).resolution();

        assertThat(ResolutionJson.of(resolution).text())
                .doesNotContain("s3cret")
                .contains("see https://…@x.example/");
    }
}
