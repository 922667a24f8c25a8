package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What authors take back, and what never was. */
final class DeprecatedIT extends GateCase {
    @Test
    void what_is_deprecated_by_its_registry_carries_a_warning_and_matches_the_status() {
        registry.publish("old-tool", "1.0.0", Packages.good("old-tool", "1.0.0"));
        registry.say("old-tool", "1.0.0", "deprecated", "Use other-mcp instead");
        String mcp = hub.certify("old-tool", "");
        var house = house();

        var warned = first(house.evaluate(mcps("npm:old-tool@1.0.0")));
        assertThat(warned.getString("result")).isEqualTo("ALLOWED");
        assertThat(warned.getJsonArray("warnings").encode())
                .contains("Version 1.0.0 is deprecated by its registry: Use other-mcp instead");
        var controls = hub.api().get(hub.latest(mcp) + "/findings").getJsonArray("findings");
        assertThat(controls.encode()).contains("PACKAGE_DEPRECATED", "Use other-mcp instead");

        house.policy("Nothing that is given up", "DENY", "STATUS", "DEPRECATED", 10);
        var denied = first(house.evaluate(mcps("npm:old-tool@1.0.0")));
        assertThat(denied.getString("result")).isEqualTo("DENIED");
        assertThat(denied.getString("reason")).contains("deprecated by its registry");
        assertThat(first(house.evaluate(mcps("@example/files@1.2.0"))).getString("result"))
                .isEqualTo("ALLOWED");
    }

    @Test
    void what_was_registered_and_does_not_exist_is_unknown_with_the_reason() {
        var house = house();
        hub.certify("never-was", "");
        var verdict = first(house.evaluate(mcps("never-was")));
        assertThat(verdict.getString("result")).isEqualTo("DENIED");
        assertThat(verdict.getString("reason")).contains("The registry has no package never-was");
        var exact = first(house.evaluate(mcps("npm:@example/files@9.9.9")));
        assertThat(exact.getString("result")).isEqualTo("DENIED");
    }

    @Test
    void a_repository_in_a_folders_words_is_matched_as_the_repository() {
        registry.publish("mono-part", "1.0.0", Packages.good("mono-part", "1.0.0"));
        registry.say(
                "mono-part",
                "1.0.0",
                "repository",
                java.util.Map.of("type", "git", "url", "https://github.com/acme/mono/tree/main/packages/part"));
        String mcp = hub.certify("mono-part", "");
        var shown = hub.api().get("/api/v1/mcps/" + mcp);
        assertThat(shown.getString("repo_url")).isEqualTo("https://github.com/acme/mono");
        assertThat(shown.getString("repo_directory")).isEqualTo("packages/part");

        var house = house();
        house.policy("Not from there", "DENY", "SOURCE", "https://github.com/acme/mono", 10);
        assertThat(first(house.evaluate(mcps("npm:mono-part@1.0.0"))).getString("result"))
                .isEqualTo("DENIED");
    }
}
