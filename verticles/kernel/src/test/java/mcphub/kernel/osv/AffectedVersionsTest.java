package mcphub.kernel.osv;

import static mcphub.kernel.osv.Affectedness.AFFECTED;
import static mcphub.kernel.osv.Affectedness.NOT_AFFECTED;
import static mcphub.kernel.osv.Affectedness.NOT_READABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AffectedVersionsTest {
    private static final String MINIMIST = "introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    npm  | introduced 0, fixed 1.24.0                              | 1.24.0-beta.1          | AFFECTED
                    npm  | introduced 0, fixed 1.24.0                              | 1.23.0                 | AFFECTED
                    npm  | introduced 0, fixed 1.24.0                              | 1.24.0                 | NOT_AFFECTED
                    npm  | introduced 0, fixed 1.24.0                              | 0.0.0-0                | AFFECTED
                    npm  | introduced 1.10.0, fixed 1.26.0                         | 1.10.0-rc.1            | NOT_AFFECTED
                    npm  | introduced 0, fixed 4.17.12                             | 1.0.0-rc.3             | AFFECTED
                    npm  | introduced 0, fixed 0.1.16                              | v0.1.16-beta.1+build.7 | AFFECTED
                    npm  | introduced 0, fixed 1.2                                 | 1.1.9                  | AFFECTED
                    npm  | introduced 0, fixed 1.2                                 | 1.2.0                  | NOT_AFFECTED
                    npm  | introduced 1, last_affected 1.4.2                       | 1.4.2                  | AFFECTED
                    npm  | introduced 1, last_affected 1.4.2                       | 1.4.3-alpha            | NOT_AFFECTED
                    npm  | introduced 1.2.3, last_affected 1.2.3                   | 1.2.3                  | AFFECTED
                    npm  | introduced 1.2.3, last_affected 1.2.3                   | 1.2.4                  | NOT_AFFECTED
                    npm  | introduced 1.2.3, fixed 1.2.3                           | 1.2.3                  | NOT_AFFECTED
                    npm  | fixed 1.2.6, introduced 1.0.0, introduced 0, fixed 0.2.4 | 0.2.3                 | AFFECTED
                    npm  | fixed 1.2.6, introduced 1.0.0, introduced 0, fixed 0.2.4 | 0.2.4                 | NOT_AFFECTED
                    npm  | fixed 1.2.6, introduced 1.0.0, introduced 0, fixed 0.2.4 | 1.2.5                 | AFFECTED
                    npm  | introduced 0, limit 2.0.0                               | 1.9.9                  | AFFECTED
                    npm  | introduced 0, limit 2.0.0                               | 2.0.0                  | NOT_AFFECTED
                    npm  | introduced 0, limit 2.0.0, limit 3.0.0                  | 2.5.0                  | AFFECTED
                    npm  | introduced 0, limit 2.0.0, limit *                      | 9.0.0                  | AFFECTED
                    npm  | introduced 0                                            | whatever               | AFFECTED
                    npm  | introduced 0, fixed 1.0.0                               | whatever               | NOT_READABLE
                    npm  | introduced 0, fixed whenever                            | 1.0.0                  | NOT_READABLE
                    npm  | fixed 1.0.0                                             | 0.1.0                  | NOT_AFFECTED
                    PyPI | introduced 0, fixed 1.10                                | 1.9.4                  | AFFECTED
                    PyPI | introduced 0, fixed 1.10                                | 1.10rc1                | AFFECTED
                    PyPI | introduced 0, fixed 1.10                                | 1.10.0                 | NOT_AFFECTED
                    PyPI | introduced 0, fixed 1.10                                | 1.10.post1             | NOT_AFFECTED
                    PyPI | introduced 1.0rc9, last_affected 1.0rc10                | 1.0rc10                | AFFECTED
                    PyPI | introduced 1.0rc9, last_affected 1.0rc10                | 1.0                    | NOT_AFFECTED
                    PyPI | introduced 0, fixed 2                                   | 1!1.0                  | NOT_AFFECTED
                    PyPI | introduced 0, fixed 2                                   | 2004d                  | NOT_READABLE
                    """)
    void a_version_is_affected_as_the_order_of_its_ecosystem_says(
            String ecosystem, String events, String version, Affectedness expected) {
        assertThat(of(ecosystem, OsvRange.Type.ECOSYSTEM, events).version(version))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | <=1.2.5         | MAY_BE_AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | >=0.2.4 <1.2.6  | MAY_BE_AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | 1.2.5           | AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | ~1.1.0          | AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | 1.0.0 - 1.2.5   | AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | ^1.2.0          | NOT_AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | ^0              | NOT_AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | *               | NOT_AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | 0.2.4           | NOT_AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | >1.2.5 <1.2.7   | NOT_AFFECTED
                    npm  | introduced 0, fixed 0.2.4, introduced 1.0.0, fixed 1.2.6 | latest          | NOT_READABLE
                    npm  | introduced 0, fixed 4.17.12                              | ^0              | AFFECTED
                    npm  | introduced 0, fixed 1.9.4                                | >=1.8.0 ~1.8.0  | AFFECTED
                    npm  | introduced 0, fixed 1.9.4                                | ^1.8.0 ~1.8.0   | AFFECTED
                    npm  | introduced 0, last_affected 1.5.0                        | ^1.0.0          | MAY_BE_AFFECTED
                    npm  | introduced 0, fixed 2.0.0-rc.1                           | >=1             | MAY_BE_AFFECTED
                    npm  | introduced 0                                             | latest          | AFFECTED
                    npm  | introduced 2.0.0-alpha, fixed 2.0.1                      | <2.0.0          | NOT_AFFECTED
                    npm  | introduced 0, fixed 1.0.0                                | >2 <1           | NOT_AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | >=1.8,~=1.8.0   | AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | ~=1.8,~=1.8.0   | AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | >=1.8           | NOT_AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | >=1.8,!=1.9.4   | MAY_BE_AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | ^1.8            | NOT_AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | ~1.8            | AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | ==1.8.*         | AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | ===1.8          | AFFECTED
                    PyPI | introduced 0, fixed 1.9.4                                | >=              | NOT_READABLE
                    """)
    void of_a_range_what_is_installed_anew_counts(
            String ecosystem, String events, String range, Affectedness expected) {
        assertThat(of(ecosystem, OsvRange.Type.ECOSYSTEM, events).range(range)).isEqualTo(expected);
    }

    @Test
    void versions_that_are_named_one_by_one_are_affected_however_they_are_spelled() {
        var npm = new AffectedVersions("npm", List.of(), List.of("3.3.6", "0.0.1-security"));
        assertThat(npm.version("3.3.6")).isEqualTo(AFFECTED);
        assertThat(npm.version("v3.3.6+build")).isEqualTo(AFFECTED);
        assertThat(npm.version("3.3.5")).isEqualTo(NOT_AFFECTED);
        assertThat(npm.range("^3.3.4")).isEqualTo(Affectedness.MAY_BE_AFFECTED);
        assertThat(npm.range("3.3.6")).isEqualTo(AFFECTED);

        var python = new AffectedVersions("PyPI", List.of(), List.of("1.0", "2004d"));
        assertThat(python.version("1.0.0")).isEqualTo(AFFECTED);
        assertThat(python.version("2004d")).isEqualTo(AFFECTED);
        assertThat(python.version("2004e")).isEqualTo(NOT_READABLE);
    }

    @Test
    void where_no_order_is_known_named_versions_count_alone() {
        var debian = new AffectedVersions(
                "Debian:12", ranges(OsvRange.Type.ECOSYSTEM, MINIMIST), List.of("1.2.5-1+deb12u1"));
        assertThat(debian.version("1.2.5-1+deb12u1")).isEqualTo(AFFECTED);
        assertThat(debian.version("1.2.4")).isEqualTo(NOT_AFFECTED);
        assertThat(debian.range(">=1")).isEqualTo(NOT_READABLE);

        assertThat(of("Maven", OsvRange.Type.ECOSYSTEM, MINIMIST).version("1.2.5"))
                .isEqualTo(NOT_READABLE);
        assertThat(of("crates.io", OsvRange.Type.SEMVER, MINIMIST).version("1.2.5"))
                .isEqualTo(AFFECTED);
        assertThat(of("npm", OsvRange.Type.GIT, "introduced 0").version("1.2.5"))
                .isEqualTo(NOT_AFFECTED);
    }

    @Test
    void it_is_read_from_a_record() {
        var read = AffectedVersions.of("npm", new JsonArray("""
                        [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "0.2.4"}], "database_specific": {}},
                         {"type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"last_affected": "1.2.5"}]},
                         {"type": "GIT", "repo": "…", "events": [{"introduced": "0"}]}]
                        """), new JsonArray("[\"7.0.0\"]"));
        assertThat(read.version("0.2.3")).isEqualTo(AFFECTED);
        assertThat(read.version("1.2.5")).isEqualTo(AFFECTED);
        assertThat(read.version("7.0.0")).isEqualTo(AFFECTED);
        assertThat(read.version("0.2.4")).isEqualTo(NOT_AFFECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['SEMVER']",
                "[7]",
                "[null]",
                "[{}]",
                "[{'type': 'SEMVER'}]",
                "[{'type': 'ODD', 'events': []}]",
                "[{'type': 'SEMVER', 'events': ['0']}]",
                "[{'type': 'SEMVER', 'events': [{'introduced': '1'}, {'fixed': ''}]}]"
            })
    void what_is_no_record_is_told_and_not_thrown(String ranges) {
        var read =
                AffectedVersions.of("npm", new JsonArray(ranges.replace('\'', '"')), new JsonArray("[\"1.0.0\", 7]"));
        assertThat(read.version("1.0.0")).isEqualTo(AFFECTED);
        assertThat(read.version("2.0.0")).isEqualTo(NOT_READABLE);
    }

    @Test
    void what_nobody_can_read_is_told_at_once_however_long_it_is() {
        var npm = of("npm", OsvRange.Type.SEMVER, MINIMIST);
        var python = of("PyPI", OsvRange.Type.ECOSYSTEM, MINIMIST);
        for (String part : List.of(
                "1", "1.", ".", "9", "a", "-a.", " ", "=", "v", "^", "||", "1 ||", ",", "==1,", "1.2.3-", "+", "\u00a0",
                "\0", "\ud800")) {
            String text = part.repeat(100_000);
            assertThat(npm.version(text)).isEqualTo(NOT_READABLE);
            assertThat(python.version(text)).isEqualTo(NOT_READABLE);
            assertThat(npm.range(text.substring(0, 4_000))).isNotNull();
            assertThat(python.range(text.substring(0, 4_000))).isNotNull();
            assertThat(npm.range("1.2.3" + text)).isNotNull();
            assertThat(python.range("==1.2.3" + text)).isNotNull();
        }
    }

    private static AffectedVersions of(String ecosystem, OsvRange.Type type, String events) {
        return new AffectedVersions(ecosystem, ranges(type, events), List.of());
    }

    private static List<OsvRange> ranges(OsvRange.Type type, String events) {
        return List.of(new OsvRange(
                type,
                Arrays.stream(events.split(", ", -1))
                        .map(event -> event.split(" ", -1))
                        .map(parts ->
                                new Event(Event.Kind.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)), parts[1]))
                        .toList()));
    }
}
