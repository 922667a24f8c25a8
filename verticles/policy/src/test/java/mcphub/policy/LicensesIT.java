package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import mcphub.harness.Packages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies on licences decide over packages that say it in their manifests. */
final class LicensesIT extends GateCase {
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("choice", "MIT OR Apache-2.0");
        PACKAGES.put("nested", "MIT AND (Apache-2.0 OR BSD-3-Clause)");
        PACKAGES.put("both", "MIT AND GPL-3.0-only");
        PACKAGES.put("either", "(MIT OR GPL-2.0)");
        PACKAGES.put("sum", "(MIT OR ISC) AND GPL-3.0-only");
        PACKAGES.put("free", "Unlicense");
        PACKAGES.put("closed", "UNLICENSED");
        PACKAGES.put("elsewhere", "SEE LICENSE IN LICENSE.md");
        PACKAGES.put("old", "GPL-2.0");
        PACKAGES.put("older", "GPL-2.0+");
        PACKAGES.put("pair", "GPL-2.0-only WITH Classpath-exception-2.0");
        PACKAGES.put("silent", "");
    }

    @BeforeAll
    void publish() {
        PACKAGES.forEach((name, license) -> {
            registry.publish("lic-" + name, "1.0.0", Packages.good("lic-" + name, "1.0.0"))
                    .say("lic-" + name, "1.0.0", "license", license);
            hub.certify("lic-" + name, "1.0.0");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            choice    | MIT, Apache-2.0  | ALLOWED | ALLOW
            nested    | MIT, Apache-2.0  | ALLOWED | ALLOW
            sum       | MIT, ISC         | DENIED  | ALLOW
            free      | Unlicense        | ALLOWED | ALLOW
            closed    | Unlicense*       | DENIED  | ALLOW
            pair      | GPL-2.0-only     | ALLOWED | ALLOW
            pair      | gpl-2.0-only with classpath-exception-2.0 | ALLOWED | ALLOW
            older     | GPL-2.0-only     | ALLOWED | ALLOW
            both      | GPL-*            | DENIED  | DENY
            either    | GPL-*            | ALLOWED | DENY
            free      | unknown          | ALLOWED | DENY
            closed    | unknown          | DENIED  | DENY
            closed    | UNLICENSED       | DENIED  | DENY
            elsewhere | unknown          | DENIED  | DENY
            silent    | unknown          | DENIED  | DENY
            old       | GPL-2.0-only     | DENIED  | DENY
            older     | GPL-2.0-only     | ALLOWED | DENY
            older     | GPL-*            | DENIED  | DENY
            """)
    void table(String name, String list, String result, String action) {
        var house = house();
        house.policy("Licenses", action, "LICENSE", list, 10);
        if (action.equals("ALLOW")) {
            house.policy("Nothing else", "DENY", "MCP", "*", 20);
        }
        var verdict = first(house.evaluate(mcps("lic-" + name + "@1.0.0")));
        assertThat(verdict.getString("result")).as(verdict.encode()).isEqualTo(result);
    }

    @Test
    void a_policy_that_leaves_a_way_out_says_so_when_it_is_written() {
        var house = house();
        var api = house.owner().api();
        var made = house.policy("No GPL 2", "DENY", "LICENSE", "GPL-2.0-only", 10);
        String path = house.path() + "/policies/" + made.getString("id");
        assertThat(made.getJsonArray("hints"))
                .containsExactly(
                        "It does not meet GPL-2.0-or-later, of which a later version may be chosen: use GPL-* to meet them all");
        var changed = api.call(200, "PATCH", path, JsonObject.of("target_value", "GPL-*"));
        assertThat(changed.getJsonArray("hints")).isEmpty();
        assertThat(api.get(path).containsKey("hints")).isFalse();
        assertThat(house.policy("GPL 2 is fine", "ALLOW", "LICENSE", "GPL-2.0-only", 20)
                        .getJsonArray("hints"))
                .isEmpty();
    }

    @Test
    void a_policy_of_before_that_would_be_refused_today_is_still_read_and_can_be_switched_off() {
        var house = house();
        var api = house.owner().api();
        var made = house.policy("Old", "DENY", "LICENSE", "MIT", 10);
        String path = house.path() + "/policies/" + made.getString("id");
        hub.execute("update policy.policies set target_value = 'Apache2' where id = '" + made.getString("id") + "'");
        assertThat(house.evaluate(mcps("@example/files@1.2.0")).getString("result"))
                .isEqualTo("PASS");
        assertThat(api.call(200, "PATCH", path, JsonObject.of("enabled", false)).getBoolean("enabled"))
                .isFalse();
        api.call(400, "PATCH", path, JsonObject.of("target_value", "Apache2"));
    }

    @Test
    void an_evaluation_of_before_is_replayed_by_the_rules_of_then() {
        var house = house();
        house.policy("No GPL", "DENY", "LICENSE", "GPL-*", 10);
        var answer = house.evaluate(mcps("lic-either@1.0.0"));
        String id = answer.getString("evaluation_id");
        assertThat(answer.getString("result")).isEqualTo("PASS");
        assertThat(house.owner().api().get(house.path() + "/evaluations/" + id).getJsonObject("rulebook"))
                .contains(Map.entry("semantics", 2));
        hub.execute("update policy.rulebooks set doc = (doc::jsonb - 'semantics')::text where org_id = '" + house.id()
                + "'");

        var replay = house.owner().api().call(200, "POST", house.path() + "/evaluations/" + id + "/replay", null);
        assertThat(replay.getJsonObject("then").getString("result")).isEqualTo("FAIL");
        assertThat(replay.getJsonObject("now").getString("result")).isEqualTo("PASS");
        var tried = JsonObject.of(
                "policies",
                JsonArray.of(json("No GPL", "DENY", "LICENSE", "GPL-*", 10)),
                "mcps",
                JsonArray.of(JsonObject.of("name", "lic-either", "version", "1.0.0")));
        var effect = house.owner().api().call(200, "POST", house.path() + "/policies/simulate", tried);
        assertThat(effect.getJsonObject("denied")).isEqualTo(JsonObject.of("now", 0, "then", 0));
    }
}
