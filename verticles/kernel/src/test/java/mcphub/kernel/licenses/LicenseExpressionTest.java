package mcphub.kernel.licenses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in manifests, as a choice of sets. */
final class LicenseExpressionTest {
    private static String choices(@Nullable String text) {
        return LicenseExpression.of(text).alternatives().stream()
                .map(terms -> terms.stream().map(LicenseTerm::name).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" | "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            MIT                                                 ; MIT
            mit or apache-2.0                                   ; MIT | Apache-2.0
            (MIT OR ISC) AND Zlib                               ; MIT & Zlib | ISC & Zlib
            MIT OR ISC AND Zlib                                 ; MIT | ISC & Zlib
            MIT AND MIT                                         ; MIT
            MIT OR (MIT)                                        ; MIT
            GPL-2.0                                             ; GPL-2.0-only
            GPL-2.0+                                            ; GPL-2.0-or-later
            GPL-2.0-or-later                                    ; GPL-2.0-or-later
            Apache-2.0+                                         ; Apache-2.0+
            GPL-2.0-with-classpath-exception                    ; GPL-2.0-only WITH Classpath-exception-2.0
            GPL-2.0+ with classpath-exception-2.0               ; GPL-2.0-or-later WITH Classpath-exception-2.0
            wxWindows                                           ; LGPL-2.0-or-later WITH WxWindows-exception-3.1
            BSD-2-Clause-NetBSD                                 ; BSD-2-Clause
            LicenseRef-acme.2 OR DocumentRef-a:LicenseRef-b     ; LicenseRef-acme.2 | DocumentRef-a:LicenseRef-b
            MIT WITH AdditionRef-acme                           ; MIT WITH AdditionRef-acme
            Unlicense                                           ; Unlicense
            """)
    void an_expression_is_a_choice_by_todays_names(String text, String choices) {
        assertThat(LicenseExpression.of(text).problem()).isEmpty();
        assertThat(choices(text)).isEqualTo(choices);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                                    ; no license is named
            ""                      ; no license is named
            NOASSERTION             ; 'NOASSERTION' names no license
            NONE                    ; 'NONE' names no license
            SEE LICENSE IN MIT.txt  ; 'SEE LICENSE IN MIT.txt' names no license
            UNLICENSED              ; UNLICENSED gives nobody a right
            Apache 2                ; 'Apache 2' is no SPDX expression
            MIT OR                  ; 'MIT OR' is no SPDX expression
            (MIT                    ; '(MIT' is no SPDX expression
            MIT) OR (ISC            ; 'MIT) OR (ISC' is no SPDX expression
            MIT +                   ; 'MIT +' is no SPDX expression
            WITH LLVM-exception     ; 'WITH LLVM-exception' is no SPDX expression
            MIT WITH                ; 'MIT WITH' is no SPDX expression
            MIT OR Acme             ; 'Acme' is not on the SPDX list
            LLVM-exception          ; 'LLVM-exception' is not on the SPDX list
            MIT WITH ISC            ; 'MIT WITH ISC' is not on the SPDX list
            LicenseRef-             ; 'LicenseRef-' is not on the SPDX list
            MIT,ISC                 ; 'MIT,ISC' is not on the SPDX list
            """)
    void what_is_no_expression_says_why(@Nullable String text, String problem) {
        assertThat(LicenseExpression.of(text).problem()).contains(problem);
    }

    @Test
    void what_offers_too_many_choices_or_lies_too_deep_is_not_known_and_keeps_its_words() {
        String pairs = IntStream.range(0, 9)
                .mapToObj(i -> "(MIT OR LicenseRef-" + i + ')')
                .collect(Collectors.joining(" AND "));
        var many = LicenseExpression.of(pairs);
        assertThat(many.isKnown()).isFalse();
        assertThat(many.problem().orElseThrow()).endsWith("offers more than 256 choices");
        assertThat(many.alternatives().getFirst()).hasSize(10);
        assertThat(LicenseExpression.of("(".repeat(65) + "MIT" + ")".repeat(65)).isKnown())
                .isFalse();
        assertThat(LicenseExpression.of("(".repeat(64) + "MIT" + ")".repeat(64)).isKnown())
                .isTrue();
        assertThat(LicenseExpression.of(IntStream.range(0, 257)
                                .mapToObj(i -> "LicenseRef-" + i)
                                .collect(Collectors.joining(" OR ")))
                        .isKnown())
                .isFalse();
    }

    @Test
    void every_successor_and_every_deprecated_id_is_on_the_list() {
        for (String old : new String[] {
            "AGPL-1.0", "GFDL-1.3", "eCos-2.0", "StandardML-NJ", "bzip2-1.0.5", "Net-SNMP", "GPL-3.0-with-GCC-exception"
        }) {
            var terms = LicenseExpression.of(old).alternatives().getFirst();
            assertThat(terms).as(old).allMatch(LicenseTerm::listed);
            terms.forEach(term -> assertThat(
                            LicenseExpression.of(term.name()).alternatives().getFirst())
                    .as(old)
                    .containsExactly(term));
        }
    }
}
