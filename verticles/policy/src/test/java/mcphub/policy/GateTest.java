package mcphub.policy;

import static mcphub.policy.Gates.NOW;
import static mcphub.policy.Gates.facts;
import static mcphub.policy.Gates.judge;
import static mcphub.policy.Gates.policy;
import static mcphub.policy.Gates.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision itself, as a table of cases. */
final class GateTest {
    /** One policy alone: target, a fact that is changed, what DENY makes of it, what ALLOW in front of a DENY of everything makes of it, and the reason. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            MCP      | @acme/*                   |                                   | DENIED  | ALLOWED | name @acme/files matches @acme/*
            MCP      | @ACME/files               |                                   | DENIED  | DENIED  | name @acme/files matches @ACME/files
            MCP      | npm:@acme/*               |                                   | DENIED  | ALLOWED | name npm:@acme/files matches npm:@acme/*
            MCP      | npm:@acme/files@1.2.0     |                                   | DENIED  | ALLOWED | name npm:@acme/files@1.2.0
            MCP      | pkg:npm/%40acme/files     |                                   | DENIED  | ALLOWED | name npm:@acme/files
            MCP      | Acme*                     | name="Acme Files"                 | DENIED  | DENIED  | name Acme Files matches Acme*
            MCP      | github.com/acme/files     | identity="git:github.com/acme/files#main" | DENIED | ALLOWED | name github.com/acme/files
            MCP      | acme/files                | identity="git:github.com/acme/files" | DENIED | DENIED  | name acme/files
            MCP      | upload:m-1                | identity="upload:m-1"             | DENIED  | ALLOWED | name upload:m-1
            MCP      | @acme/files               | identity="upload:m-1"             | DENIED  | DENIED  | name @acme/files
            MCP      | @acme/f?les               |                                   | DENIED  | ALLOWED | name @acme/files matches @acme/f?les
            MCP      | @acme/file                |                                   | ALLOWED | DENIED  |
            CATEGORY | files                     |                                   | DENIED  | ALLOWED | category files
            CATEGORY | files                     | category_confirmed=false          | DENIED  | DENIED  | category files
            CATEGORY | databases                 |                                   | ALLOWED | DENIED  |
            CATEGORY | databases                 | category=null                     | ALLOWED | DENIED  |
            LICENSE  | MIT                       |                                   | DENIED  | ALLOWED | license MIT matches MIT
            LICENSE  | GPL-*                     | license="GPL-3.0-only"            | DENIED  | ALLOWED | license GPL-3.0-only matches GPL-*
            LICENSE  | GPL-*                     | license="(MIT OR GPL-3.0-only)"   | ALLOWED | ALLOWED |
            LICENSE  | MIT                       | license=null                      | ALLOWED | DENIED  |
            LICENSE  | unknown                   | license=null                      | DENIED  | ALLOWED | license unknown
            LICENSE  | unknown                   |                                   | ALLOWED | DENIED  |
            SCORE    | min:70                    |                                   | ALLOWED | ALLOWED |
            SCORE    | min:84                    |                                   | ALLOWED | ALLOWED |
            SCORE    | min:85                    |                                   | DENIED  | DENIED  | global score 84 < 85
            SCORE    | min:70                    | global_score=35                   | DENIED  | DENIED  | global score 35 < 70
            SCORE    | min:70                    | caps=[{"at_most":59,"reason":"something critical was found"},{"at_most":89,"reason":"more"}] | ALLOWED | ALLOWED |
            SCORE    | min:85                    | caps=[{"at_most":84,"reason":"something serious was found"}] | DENIED | DENIED | global score 84 < 85, at most 84: something serious was found
            SCORE    | security:min:95           | caps=[{"at_most":84,"reason":"something serious was found"}] | DENIED | DENIED | security score 90 < 95
            SCORE    | security:min:95           |                                   | DENIED  | DENIED  | security score 90 < 95
            SCORE    | supply_chain:min:80       |                                   | ALLOWED | ALLOWED |
            SCORE    | maturity:min:80           |                                   | DENIED  | DENIED  | maturity score 75 < 80
            SCORE    | security:min:0            | security_score=null               | DENIED  | DENIED  | security score not judged, required is 0
            LEVEL    | min:2                     |                                   | ALLOWED | ALLOWED |
            LEVEL    | min:3                     |                                   | DENIED  | DENIED  | certification level 2 < 3
            LEVEL    | min:2                     | effective_level=1                 | DENIED  | DENIED  | certification level 1 < 2
            LEVEL    | min:3                     | caps=[{"at_most":null,"level_at_most":2,"reason":"nobody ran it"}] | DENIED | DENIED | certification level 2 < 3 (level at most 2: nobody ran it)
            STATUS   | KNOWN_VULNERABLE          |                                   | ALLOWED | DENIED  |
            STATUS   | KNOWN_VULNERABLE          | status="KNOWN_VULNERABLE"         | DENIED  | ALLOWED | status KNOWN_VULNERABLE
            AGE      | max_days:59               |                                   | ALLOWED | ALLOWED |
            AGE      | max_days:58               |                                   | DENIED  | DENIED  | days since the snapshot 59 > 58
            CONTROL  | README_PRESENT            |                                   | DENIED  | ALLOWED | control README_PRESENT failed
            CONTROL  | SECRET_EXPOSED            |                                   | ALLOWED | DENIED  |
            SOURCE   | https://github.com/acme/* |                                   | DENIED  | DENIED  | source https://github.com/acme/files matches https://github.com/acme/*
            SOURCE   | npm:@acme/*               |                                   | DENIED  | ALLOWED | source npm:@acme/files matches npm:@acme/*
            SOURCE   | https://gitlab.com/*      |                                   | ALLOWED | DENIED  |
            """)
    void cases(
            String type,
            String value,
            @Nullable String changed,
            String denied,
            String allowed,
            @Nullable String because) {
        var facts = facts();
        if (changed != null) {
            int equals = changed.indexOf('=');
            facts.put(
                    changed.substring(0, equals), new JsonArray("[" + changed.substring(equals + 1) + "]").getValue(0));
        }
        var deny = judge(rules(List.of(policy("1", "DENY", type, value))), facts);
        assertThat(deny.result()).isEqualTo(denied);
        if (denied.equals("DENIED")) {
            assertThat(deny.reason()).isEqualTo("Policy 'P1' denied: " + because);
        }
        var allow = judge(rules(List.of(policy("1", "ALLOW", type, value), policy("2", "DENY", "MCP", "*"))), facts);
        assertThat(allow.result()).isEqualTo(allowed);
        var warn = judge(rules(List.of(policy("1", "WARN", type, value))), facts);
        assertThat(warn.allowed()).isTrue();
        assertThat(warn.warnings()).hasSize(denied.equals("DENIED") ? 1 : 0);
    }

    @Test
    void findings_are_counted_against_conditions() {
        var one = policy("1", "DENY", "SCORE", "high").put("conditions", JsonObject.of("high_max", 1));
        var two = policy("1", "DENY", "SCORE", "high").put("conditions", JsonObject.of("high_max", 2));
        assertThat(judge(rules(List.of(one)), facts()).reason()).isEqualTo("Policy 'P1' denied: high findings 2 > 1");
        assertThat(judge(rules(List.of(two)), facts()).allowed()).isTrue();
    }

    @Test
    void a_name_may_speak_against_what_the_hub_does_not_know_but_never_for_it() {
        var unknown = Subject.unknown("evil-tool", null, List.of("evil-tool"), "no MCP 'evil-tool' is in the catalog");
        var circumstances = new Gate.Circumstances(null, null, NOW);
        var allow = new Gate(rules(List.of(policy("1", "ALLOW", "MCP", "*"))), circumstances).judge(unknown);
        assertThat(allow.allowed()).isFalse();
        assertThat(Objects.requireNonNull(allow.reason())).startsWith("Unknown to this hub");
        var deny = new Gate(rules(List.of(policy("1", "DENY", "MCP", "evil-*"))), circumstances).judge(unknown);
        assertThat(deny.reason()).isEqualTo("Policy 'P1' denied: name evil-tool matches evil-*");
    }
}
