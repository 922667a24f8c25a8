package mcphub.kernel.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PythonRangeTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ^1.2.3          ; 1.2.3  1.9 1.2.4.post1 ; 1.2.2 2.0 2.0rc1 1.2.3rc1
                    ^1.2            ; 1.2 1.99.1             ; 1.1.9 2
                    ^1              ; 1.0 1.9                ; 2
                    ^0.2.3          ; 0.2.3 0.2.9            ; 0.2.2 0.3
                    ^0.0.3          ; 0.0.3                  ; 0.0.4
                    ^0.0            ; 0.0.9                  ; 0.1
                    ^0              ; 0.9                    ; 1.0
                    ~1.2.3          ; 1.2.3 1.2.9            ; 1.3
                    ~1.2            ; 1.2.9                  ; 1.3
                    ~1              ; 1.9                    ; 2
                    1.2.3           ; 1.2.3                  ; 1.2.4
                    1.2.*           ; 1.2 1.2.9              ; 1.3
                    1.2.x           ; 1.2.9                  ; 1.3
                    *               ; 0.1 9                  ;
                    ^1.2 || ~3.1    ; 1.9 3.1.9              ; 2.0 3.2
                    ^1.2|3.0        ; 1.9 3.0                ; 3.1
                    >=1.2,<2 || 3   ; 1.9 3                  ; 2 3.1
                    >= 1.2 , < 1.5  ; 1.4                    ; 1.5
                    >=1.2 <1.5      ; 1.4                    ; 1.5
                    ~=1.2           ; 1.9                    ; 2
                    !=1.5           ; 1.4                    ; 1.5
                    """)
    void constraints_of_poetry_are_read(String constraint, String has, String hasNot) {
        var range = PythonRange.readPoetry(constraint).orElseThrow();
        for (String version : has.split("\\s+", -1)) {
            assertThat(range.has(PythonVersion.read(version).orElseThrow()))
                    .as(version)
                    .isTrue();
        }
        for (String version : hasNot == null ? new String[0] : hasNot.split("\\s+", -1)) {
            assertThat(range.has(PythonVersion.read(version).orElseThrow()))
                    .as(version)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"^", "^x", "~>1", "^1 || ^", "latest", "^^1", "1 || foo", "git+https://host/x"})
    void what_is_no_constraint_of_poetry_is_none(String text) {
        assertThat(PythonRange.readPoetry(text)).isEmpty();
    }

    @Test
    void prereleases_are_taken_where_one_is_named() {
        var rc = PythonVersion.read("2.0rc1").orElseThrow();
        assertThat(PythonRange.read(">=1.0").orElseThrow().has(rc)).isTrue();
        assertThat(PythonRange.read(">=1.0").orElseThrow().takes(rc)).isFalse();
        assertThat(PythonRange.read(">=1.0a1").orElseThrow().takes(rc)).isTrue();
        assertThat(PythonRange.read(">=1.0,!=2.0a1").orElseThrow().takes(rc)).isFalse();
    }

    @Test
    void a_range_says_whether_it_has_an_end() {
        assertThat(PythonRange.read("").orElseThrow().isAny()).isTrue();
        assertThat(PythonRange.read("!=1.0").orElseThrow().isAny()).isTrue();
        assertThat(PythonRange.read(">=1.0").orElseThrow().isAny()).isFalse();
        assertThat(PythonRange.read(">=1.0").orElseThrow().isBounded()).isFalse();
        assertThat(PythonRange.read("~=1.0").orElseThrow().isBounded()).isTrue();
        assertThat(PythonRange.readPoetry("^1 || >=3").orElseThrow().isBounded())
                .isFalse();
    }
}
