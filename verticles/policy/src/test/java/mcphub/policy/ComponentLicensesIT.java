package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mcphub.harness.Packages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies on the licences of components decide, from the components that were noted when a version was analysed. */
final class ComponentLicensesIT extends GateCase {
    @BeforeAll
    void publish() {
        brings(
                "permissive",
                "'MIT', 'runtime'",
                "'(MIT OR GPL-2.0-only)', 'optional'",
                "'GPL-3.0-only', 'development'");
        brings("copyleft", "'MIT', 'runtime'", "'GPL-3.0-or-later', 'optional'");
        brings("unnamed", "'MIT', 'runtime'", "null, 'runtime'");
        brings("alone");
    }

    /** A package that was analysed, and has these components besides itself, each with its licence and its scope. */
    private void brings(String name, String... components) {
        registry.publish("brings-" + name, "1.0.0", Packages.good("brings-" + name, "1.0.0"));
        hub.certify("brings-" + name, "1.0.0");
        String version =
                "(select v.id from analysis.versions v join catalog.mcps m on m.id = v.mcp_id where m.source_package = 'brings-"
                        + name + "')";
        hub.execute("delete from analysis.components where not itself and version_id = " + version);
        for (int i = 0; i < components.length; i++) {
            hub.execute(
                    "insert into analysis.components (version_id, ecosystem, package, version, itself, license, scope) values ("
                            + version + ", 'npm', 'part-" + i + "', '1.0.0', false, " + components[i] + ")");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DENY  | GPL-*    | permissive | ALLOWED |
            DENY  | GPL-*    | copyleft   | DENIED  | components that match GPL-*: part-1@1.0.0 (GPL-3.0-or-later)
            DENY  | GPL-*    | unnamed    | ALLOWED |
            DENY  | unknown  | unnamed    | DENIED  | components that match unknown: part-1@1.0.0 (unknown)
            DENY  | unknown  | alone      | ALLOWED |
            ALLOW | MIT, ISC | permissive | ALLOWED | all 2 components match MIT, ISC
            ALLOW | MIT, ISC | alone      | ALLOWED | no component in production
            ALLOW | MIT, ISC | copyleft   | DENIED  |
            ALLOW | MIT, ISC | unnamed    | DENIED  |
            """)
    void table(String action, String list, String name, String result, String reason) {
        var house = house();
        house.policy("Parts", action, "COMPONENT_LICENSE", list, 10);
        if (action.equals("ALLOW")) {
            house.policy("Nothing else", "DENY", "MCP", "*", 20);
        }
        var verdict = first(house.evaluate(mcps("brings-" + name + "@1.0.0")));
        assertThat(verdict.getString("result")).as(verdict.encode()).isEqualTo(result);
        if (reason != null) {
            assertThat(verdict.getString("reason")).contains(reason);
        }
    }

    @Test
    void what_is_not_locked_is_not_known() {
        registry.publish("brings-range", "1.0.0", Packages.good("brings-range", "1.0.0"));
        hub.certify("brings-range", "1.0.0");
        var house = house();
        house.policy("Parts", "DENY", "COMPONENT_LICENSE", "unknown", 10);
        var verdict = first(house.evaluate(mcps("brings-range@1.0.0")));
        assertThat(verdict.getString("result")).isEqualTo("DENIED");
        assertThat(verdict.getString("reason")).contains("zod").contains("(unknown)");
    }

    @Test
    void the_value_is_checked_and_hinted_at_as_of_licences() {
        var house = house();
        var api = house.owner().api();
        var refused = api.call(
                400, "POST", house.path() + "/policies", json("Bad", "DENY", "COMPONENT_LICENSE", "MIT OR ISC", 10));
        assertThat(refused.getString("message")).contains("target_value", "COMPONENT_LICENSE", "one by one");
        assertThat(house.policy("No GPL 2", "DENY", "COMPONENT_LICENSE", "GPL-2.0-only", 10)
                        .getJsonArray("hints"))
                .hasSize(1);
    }

    @Test
    void simulation_exceptions_and_replays_know_the_target() {
        var house = house();
        var api = house.owner().api();
        var tried = JsonObject.of(
                "policies",
                JsonArray.of(json("No GPL", "DENY", "COMPONENT_LICENSE", "GPL-*", 10)),
                "mcps",
                JsonArray.of(JsonObject.of("name", "brings-copyleft", "version", "1.0.0")));
        assertThat(api.call(200, "POST", house.path() + "/policies/simulate", tried)
                        .getJsonObject("denied"))
                .isEqualTo(JsonObject.of("now", 0, "then", 1));

        var policy = house.policy("No GPL", "DENY", "COMPONENT_LICENSE", "GPL-*", 10);
        var denied = house.evaluate(mcps("brings-copyleft@1.0.0"));
        assertThat(denied.getString("result")).isEqualTo("FAIL");
        api.call(
                201,
                "POST",
                house.path() + "/policies/" + policy.getString("id") + "/exceptions",
                JsonObject.of(
                        "mcp",
                        "brings-copyleft",
                        "reason",
                        "The part is a tool of its own",
                        "ends_at",
                        Instant.now().plus(5, ChronoUnit.DAYS).toString()));
        assertThat(house.evaluate(mcps("brings-copyleft@1.0.0")).getString("result"))
                .isEqualTo("PASS");
        var replay = api.call(
                200, "POST", house.path() + "/evaluations/" + denied.getString("evaluation_id") + "/replay", null);
        assertThat(replay.getJsonObject("then").getString("result")).isEqualTo("FAIL");
        assertThat(replay.getJsonObject("now").getString("result")).isEqualTo("PASS");
    }
}
