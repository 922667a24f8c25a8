package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision itself: a table of cases, and what holds whatever the policies are. */
final class GateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> TARGETS = List.of(
            "MCP @acme/*",
            "MCP mcp-*",
            "CATEGORY databases",
            "LICENSE GPL-*",
            "LICENSE unknown",
            "SCORE min:70",
            "SCORE security:min:80",
            "LEVEL min:2",
            "STATUS KNOWN_VULNERABLE",
            "AGE max_days:90",
            "CONTROL SECRET_EXPOSED",
            "SOURCE https://github.com/acme/*");

    private static JsonObject facts() {
        return JsonObject.of(
                        "mcp_id", "m-1",
                        "name", "@acme/files",
                        "version", "1.2.0",
                        "status", "CERTIFIED",
                        "category", "files",
                        "license", "MIT",
                        "sources", JsonArray.of("https://github.com/acme/files", "npm:@acme/files"))
                .put("snapshot_at", "2026-01-01T00:00:00Z")
                .put("global_score", 84)
                .put("security_score", 90)
                .put("supply_chain_score", 80)
                .put("maturity_score", 75)
                .put("certification_level", 2)
                .put("critical_findings", 0)
                .put("high_findings", 2)
                .put("failed_controls", JsonArray.of("README_PRESENT"));
    }

    private static JsonObject policy(String id, String action, String type, String value) {
        return JsonObject.of(
                "id",
                id,
                "name",
                "P" + id,
                "action",
                action,
                "target_type",
                type,
                "target_value",
                value,
                "environments",
                new JsonArray());
    }

    private static Rulebook rules(List<JsonObject> policies, JsonObject... exceptions) {
        return Rulebook.of(JsonObject.of(
                "unknown_mcps",
                "DENY",
                "policies",
                new JsonArray(new ArrayList<>(policies)),
                "exceptions",
                JsonArray.of((Object[]) exceptions)));
    }

    private static Verdict judge(Rulebook rules, JsonObject facts) {
        var known = Facts.of(facts);
        return new Gate(rules, new Gate.Circumstances(null, null, NOW))
                .judge(new Subject(known.name(), known.version(), known, null));
    }

    /** One policy alone: target, a fact that is changed, what DENY makes of it, what ALLOW in front of a DENY of everything makes of it, and the reason. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            MCP      | @acme/*                   |                                   | DENIED  | ALLOWED | name @acme/files matches @acme/*
            MCP      | @ACME/files               |                                   | DENIED  | ALLOWED | name @acme/files matches @ACME/files
            MCP      | @acme/f?les               |                                   | DENIED  | ALLOWED | name @acme/files matches @acme/f?les
            MCP      | @acme/file                |                                   | ALLOWED | DENIED  |
            CATEGORY | files                     |                                   | DENIED  | ALLOWED | category files
            CATEGORY | databases                 |                                   | ALLOWED | DENIED  |
            CATEGORY | databases                 | category=null                     | ALLOWED | DENIED  |
            LICENSE  | MIT                       |                                   | DENIED  | ALLOWED | license MIT matches MIT
            LICENSE  | GPL-*                     | license="GPL-3.0-only"            | DENIED  | ALLOWED | license GPL-3.0-only matches GPL-*
            LICENSE  | GPL-*                     | license="(MIT OR GPL-3.0-only)"   | DENIED  | DENIED  | license (MIT OR GPL-3.0-only) matches GPL-*
            LICENSE  | MIT                       | license=null                      | ALLOWED | DENIED  |
            LICENSE  | unknown                   | license=null                      | DENIED  | ALLOWED | license unknown
            LICENSE  | unknown                   |                                   | ALLOWED | DENIED  |
            SCORE    | min:70                    |                                   | ALLOWED | ALLOWED |
            SCORE    | min:84                    |                                   | ALLOWED | ALLOWED |
            SCORE    | min:85                    |                                   | DENIED  | DENIED  | global score 84 < 85
            SCORE    | min:70                    | global_score=35                   | DENIED  | DENIED  | global score 35 < 70
            SCORE    | security:min:95           |                                   | DENIED  | DENIED  | security score 90 < 95
            SCORE    | supply_chain:min:80       |                                   | ALLOWED | ALLOWED |
            SCORE    | maturity:min:80           |                                   | DENIED  | DENIED  | maturity score 75 < 80
            SCORE    | security:min:0            | security_score=null               | DENIED  | DENIED  | security score could not be judged, required is 0
            LEVEL    | min:2                     |                                   | ALLOWED | ALLOWED |
            LEVEL    | min:3                     |                                   | DENIED  | DENIED  | certification level 2 < 3
            STATUS   | KNOWN_VULNERABLE          |                                   | ALLOWED | DENIED  |
            STATUS   | KNOWN_VULNERABLE          | status="KNOWN_VULNERABLE"         | DENIED  | ALLOWED | status KNOWN_VULNERABLE
            AGE      | max_days:59               |                                   | ALLOWED | ALLOWED |
            AGE      | max_days:58               |                                   | DENIED  | DENIED  | days since the snapshot 59 > 58
            CONTROL  | README_PRESENT            |                                   | DENIED  | ALLOWED | control README_PRESENT failed
            CONTROL  | SECRET_EXPOSED            |                                   | ALLOWED | DENIED  |
            SOURCE   | https://github.com/acme/* |                                   | DENIED  | ALLOWED | source https://github.com/acme/files matches https://github.com/acme/*
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

    private static List<JsonObject> anyPolicies(Random random, int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> {
                    String[] target =
                            TARGETS.get(random.nextInt(TARGETS.size())).split(" ", 2);
                    String action = List.of("ALLOW", "DENY", "WARN").get(random.nextInt(3));
                    return policy(Integer.toString(i), action, target[0], target[1]);
                })
                .toList();
    }

    private static JsonObject anyFacts(Random random) {
        var facts = facts().put(
                        "name", List.of("@acme/files", "mcp-sql", "other").get(random.nextInt(3)))
                .put("mcp_id", "m-" + random.nextInt(3))
                .put("category", random.nextBoolean() ? "databases" : null)
                .put("license", List.of("MIT", "GPL-3.0-only", "").get(random.nextInt(3)))
                .put("status", random.nextBoolean() ? "CERTIFIED" : "KNOWN_VULNERABLE")
                .put("global_score", random.nextInt(101))
                .put("security_score", random.nextBoolean() ? random.nextInt(101) : null)
                .put("certification_level", random.nextInt(4));
        return random.nextBoolean() ? facts : facts.put("failed_controls", JsonArray.of("SECRET_EXPOSED"));
    }

    @RepeatedTest(300)
    void the_first_that_matches_decides_and_those_behind_it_do_not_matter(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var policies = anyPolicies(random, 8);
        var facts = anyFacts(random);
        var verdict = judge(rules(policies), facts);
        var decided = verdict.decidedBy();
        if (decided == null) {
            assertThat(verdict.allowed()).isTrue();
            return;
        }
        int at = Integer.parseInt(decided.id());
        var behind = new ArrayList<>(policies.subList(at + 1, policies.size()));
        Collections.shuffle(behind, random);
        var shuffled = new ArrayList<>(policies.subList(0, at + 1));
        shuffled.addAll(behind);
        assertThat(judge(rules(shuffled), facts).reason()).isEqualTo(verdict.reason());
        for (int i = 0; i < at; i++) {
            assertThat(judge(rules(List.of(policies.get(i))), facts).decidedBy())
                    .isNull();
        }
    }

    @RepeatedTest(300)
    void the_order_of_policies_that_do_not_match_does_not_matter(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var facts = anyFacts(random);
        var policies = new ArrayList<>(anyPolicies(random, 8));
        var matching = policies.stream()
                .filter(policy -> judge(rules(List.of(policy)), facts).decidedBy() != null)
                .toList();
        var others = new ArrayList<>(policies);
        others.removeAll(matching);
        Collections.shuffle(others, random);
        var merged = new ArrayList<JsonObject>();
        var left = new ArrayList<>(matching);
        while (!left.isEmpty() || !others.isEmpty()) {
            boolean takeLeft = others.isEmpty() || (!left.isEmpty() && random.nextBoolean());
            merged.add(takeLeft ? left.removeFirst() : others.removeFirst());
        }
        var before = judge(rules(policies), facts);
        var after = judge(rules(merged), facts);
        assertThat(after.reason()).isEqualTo(before.reason());
        assertThat(after.allowed()).isEqualTo(before.allowed());
    }

    @RepeatedTest(300)
    void an_exception_never_reaches_beyond_its_mcp_and_its_policy(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var policies = anyPolicies(random, 8);
        var facts = anyFacts(random);
        var exception = JsonObject.of(
                "id",
                "e",
                "policy_id",
                Integer.toString(random.nextInt(8)),
                "mcp_id",
                "m-" + random.nextInt(3),
                "reason",
                "r",
                "ends_at",
                "2027-01-01");
        if (random.nextBoolean()) {
            exception.put("version", random.nextBoolean() ? "1.2.0" : "2.0.0");
        }
        var without = judge(rules(policies), facts);
        var with = judge(rules(policies, exception), facts);
        boolean isMeant = exception.getString("mcp_id").equals(facts.getString("mcp_id"))
                && "1.2.0".equals(exception.getString("version", "1.2.0"));
        if (!isMeant) {
            assertThat(with.reason()).isEqualTo(without.reason());
            assertThat(with.used()).isEmpty();
        } else {
            var fewer = policies.stream()
                    .filter(policy -> !policy.getString("id").equals(exception.getString("policy_id")))
                    .toList();
            var absent = judge(rules(fewer), facts);
            assertThat(with.reason()).isEqualTo(absent.reason());
            assertThat(with.warnings()).isEqualTo(absent.warnings());
        }
    }

    @RepeatedTest(100)
    void deny_and_allow_of_one_threshold_are_complements(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var facts = anyFacts(random);
        String value = List.of("", "security:", "maturity:").get(random.nextInt(3)) + "min:" + random.nextInt(101);
        var deny = judge(rules(List.of(policy("1", "DENY", "SCORE", value))), facts);
        var allow = judge(rules(List.of(policy("1", "ALLOW", "SCORE", value), policy("2", "DENY", "MCP", "*"))), facts);
        assertThat(deny.allowed()).isEqualTo(allow.allowed());
    }

    @RepeatedTest(50)
    void a_list_is_judged_like_its_members_one_by_one(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        var rules = rules(anyPolicies(random, 8));
        var circumstances = new Gate.Circumstances("production", null, NOW);
        var asked = IntStream.range(0, 20)
                .mapToObj(i -> new Asked("mcp-" + i, null, null, null))
                .toList();
        var known = new JsonArray();
        asked.forEach(one -> known.add(
                random.nextInt(4) == 0
                        ? JsonObject.of("catalogued", false)
                        : JsonObject.of(
                                "catalogued", true, "facts", anyFacts(random).put("name", one.name()))));
        var together = Judgement.of("e", rules, circumstances, asked, known)
                .encode(true)
                .getJsonArray("mcps");
        for (int i = 0; i < asked.size(); i++) {
            var alone = Judgement.of("e", rules, circumstances, List.of(asked.get(i)), JsonArray.of(known.getValue(i)));
            assertThat(alone.encode(true).getJsonArray("mcps").getJsonObject(0)).isEqualTo(together.getJsonObject(i));
        }
    }

    @Test
    void a_name_may_speak_against_what_the_hub_does_not_know_but_never_for_it() {
        var unknown = new Subject("evil-tool", null, null, "no MCP 'evil-tool' is in the catalog");
        var circumstances = new Gate.Circumstances(null, null, NOW);
        var allow = new Gate(rules(List.of(policy("1", "ALLOW", "MCP", "*"))), circumstances).judge(unknown);
        assertThat(allow.allowed()).isFalse();
        assertThat(Objects.requireNonNull(allow.reason())).startsWith("Unknown to this hub");
        var deny = new Gate(rules(List.of(policy("1", "DENY", "MCP", "evil-*"))), circumstances).judge(unknown);
        assertThat(deny.reason()).isEqualTo("Policy 'P1' denied: name evil-tool matches evil-*");
    }
}
