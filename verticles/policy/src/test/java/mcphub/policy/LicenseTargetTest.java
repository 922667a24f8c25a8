package mcphub.policy;

import static mcphub.policy.Gates.facts;
import static mcphub.policy.Gates.judge;
import static mcphub.policy.Gates.policy;
import static mcphub.policy.Gates.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which licences a policy allows, and which it denies, with the alternative that decided. */
final class LicenseTargetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # action | list                                      | license                                    | decided | because
            ALLOW    | MIT, Apache-2.0                           | MIT OR Apache-2.0                          | true    | license MIT OR Apache-2.0 matches MIT, Apache-2.0: the choice MIT does
            ALLOW    | MIT Apache-2.0                            | MIT AND (Apache-2.0 OR BSD-3-Clause)       | true    | license MIT AND (Apache-2.0 OR BSD-3-Clause) matches MIT Apache-2.0: the choice MIT AND Apache-2.0 does
            ALLOW    | MIT, ISC                                  | (MIT OR ISC) AND GPL-3.0-only              | false   | license (MIT OR ISC) AND GPL-3.0-only does not match MIT, ISC: no choice of it lies wholly in the list
            DENY     | GPL-*                                     | MIT AND GPL-3.0-only                       | true    | license MIT AND GPL-3.0-only matches GPL-*: GPL-3.0-only
            DENY     | GPL-*                                     | MIT OR GPL-3.0-only                        | false   | license MIT OR GPL-3.0-only does not match GPL-*: the choice MIT holds nothing of it
            DENY     | GPL-*                                     | (MIT OR GPL-2.0)                           | false   | license (MIT OR GPL-2.0) does not match GPL-*: the choice MIT holds nothing of it
            DENY     | GPL-*, AGPL-*                             | GPL-2.0-only OR AGPL-3.0-only              | true    | license GPL-2.0-only OR AGPL-3.0-only matches GPL-*, AGPL-*: GPL-2.0-only, AGPL-3.0-only
            WARN     | GPL-*                                     | GPL-2.0+                                   | true    | license GPL-2.0+ matches GPL-*
            DENY     | GPL-2.0-only                              | GPL-2.0                                    | true    | license GPL-2.0 matches GPL-2.0-only
            DENY     | GPL-2.0-only                              | GPL-2.0+                                   | false   | license GPL-2.0+ does not match GPL-2.0-only
            DENY     | GPL-2.0-or-later                          | GPL-2.0+                                   | true    | license GPL-2.0+ matches GPL-2.0-or-later
            ALLOW    | GPL-2.0-only                              | GPL-2.0-or-later                           | true    | license GPL-2.0-or-later matches GPL-2.0-only
            ALLOW    | GPL-2.0-only                              | GPL-2.0-only WITH Classpath-exception-2.0  | true    | license GPL-2.0-only WITH Classpath-exception-2.0 matches GPL-2.0-only
            ALLOW    | GPL-2.0-only WITH Classpath-exception-2.0 | GPL-2.0-with-classpath-exception           | true    | license GPL-2.0-with-classpath-exception matches GPL-2.0-only WITH Classpath-exception-2.0
            ALLOW    | GPL-2.0-only WITH Classpath-exception-2.0 | GPL-2.0-only                               | false   | license GPL-2.0-only does not match GPL-2.0-only WITH Classpath-exception-2.0
            DENY     | GPL-2.0-only                              | GPL-2.0-only WITH Classpath-exception-2.0  | true    | license GPL-2.0-only WITH Classpath-exception-2.0 matches GPL-2.0-only
            ALLOW    | Unlicense                                 | Unlicense                                  | true    | license Unlicense matches Unlicense
            DENY     | unknown                                   | Unlicense                                  | false   | license Unlicense does not match unknown
            DENY     | unknown                                   |                                            | true    | license unknown
            DENY     | unknown                                   | SEE LICENSE IN LICENSE.md                  | true    | license unknown: 'SEE LICENSE IN LICENSE.md' names no license
            ALLOW    | MIT, *                                    | SEE LICENSE IN MIT                         | false   | license unknown: 'SEE LICENSE IN MIT' names no license
            DENY     | unknown                                   | NOASSERTION                                | true    | license unknown: 'NOASSERTION' names no license
            DENY     | unknown                                   | UNLICENSED                                 | true    | license unknown: UNLICENSED gives nobody a right
            DENY     | UNLICENSED                                | UNLICENSED                                 | true    | license unknown: UNLICENSED gives nobody a right, it matches UNLICENSED
            DENY     | UNLICENSED                                | Unlicense                                  | false   | license Unlicense does not match UNLICENSED
            ALLOW    | Unlicense, Unlicense*                     | UNLICENSED                                 | false   | license unknown: UNLICENSED gives nobody a right
            DENY     | Unlicense, Unlicense*                     | UNLICENSED                                 | false   | license unknown: UNLICENSED gives nobody a right
            DENY     | unknown                                   | GPL 3                                      | true    | license unknown: 'GPL 3' is no SPDX expression
            DENY     | GPL*                                      | GPL 3                                      | true    | license unknown: 'GPL 3' is no SPDX expression, it matches GPL*
            ALLOW    | MIT                                       | MIT OR Acme                                | false   | license unknown: 'Acme' is not on the SPDX list
            DENY     | MIT                                       | MIT OR Acme                                | true    | license unknown: 'Acme' is not on the SPDX list, it matches MIT
            ALLOW    | LicenseRef-acme                           | LicenseRef-acme                            | true    | license LicenseRef-acme matches LicenseRef-acme
            """)
    void licenses(String action, String list, @Nullable String license, boolean decided, String because) {
        var facts = facts().put("license", license);
        var trace = judge(rules(List.of(policy("1", action, "LICENSE", list))), facts)
                .trace()
                .getFirst();
        assertThat(trace.because()).isEqualTo(because);
        assertThat(trace.outcome() == Verdict.Outcome.DECIDED || trace.outcome() == Verdict.Outcome.WARNED)
                .isEqualTo(decided);
    }

    @Test
    void several_policies_that_allow_do_not_add_up_and_one_list_does() {
        var facts = facts().put("license", "MIT AND ISC");
        var deny = policy("3", "DENY", "MCP", "*");
        var apart = List.of(policy("1", "ALLOW", "LICENSE", "MIT"), policy("2", "ALLOW", "LICENSE", "ISC"), deny);
        assertThat(judge(rules(apart), facts).allowed()).isFalse();
        assertThat(judge(rules(List.of(policy("1", "ALLOW", "LICENSE", "MIT, ISC"), deny)), facts)
                        .allowed())
                .isTrue();
    }

    @Test
    void an_expression_of_too_many_choices_is_unknown_and_its_words_speak_against_it() {
        var facts = facts().put(
                        "license",
                        IntStream.range(0, 9)
                                .mapToObj(i -> "(MIT OR LicenseRef-" + i + ')')
                                .collect(Collectors.joining(" AND ")));
        assertThat(judge(rules(List.of(policy("1", "DENY", "LICENSE", "unknown"))), facts)
                        .reason())
                .contains("offers more than 256 choices");
        assertThat(judge(rules(List.of(policy("1", "DENY", "LICENSE", "LicenseRef-4"))), facts)
                        .allowed())
                .isFalse();
        assertThat(judge(rules(List.of(policy("1", "ALLOW", "LICENSE", "*"), policy("2", "DENY", "MCP", "*"))), facts)
                        .allowed())
                .isFalse();
    }

    /** What was saved before, and would be refused today, stops no gate. */
    @ParameterizedTest
    @CsvSource({"Apache2", "AND", "NOASSERTION", "Classpath-exception-2.0", "+", "-"})
    void a_policy_that_was_saved_before_is_read_whatever_it_says(String value) {
        assertThat(judge(rules(List.of(policy("1", "DENY", "LICENSE", value))), facts())
                        .allowed())
                .isTrue();
    }

    /** The rulebook of an evaluation of before says nothing of semantics. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DENY  | GPL-*     | MIT OR GPL-3.0-only | false | Policy 'P1' denied: license MIT OR GPL-3.0-only matches GPL-*
            DENY  | unknown   | Unlicense           | false | Policy 'P1' denied: license unknown
            DENY  | GPL-2.0-only | GPL-2.0          | true  |
            ALLOW | MIT       | MIT                 | true  | Policy 'P1' allowed: license MIT matches MIT
            """)
    void what_was_decided_before_is_replayed_by_the_rules_of_then(
            String action, String value, String license, boolean allowed, @Nullable String reason) {
        var rulebook = new JsonObject()
                .put("unknown_mcps", "DENY")
                .put("policies", JsonArray.of(policy("1", action, "LICENSE", value)))
                .put("exceptions", new JsonArray());
        var verdict = judge(Rulebook.of(rulebook), facts().put("license", license));
        assertThat(verdict.allowed()).isEqualTo(allowed);
        assertThat(verdict.reason()).isEqualTo(reason);
    }
}
