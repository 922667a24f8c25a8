package mcphub.policy;

import static mcphub.policy.Gates.facts;
import static mcphub.policy.Gates.judge;
import static mcphub.policy.Gates.policy;
import static mcphub.policy.Gates.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which licences of components a policy allows, and which it denies. */
final class ComponentLicenseTargetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # action | list      | components                              | matches | because
            DENY     | GPL-*     | MIT; GPL-3.0-only                       | true    | components that match GPL-*: b@1.0.0 (GPL-3.0-only)
            DENY     | GPL-*     | MIT; MIT OR GPL-3.0-only                | false   | none of 2 components matches GPL-*
            DENY     | GPL-*     | GPL-2.0-only OR GPL-3.0-only            | true    | components that match GPL-*: a@1.0.0 (GPL-2.0-only OR GPL-3.0-only)
            WARN     | GPL-*     | GPL-2.0                                 | true    | components that match GPL-*: a@1.0.0 (GPL-2.0)
            DENY     | GPL-*     | MIT; ?                                  | false   | none of 2 components matches GPL-*
            DENY     | unknown   | MIT; ?; GPL 3                           | true    | components that match unknown: b@1.0.0 (unknown), c@1.0.0 (GPL 3)
            DENY     | GPL*      | GPL 3                                   | true    | components that match GPL*: a@1.0.0 (GPL 3)
            DENY     | unknown   | MIT                                     | false   | none of 1 components matches unknown
            ALLOW    | MIT, ISC  | MIT; MIT OR GPL-3.0-only; ISC           | true    | all 3 components match MIT, ISC
            ALLOW    | MIT, ISC  | MIT; ?                                  | false   | components that do not match MIT, ISC: b@1.0.0 (unknown)
            ALLOW    | MIT, ISC  | MIT; UNLICENSED                         | false   | components that do not match MIT, ISC: b@1.0.0 (UNLICENSED)
            ALLOW    | MIT, unknown | MIT; ?                               | true    | all 2 components match MIT, unknown
            ALLOW    | *         | GPL-3.0-only; SEE LICENSE IN x          | false   | components that do not match *: b@1.0.0 (SEE LICENSE IN x)
            """)
    void components(String action, String list, String components, boolean matches, String because) {
        assertThat(look(action, list, counted(components.split(";", -1)))).isEqualTo(because);
        assertThat(matched(action, list, counted(components.split(";", -1)))).isEqualTo(matches);
    }

    @Test
    void a_version_without_components_has_none_that_could_speak_against_it() {
        assertThat(matched("ALLOW", "MIT", counted())).isTrue();
        assertThat(matched("DENY", "unknown", counted())).isFalse();
    }

    @Test
    void what_was_analysed_before_components_were_looked_at_is_unknown() {
        assertThat(matched("ALLOW", "*", null)).isFalse();
        assertThat(matched("DENY", "GPL-*", null)).isFalse();
        assertThat(matched("DENY", "unknown", null)).isTrue();
        assertThat(look("DENY", "unknown", null)).startsWith("licenses of components unknown");
    }

    @Test
    void at_most_ten_are_named_and_the_others_counted() {
        var many = IntStream.range(0, 10).mapToObj(i -> "c" + i + "@1.0.0").toList();
        var group = JsonObject.of("license", "GPL-3.0-only", "count", 25, "components", new JsonArray(many));
        var json = JsonObject.of("complete", true, "licenses", JsonArray.of(group));
        assertThat(look("DENY", "GPL-*", json))
                .contains("c0@1.0.0 (GPL-3.0-only), c1@1.0.0", "c9@1.0.0")
                .endsWith(" and 15 more");
    }

    @Test
    void more_different_licences_than_are_counted_speak_against_it() {
        var json = counted("MIT").put("complete", false);
        assertThat(matched("ALLOW", "MIT", json)).isFalse();
        assertThat(matched("DENY", "GPL-*", json)).isTrue();
    }

    /** As the database counts them; named a, b and so on, each with its licence, of which ? is none. */
    private static JsonObject counted(String... licenses) {
        var groups = new JsonArray();
        for (int i = 0; i < licenses.length; i++) {
            var name = Character.toString('a' + i) + "@1.0.0";
            var license = licenses[i].strip();
            groups.add(JsonObject.of("count", 1, "components", JsonArray.of(name))
                    .put("license", license.equals("?") ? null : license));
        }
        return JsonObject.of("complete", true, "licenses", groups);
    }

    private static Verdict.Step step(String action, String list, @Nullable JsonObject components) {
        return judge(
                        rules(List.of(policy("1", action, "COMPONENT_LICENSE", list))),
                        facts().put("component_licenses", components))
                .trace()
                .getFirst();
    }

    private static String look(String action, String list, @Nullable JsonObject components) {
        return step(action, list, components).because();
    }

    private static boolean matched(String action, String list, @Nullable JsonObject components) {
        return Arrays.asList(Verdict.Outcome.DECIDED, Verdict.Outcome.WARNED)
                .contains(step(action, list, components).outcome());
    }
}
