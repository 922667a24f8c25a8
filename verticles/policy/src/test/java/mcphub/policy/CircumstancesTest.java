package mcphub.policy;

import static mcphub.policy.Gates.NOW;
import static mcphub.policy.Gates.facts;
import static mcphub.policy.Gates.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which environments and areas a verdict is about, and what decides where nothing does, as tables. */
final class CircumstancesTest {
    private static JsonObject rulebook(List<JsonObject> policies) {
        return JsonObject.of("semantics", 2, "unknown_mcps", "DENY", "exceptions", new JsonArray())
                .put("policies", new JsonArray(new ArrayList<>(policies)));
    }

    private static Verdict judge(JsonObject rulebook, @Nullable String environment, @Nullable String area) {
        return Worst.of(
                Rulebook.of(rulebook), new Gate.Circumstances(environment, area, NOW), Known.catalogued(facts()));
    }

    /** The organization's environments, what becomes of others, the policies with theirs, the one that is asked for; result, the policy that decides, and what is warned of. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -                  | WORST | -                                    | production | ALLOWED |   | -
            -                  | WORST | -                                    | -          | ALLOWED |   | -
            -                  | WORST | DENY                                 | -          | DENIED  | 0 | -
            staging            | WORST | DENY staging                         | staging    | DENIED  | 0 | -
            staging            | WORST | DENY staging                         | Staging    | DENIED  | 0 | -
            staging            | WORST | DENY staging                         | STAGING    | DENIED  | 0 | -
            staging            | WORST | DENY staging                         | -          | DENIED  | 0 | No environment was named: the worst counts of staging (DENIED), none (ALLOWED)
            staging            | WORST | DENY staging                         | test       | DENIED  | 0 | The organization has no environment 'test': the worst counts of staging (DENIED), none (ALLOWED)
            staging            | DENY  | ALLOW                                | test       | DENIED  |   | -
            staging            | DENY  | ALLOW                                | staging    | ALLOWED | 0 | -
            staging            | DENY  | DENY staging                         | -          | DENIED  | 0 | No environment was named: the worst counts of staging (DENIED), none (ALLOWED)
            production,staging | WORST | DENY staging                         | production | ALLOWED |   | -
            production,staging | WORST | ALLOW production;DENY                | production | ALLOWED | 0 | -
            production,staging | WORST | ALLOW production;DENY                | staging    | DENIED  | 1 | -
            production,staging | WORST | ALLOW production;DENY                | -          | DENIED  | 1 | No environment was named: the worst counts of production (ALLOWED), staging (DENIED), none (DENIED)
            production,staging | WORST | DENY staging;DENY production         | -          | DENIED  | 1 | No environment was named: the worst counts of production (DENIED), staging (DENIED), none (ALLOWED)
            staging,Alpha      | WORST | WARN staging                         | -          | ALLOWED |   | Policy 'P0' warns: name @acme/files; No environment was named: the worst counts of Alpha (ALLOWED), staging (WARNED), none (ALLOWED)
            """)
    void environments(
            String listed,
            String elsewhere,
            String policies,
            String asked,
            String result,
            @Nullable String decidedBy,
            String warnings) {
        var rules = new ArrayList<JsonObject>();
        for (String each : policies.equals("-") ? new String[0] : policies.split(";", -1)) {
            String[] words = each.split(" ", -1);
            var rule = policy(Integer.toString(rules.size()), words[0], "MCP", "@acme/files");
            rules.add(words.length == 1 ? rule : rule.put("environments", JsonArray.of(words[1])));
        }
        var rulebook = rulebook(rules).put("unknown_environment", elsewhere);
        if (!listed.equals("-")) {
            rulebook.put("environments", new JsonArray(List.of(listed.split(",", -1))));
        }
        var verdict = judge(rulebook, asked.equals("-") ? null : asked, null);
        assertThat(verdict.result()).isEqualTo(result);
        assertThat(verdict.decidedBy() == null ? null : verdict.decidedBy().id())
                .isEqualTo(decidedBy);
        assertThat(String.join("; ", verdict.warnings())).isEqualTo(warnings.equals("-") ? "" : warnings);
    }

    @Test
    void an_environment_that_the_organization_does_not_have_is_denied_with_those_that_it_has() {
        var rulebook = rulebook(List.of())
                .put("unknown_environment", "DENY")
                .put("environments", JsonArray.of("production", "staging"));
        assertThat(judge(rulebook, "test", null).reason())
                .isEqualTo(
                        "The organization has no environment 'test', and denies what it does not have; it has production, staging");
    }

    /** The organization's policy, the area's, and what is unmatched: with the area, and without. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -     | -     | ALLOW | ALLOWED | ALLOWED
            -     | DENY  | ALLOW | DENIED  | ALLOWED
            -     | ALLOW | ALLOW | ALLOWED | ALLOWED
            -     | ALLOW | DENY  | DENIED  | DENIED
            -     | WARN  | ALLOW | WARNED  | ALLOWED
            -     | -     | WARN  | WARNED  | WARNED
            DENY  | ALLOW | ALLOW | DENIED  | DENIED
            DENY  | DENY  | ALLOW | DENIED  | DENIED
            ALLOW | DENY  | ALLOW | DENIED  | ALLOWED
            ALLOW | ALLOW | DENY  | ALLOWED | ALLOWED
            ALLOW | -     | DENY  | ALLOWED | ALLOWED
            WARN  | -     | DENY  | DENIED  | DENIED
            """)
    void areas_only_tighten(String own, String areas, String unmatched, String inside, String outside) {
        var rules = new ArrayList<JsonObject>();
        // the area's stand before the organization's, which changes nothing
        if (!areas.equals("-")) {
            rules.add(policy("area", areas, "MCP", "*").put("area_id", "a-1"));
        }
        if (!own.equals("-")) {
            rules.add(policy("own", own, "MCP", "*"));
        }
        var rulebook = rulebook(rules).put("unmatched", unmatched);
        assertThat(judge(rulebook, null, "a-1").shade()).isEqualTo(inside);
        assertThat(judge(rulebook, null, null).shade()).isEqualTo(outside);
        assertThat(judge(rulebook, null, "a-2").shade()).isEqualTo(outside);
    }

    @Test
    void who_names_no_area_hears_how_many_were_not_asked_and_where_nothing_denies_that() {
        var rules = List.of(
                policy("1", "WARN", "MCP", "x").put("area_id", "a-1"),
                policy("2", "WARN", "MCP", "x").put("area_id", "a-2"));
        var judged = Judgement.of(
                "e", Rulebook.of(rulebook(rules)), new Gate.Circumstances(null, null, NOW), List.of(), new JsonArray());
        assertThat(judged.notes())
                .containsExactly(
                        "Nothing was asked: no server is named",
                        "No enabled policy of this organization denies anything that the hub knows",
                        "No area was named: the policies of 2 areas were not asked");
    }

    @Test
    void what_is_suspected_of_malice_is_denied_whatever_anybody_says() {
        var release = JsonObject.of("version", "1.2.0", "status", "FAILED")
                .put("suspicion", JsonObject.of("reason", "a tool's text asks for a private key"));
        var known = JsonObject.of("catalogued", true, "pinned", true, "releases", JsonArray.of(release));
        var asked = new Asked("@acme/files", "1.2.0", null, null);
        var rulebook = rulebook(List.of(policy("1", "ALLOW", "MCP", "*"))).put("unknown_mcps", "ALLOW");
        var verdict = Worst.of(Rulebook.of(rulebook), new Gate.Circumstances(null, null, NOW), new Known(asked, known));
        assertThat(verdict.allowed()).isFalse();
        assertThat(Objects.requireNonNull(verdict.reason())).startsWith("MALICIOUS_SUSPECTED: a tool's text asks");
    }

    @Test
    void a_release_that_failed_is_unknown_and_says_why_and_a_policy_may_name_its_status() {
        var release = JsonObject.of("version", "1.2.0", "status", "FAILED", "status_reason", "it has no manifest");
        var known = JsonObject.of("catalogued", true, "pinned", true, "releases", JsonArray.of(release));
        var asked = new Known(new Asked("@acme/files", "1.2.0", null, null), known);
        var now = new Gate.Circumstances(null, null, NOW);
        var plain = Worst.of(Rulebook.of(rulebook(List.of())), now, asked);
        assertThat(plain.reason())
                .isEqualTo(
                        "Unknown to this hub: version '1.2.0' of '@acme/files' was never certified; its status is FAILED: it has no manifest");
        var lax = rulebook(List.of(policy("1", "DENY", "STATUS", "FAILED"))).put("unknown_mcps", "ALLOW");
        assertThat(Worst.of(Rulebook.of(lax), now, asked).reason()).isEqualTo("Policy 'P1' denied: status FAILED");
        var trusting = rulebook(List.of(policy("1", "ALLOW", "STATUS", "FAILED")));
        assertThat(Worst.of(Rulebook.of(trusting), now, asked).allowed()).isFalse();
    }

    @Test
    void what_is_queued_is_denied_and_for_the_time_of_grace_only_warned_of() {
        var queued = JsonObject.of("version", "1.2.0", "status", "PENDING_ANALYSIS");
        var asked = new Asked("@acme/files", "1.2.0", null, null);
        var now = new Gate.Circumstances(null, null, NOW);
        var rules = Rulebook.of(rulebook(List.of()));
        var denied = Worst.of(
                rules, now, new Known(asked, JsonObject.of("catalogued", true, "releases", JsonArray.of(queued))));
        assertThat(denied.result()).isEqualTo("DENIED");
        assertThat(Objects.requireNonNull(denied.reason())).contains("is queued and not analysed yet");
        var graced = JsonArray.of(queued.copy().put("grace", true));
        var warned = Worst.of(rules, now, new Known(asked, JsonObject.of("catalogued", true, "releases", graced)));
        assertThat(warned.shade()).isEqualTo("WARNED");
    }

    @Test
    void what_is_not_pinned_can_be_denied_as_such_and_its_worst_release_counts() {
        var good = JsonObject.of("version", "1.2.0", "status", "CERTIFIED", "facts", facts());
        var bad = JsonObject.of(
                "version",
                "1.1.0",
                "status",
                "CERTIFIED",
                "facts",
                facts().put("version", "1.1.0").put("global_score", 20));
        var known = JsonObject.of("catalogued", true, "pinned", false, "releases", JsonArray.of(good, bad));
        var asked = new Known(new Asked("npm:@acme/files", null, "^1.0.0", null), known);
        var now = new Gate.Circumstances(null, null, NOW);
        var score = Worst.of(Rulebook.of(rulebook(List.of(policy("1", "DENY", "SCORE", "min:70")))), now, asked);
        assertThat(score.reason()).isEqualTo("Policy 'P1' denied: global score 20 < 70");
        assertThat(score.subject().version()).isEqualTo("1.1.0");
        var pinned = Worst.of(Rulebook.of(rulebook(List.of(policy("1", "DENY", "PINNED", "exact")))), now, asked);
        assertThat(pinned.reason()).isEqualTo("Policy 'P1' denied: not pinned");
    }
}
