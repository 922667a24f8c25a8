package mcphub.policy;

import static mcphub.policy.Gates.NOW;
import static mcphub.policy.Gates.facts;
import static mcphub.policy.Gates.judge;
import static mcphub.policy.Gates.policy;
import static mcphub.policy.Gates.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds of the decision whatever the policies are. */
final class GatePropertiesTest {
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
                        "identity",
                        List.of("npm:@acme/files", "npm:mcp-sql", "npm:other").get(random.nextInt(3)))
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
                "identity",
                List.of("npm:@acme/files", "npm:mcp-sql", "npm:other").get(random.nextInt(3)),
                "reason",
                "r",
                "ends_at",
                "2027-01-01");
        if (random.nextBoolean()) {
            exception.put("version", random.nextBoolean() ? "1.2.0" : "2.0.0");
        }
        var without = judge(rules(policies), facts);
        var with = judge(rules(policies, exception), facts);
        boolean isMeant = exception.getString("identity").equals(facts.getString("identity"))
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
                                "catalogued",
                                true,
                                "releases",
                                JsonArray.of(JsonObject.of(
                                        "version", "1.2.0", "status", "CERTIFIED", "facts", anyFacts(random))))));
        var together = Judgement.of("e", rules, circumstances, asked, known)
                .encode(true)
                .getJsonArray("mcps");
        for (int i = 0; i < asked.size(); i++) {
            var alone = Judgement.of("e", rules, circumstances, List.of(asked.get(i)), JsonArray.of(known.getValue(i)));
            assertThat(alone.encode(true).getJsonArray("mcps").getJsonObject(0)).isEqualTo(together.getJsonObject(i));
        }
    }
}
