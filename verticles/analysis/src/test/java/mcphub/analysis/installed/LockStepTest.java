package mcphub.analysis.installed;

import static mcphub.analysis.installed.Installations.git;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mcphub.analysis.controls.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock that does not have what is asked for, or beside which another stands, is one that tools repair or do not heed. */
final class LockStepTest {
    private static final String NPM = "{\"packages\": {\"node_modules/a\": {\"version\": \"1.2.8\"}}}";
    private static final String YARN = "# yarn lockfile v1\na@%s:\n  version \"1.2.8\"\n";

    private static String asks(String range) {
        return "{\"dependencies\": {\"a\": \"" + range + "\"}}";
    }

    private static List<String> gaps(String manifest, String file, String lock) {
        return git("package.json", manifest, file, lock).gaps();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ^1.2.0 |
            *      |
            latest |
            npm:a@^1.2.0 |
            https://registry.npmjs.org/a/-/a-1.2.8.tgz |
            0.0.8  | a 0.0.8, but 1.2.8
            <1.2.8 | a <1.2.8, but 1.2.8
            npm:a@0.0.8 | a 0.0.8, but 1.2.8
            https://code.example/a-0.0.8.tgz | a by an address, but 1.2.8
            file:a.tgz | a by an address, but 1.2.8
            acme/a | a by an address, but 1.2.8
            """)
    void what_a_lock_has_is_what_is_asked_for(String range, String told) {
        var expected =
                told == null ? List.of() : List.of("package-lock.json is out of step with what is asked for: " + told);
        assertThat(gaps(asks(range), "package-lock.json", NPM)).isEqualTo(expected);
    }

    @Test
    void in_every_format_and_for_what_others_ask() {
        assertThat(gaps(asks("0.0.8"), "yarn.lock", YARN.formatted("0.0.8")))
                .containsExactly("yarn.lock is out of step with what is asked for: a 0.0.8, but 1.2.8");
        assertThat(gaps(
                        asks("0.0.8"),
                        "bun.lock",
                        "{\"workspaces\": {\"\": {}}, \"packages\": {\"a\": [\"a@1.2.8\"]}}"))
                .containsExactly("bun.lock is out of step with what is asked for: a 0.0.8, but 1.2.8");
        assertThat(
                        gaps(
                                asks("0.0.8"),
                                "pnpm-lock.yaml",
                                "lockfileVersion: '6.0'\ndependencies:\n  a: {specifier: 0.0.8, version: 1.2.8}\npackages:\n  /a@1.2.8: {}\n"))
                .containsExactly("pnpm-lock.yaml is out of step with what is asked for: a 0.0.8, but 1.2.8");
        var others =
                new StringBuilder("{\"packages\": {\"node_modules/a\": {\"version\": \"1.0.0\", \"dependencies\": {");
        var packages = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            others.append(i == 0 ? "" : ",").append("\"p%d\": \"^2.0.0\"".formatted(i));
            packages.append(",\"node_modules/p%d\": {\"version\": \"1.0.0\"}".formatted(i));
        }
        assertThat(gaps(asks("1"), "package-lock.json", others + "}}" + packages + "}}"))
                .containsExactly("package-lock.json is out of step with what is asked for: "
                        + "p0 ^2.0.0, but 1.0.0; p1 ^2.0.0, but 1.0.0; p2 ^2.0.0, but 1.0.0 and 2 others");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uv.lock     | [project]\\nname = "t"\\ndependencies = ["a==0.0.8"] | a ==0.0.8, but 1.2.8
            uv.lock     | [project]\\nname = "t"\\ndependencies = ["a>=1; python_version > '3'"] |
            uv.lock     | [project]\\nname = "t"\\ndependencies = ["a==0.0.8"]\\n[tool.uv]\\noverride-dependencies = ["a==1.2.8"] |
            uv.lock     | [project]\\nname = "t"\\ndependencies = ["a @ https://code.example/a.zip"] | a by an address, but 1.2.8
            poetry.lock | [tool.poetry]\\nname = "t"\\n[tool.poetry.dependencies]\\na = "^0.0.8" | a ^0.0.8, but 1.2.8
            poetry.lock | [tool.poetry]\\nname = "t"\\n[tool.poetry.dependencies]\\na = "^1.2 OR ~3" |
            """)
    void python_s_locks_too(String file, String manifest, String told) {
        var gaps = git(
                        "pyproject.toml",
                        manifest.replace("\\n", "\n").replace("OR", "||"),
                        file,
                        "[[package]]\nname = \"a\"\nversion = \"1.2.8\"\n")
                .gaps();
        assertThat(gaps)
                .isEqualTo(
                        told == null ? List.of() : List.of(file + " is out of step with what is asked for: " + told));
    }

