package mcphub.kernel.licenses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a list holds: an alternative wholly, or something of every alternative. */
final class LicenseListTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # list                                ; expression                                        ; within; each holds
            MIT                                   ; MIT                                               ; true  ; true
            mit                                   ; MIT                                               ; true  ; true
            MIT, Apache-2.0                       ; MIT OR Apache-2.0                                 ; true  ; true
            MIT Apache-2.0                        ; MIT AND (Apache-2.0 OR BSD-3-Clause)              ; true  ; true
            MIT                                   ; MIT OR GPL-3.0-only                               ; true  ; false
            GPL-*                                 ; MIT OR GPL-3.0-only                               ; true  ; false
            GPL-*                                 ; MIT AND GPL-3.0-only                              ; false ; true
            MIT, ISC                              ; (MIT OR ISC) AND GPL-3.0-only                     ; false ; true
            GPL-*                                 ; LGPL-2.1-only                                     ; false ; false
            GPL-2.0-only                          ; GPL-2.0                                           ; true  ; true
            GPL-2.0                               ; GPL-2.0-only                                      ; true  ; true
            GPL-2.0-only                          ; GPL-2.0-or-later                                  ; true  ; false
            GPL-2.0-only                          ; GPL-2.0+                                          ; true  ; false
            GPL-3.0-only                          ; GPL-2.0-or-later                                  ; true  ; false
            GPL-3.0-only                          ; GPL-3.0-or-later                                  ; true  ; false
            GPL-2.0-only                          ; GPL-3.0-or-later                                  ; false ; false
            GPL-2.0-or-later                      ; GPL-2.0+                                          ; true  ; true
            GPL-2.0-or-later                      ; GPL-3.0-only                                      ; true  ; true
            GPL-3.0-or-later                      ; GPL-2.0-or-later                                  ; true  ; false
            GPL-2.0-only, GPL-3.0-or-later        ; GPL-2.0-or-later                                  ; true  ; true
            GPL-*                                 ; GPL-2.0-or-later                                  ; true  ; true
            GPL-2.0*                              ; GPL-2.0-or-later                                  ; true  ; true
            GPL-?.0                               ; GPL-2.0-only                                      ; true  ; true
            GPL-?.0+                              ; GPL-2.0-or-later                                  ; true  ; true
            *-only                                ; GPL-2.0-or-later                                  ; true  ; false
            Apache-2.0                            ; Apache-2.0+                                       ; true  ; false
            Apache-2.0+                           ; Apache-2.0                                        ; true  ; true
            Apache-1.1+                           ; Apache-2.0                                        ; true  ; true
            Apache-2.0+                           ; Apache-1.1                                        ; false ; false
            MPL-1.1+                              ; MPL-2.0                                           ; true  ; true
            MIT+                                  ; MIT                                               ; true  ; true
            GPL-2.0-only                          ; GPL-2.0-only WITH Classpath-exception-2.0         ; true  ; true
            GPL-2.0-only WITH Classpath-exception-2.0 ; GPL-2.0-only WITH Classpath-exception-2.0     ; true  ; true
            GPL-2.0-only WITH Classpath-exception-2.0 ; GPL-2.0-only                                  ; false ; false
            GPL-2.0-only WITH Classpath-exception-2.0 ; GPL-2.0-with-classpath-exception              ; true  ; true
            GPL-2.0-with-classpath-exception      ; GPL-2.0-only WITH Classpath-exception-2.0         ; true  ; true
            GPL-2.0-with-*                        ; GPL-2.0-only WITH Classpath-exception-2.0         ; true  ; true
            GPL-2.0 with classpath-exception-2.0  ; GPL-2.0-or-later WITH Classpath-exception-2.0     ; true  ; false
            * WITH Classpath-exception-2.0        ; GPL-2.0-or-later WITH Classpath-exception-2.0     ; true  ; true
            * WITH Classpath-exception-2.0        ; GPL-2.0-or-later                                  ; false ; false
            LicenseRef-*                          ; LicenseRef-acme                                   ; true  ; true
            LicenseRef-acme                       ; LicenseRef-other                                  ; false ; false
            Unlicense                             ; Unlicense                                         ; true  ; true
            UNLICENSED                            ; Unlicense                                         ; false ; false
            unknown                               ; Unlicense                                         ; false ; false
            bzip2-1.0.5                           ; bzip2-1.0.6                                       ; true  ; true
            *                                     ; MIT AND LicenseRef-acme                           ; true  ; true
            """)
    void lists(String list, String expression, boolean within, boolean held) {
        var read = LicenseList.of(list);
        assertThat(read.problem()).isEmpty();
        var license = LicenseExpression.of(expression);
        assertThat(license.problem()).isEmpty();
        assertThat(read.within(license).isPresent()).as("within").isEqualTo(within);
        assertThat(read.free(license).isEmpty()).as("each holds").isEqualTo(held);
        assertThat(read.holdsUnknown(license)).isFalse();
    }

    @Test
    void what_is_not_known_lies_in_a_list_that_says_unknown_and_unlicensed_has_a_name_of_its_own() {
        for (String text : List.of("UNLICENSED", "SEE LICENSE IN x", "NOASSERTION", "MIT OR Acme", "GPL 3")) {
            var license = LicenseExpression.of(text);
            assertThat(LicenseList.of("unknown").holdsUnknown(license)).as(text).isTrue();
            assertThat(LicenseList.of("UNLICENSED").holdsUnknown(license))
                    .as(text)
                    .isEqualTo(text.equals("UNLICENSED"));
            assertThat(LicenseList.of("*, MIT").within(license)).as(text).isEmpty();
        }
        var unlicensed = LicenseExpression.of("UNLICENSED");
        assertThat(LicenseList.of("Unlicense*").free(unlicensed)).isPresent();
        assertThat(LicenseList.of("UNLICENSED").free(unlicensed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GPL 3",
                "MIT OR ISC",
                "MIT, AND",
                "MIT WITH",
                "WITH MIT",
                ",",
                "Apache2",
                "MIT WITH Nothing",
                "NOASSERTION",
                "Classpath-exception-2.0",
                "MIT;ISC",
                "LicenseRef-",
                "(MIT)"
            })
    void a_list_with_what_no_licence_can_match_says_what_was_expected(String list) {
        assertThat(LicenseList.of(list).problem()).isPresent();
    }

    @Test
    void one_version_without_the_later_ones_leaves_a_way_out() {
        assertThat(LicenseList.of("GPL-2.0, MIT").loopholes())
                .containsExactly(java.util.Map.entry("GPL-2.0-or-later", "GPL-*"));
        assertThat(LicenseList.of("LGPL-2.1-only WITH LLVM-exception").loopholes())
                .containsEntry("LGPL-2.1-or-later WITH LLVM-exception", "LGPL-*");
        assertThat(LicenseList.of("GFDL-1.1-invariants-only").loopholes())
                .containsEntry("GFDL-1.1-invariants-or-later", "GFDL-1.1-invariants-*");
        assertThat(LicenseList.of("GPL-2.0-only, GPL-*").loopholes()).isEmpty();
        assertThat(LicenseList.of("GPL-2.0-or-later, MIT, LicenseRef-x").loopholes())
                .isEmpty();
    }
}