    @Test
    void what_is_put_in_the_place_of_what_is_asked_for_is_no_doubt_and_neither_are_peers() {
        var lock = NPM.replace("}}}", "}, \"node_modules/b\": {\"version\": \"1.0.0\", \"%s\": {\"a\": \"0.0.8\"}}}}");
        var asks = "{\"dependencies\": {\"b\": \"1\"}, \"overrides\": {%s}}";
        var needs = lock.formatted("dependencies");
        assertThat(gaps(asks.formatted(""), "package-lock.json", needs)).hasSize(1);
        assertThat(gaps(asks.formatted("\"a\": \"1.2.8\""), "package-lock.json", needs))
                .isEmpty();
        assertThat(gaps(asks.formatted("\"b\": {\"a@0\": {\".\": \"1.2.8\"}}"), "package-lock.json", needs))
                .isEmpty();
        assertThat(gaps(asks.formatted("\"a\": \"0.0.8\""), "package-lock.json", needs))
                .as("an override that the lock does not have either")
                .hasSize(1);
        assertThat(gaps(asks.formatted(""), "package-lock.json", lock.formatted("peerDependencies")))
                .isEmpty();
        var resolutions = "{\"dependencies\": {\"a\": \"0.0.8\"}, \"resolutions\": {\"**/a\": \"1.2.8\"}}";
        assertThat(gaps(resolutions, "yarn.lock", YARN.formatted("1.2.8"))).isEmpty();
        assertThat(gaps(resolutions, "package-lock.json", NPM))
                .as("npm heeds none")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://code.example/o.tgz", "next", "^1.0.0"})
    void what_a_manifest_asks_for_and_its_lock_has_not_is_open_even_where_it_may_be_left_out(String range) {
        var manifest = "{\"dependencies\": {\"a\": \"1\"}, \"optionalDependencies\": {\"o\": \"" + range + "\"}}";
        assertThat(gaps(manifest, "package-lock.json", NPM))
                .containsExactly("Nothing settles which release is installed of o, or what that brings along");
        var elsewhere = NPM.replace(
                "}}}",
                ", \"optionalDependencies\": {\"o\": \"1\"}}, \"node_modules/o\": {\"version\": \"1.0.0\", \"resolved\": \"file:o.tgz\"}}}");
        assertThat(gaps(asks("1"), "package-lock.json", elsewhere))
                .containsExactly("Nothing settles which release is installed of o, or what that brings along");
    }

    @Test
    void two_locks_of_different_tools_are_told_and_a_shrinkwrap_is_none() {
        var manifest =
                "{\"packageManager\": \"yarn@1.22.22\", " + asks("^1.2.0").substring(1);
        assertThat(git("package.json", manifest, "package-lock.json", NPM, "yarn.lock", YARN.formatted("^1.2.0"))
                        .gaps())
                .containsExactly("yarn.lock and package-lock.json each say what is installed; only the first was read");
        assertThat(git("package.json", asks("1"), "package-lock.json", NPM, "bun.lockb", "x")
                        .gaps())
                .containsExactly("package-lock.json and bun.lockb each say what is installed; only the first was read");
        assertThat(git("package.json", asks("1"), "package-lock.json", NPM, "npm-shrinkwrap.json", NPM)
                        .gaps())
                .isEmpty();
        var python = "[[package]]\nname = \"a\"\nversion = \"1.2.8\"\n";
        assertThat(git(
                                "pyproject.toml",
                                "[project]\nname = \"t\"\ndependencies = [\"a\"]\n",
                                "uv.lock",
                                python,
                                "poetry.lock",
                                python)
                        .gaps())
                .containsExactly("uv.lock and poetry.lock each say what is installed; only the first was read");
    }

    @Test
    void a_lock_inside_of_a_workspace_that_has_one_is_told() {
        var known = NPM.replace("}}}", "}, \"one\": {\"name\": \"one\"}}}");
        var gap = "package-lock.json and one/package-lock.json each say what is installed for the same manifests";
        assertThat(inside("[]", known).gaps()).containsExactly(gap);
        assertThat(inside("[\"o*\"]", NPM).gaps()).containsExactly(gap);
        assertThat(inside("[]", NPM).gaps()).isEmpty();
    }

    private static Installation inside(String workspaces, String lock) {
        return git(
                "package.json",
                "{\"workspaces\": " + workspaces + ", \"dependencies\": {\"a\": \"1\"}}",
                "one/package.json",
                asks("1"),
                "package-lock.json",
                lock,
                "one/package-lock.json",
                NPM);
    }
}
