package mcphub.analysis.installed;

import static mcphub.analysis.installed.Installations.git;
import static mcphub.analysis.installed.Installations.npm;
import static mcphub.analysis.installed.Installations.shown;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What npm installs, as its lock files and bundled copies have it; the cases E7 and "ranges and names" of the supply chain. */
final class InstalledByNpmTest {
    private static final String ASKS =
            "{\"dependencies\": {\"a\": \"^1.0.0\"}, \"devDependencies\": {\"d\": \"^1.0.0\"}}";
    private static final String LOCK = """
            {"lockfileVersion": 3, "packages": {
              "": {"dependencies": {"a": "^1.0.0"}},
              "node_modules/a": {"version": "1.1.0", "license": "MIT", "dependencies": {"b": "^1.0.0"}, "optionalDependencies": {"o": "1.0.0"}},
              "node_modules/b": {"version": "1.0.0"},
              "node_modules/o": {"version": "1.0.0", "optional": true},
              "node_modules/a/node_modules/b": {"version": "1.2.0"},
              "node_modules/d": {"version": "1.3.0", "dev": true, "dependencies": {"b": "1.0.0"}}}}""";

    @Test
    void a_range_is_what_is_asked_for_where_nothing_settles_it() {
        assertThat(shown(git("package.json", "{\"dependencies\": {\"minimist\": \"<=1.2.5\"}}")))
                .containsExactly("minimist <=1.2.5 asked");
    }

    @Test
    void an_alias_is_what_it_stands_for() {
        assertThat(shown(git(
                        "package.json",
                        "{\"dependencies\": {\"mini\": \"npm:minimist@0.0.8\", \"x\": \"npm:@acme/x\"}}")))
                .containsExactly("minimist 0.0.8 asked", "@acme/x * asked");
        assertThat(shown(git(
                        "package.json",
                        "{\"dependencies\": {\"http\": \"npm:axios@^1.2.3\"}}",
                        "package-lock.json",
                        "{\"packages\": {\"node_modules/http\": {\"name\": \"axios\", \"version\": \"1.2.3\"}}}")))
                .containsExactly("axios 1.2.3");
    }

    @Test
    void a_bundled_copy_is_what_runs() {
        var manifest =
                "{\"name\": \"t\", \"version\": \"1.0.0\", \"bundledDependencies\": [\"minimist\"], \"dependencies\": {\"minimist\": \"^1.2.0\"}}";
        var copy =
                "{\"name\": \"minimist\", \"version\": \"0.0.8\", \"license\": \"MIT\", \"dependencies\": {\"ms\": \"^2.0.0\"}}";
        assertThat(shown(npm(
                        "package.json",
                        manifest,
                        "node_modules/minimist/package.json",
                        copy,
                        "node_modules/stray/package.json",
                        "{\"name\": \"stray\", \"version\": \"3.0.0\"}")))
                .containsExactly("t 1.0.0", "minimist 0.0.8 MIT", "ms ^2.0.0 asked via minimist", "stray 3.0.0");
    }

    @Test
    void peers_are_installed_unless_they_are_optional() {
        assertThat(
                        shown(
                                git(
                                        "package.json",
                                        "{\"peerDependencies\": {\"minimist\": \"0.0.8\", \"zod\": \"^3\"}, \"peerDependenciesMeta\": {\"zod\": {\"optional\": true}}}")))
                .containsExactly("minimist 0.0.8 asked");
    }

    @Test
    void an_address_stays_what_is_asked_for_whatever_version_a_lock_names() {
        var manifest = "{\"dependencies\": {\"minimist\": \"github:minimistjs/minimist#v0.0.8\"}}";
        assertThat(shown(git("package.json", manifest)))
                .containsExactly("minimist github:minimistjs/minimist#v0.0.8 asked");
        assertThat(
                        shown(
                                git(
                                        "package.json",
                                        manifest,
                                        "package-lock.json",
                                        "{\"packages\": {\"node_modules/minimist\": {\"version\": \"0.0.8\", \"resolved\": \"git+ssh://git@github.com/x/y.git#0000\"}}}")))
                .containsExactly("minimist github:minimistjs/minimist#v0.0.8 asked");
    }

    @Test
    void a_lock_holds_what_is_brought_along_and_by_whom() {
        assertThat(shown(git("package.json", ASKS, "package-lock.json", LOCK)))
                .containsExactly(
                        "a 1.1.0",
                        "d 1.3.0 development",
                        "b 1.2.0 via a",
                        "o 1.0.0 optional via a",
                        "b 1.0.0 development via d");
    }

    @Test
    void a_prerelease_in_a_lock_is_that_prerelease() {
        assertThat(shown(git(
                        "package.json",
                        "{\"dependencies\": {\"lodash\": \"*\"}}",
                        "package-lock.json",
                        "{\"packages\": {\"node_modules/lodash\": {\"version\": \"1.0.0-rc.3\"}}}")))
                .containsExactly("lodash 1.0.0-rc.3");
    }

    @Test
    void a_shrinkwrap_counts_before_a_lock_and_for_a_package_of_npm_alone() {
        var shrunk = LOCK.replace("1.1.0", "1.0.9");
        assertThat(shown(git("package.json", ASKS, "package-lock.json", LOCK, "npm-shrinkwrap.json", shrunk)))
                .startsWith("a 1.0.9");
        assertThat(shown(npm("package.json", ASKS, "package-lock.json", LOCK, "yarn.lock", "")))
                .containsExactly("a ^1.0.0 asked", "d ^1.0.0 asked development");
        assertThat(shown(npm("package.json", ASKS, "npm-shrinkwrap.json", shrunk)))
                .startsWith("a 1.0.9");
        assertThat(shown(npm("package.json", ASKS, "npm-shrinkwrap.json", shrunk, "registry:", ASKS)))
                .startsWith("a ^1.0.0 asked");
    }

    @Test
    void all_that_the_shrinkwrap_of_a_release_has_is_installed_needed_or_not_beside_copies_or_not() {
        var asks = "{\"dependencies\": {\"a\": \"1.0.0\"}}";
        var shrunk = """
                {"packages": {
                  "node_modules/a": {"version": "1.0.0"},
                  "node_modules/stray": {"version": "2.0.0"},
                  "node_modules/old": {"version": "3.0.0", "dev": true}}}""";
        assertThat(shown(npm("package.json", asks, "npm-shrinkwrap.json", shrunk)))
                .containsExactly("a 1.0.0", "stray 2.0.0", "old 3.0.0");
        assertThat(shown(npm(
                        "package.json",
                        asks,
                        "npm-shrinkwrap.json",
                        shrunk,
                        "node_modules/stray/package.json",
                        "{\"name\": \"stray\", \"version\": \"2.9.0\"}")))
                .contains("stray 2.0.0", "stray 2.9.0");
    }

    @Test
    void members_of_a_workspace_are_no_packages_and_bring_their_own() {
        var lock = """
                {"packages": {
                  "": {"workspaces": ["packages/*"]},
                  "node_modules/one": {"resolved": "packages/one", "link": true},
                  "packages/one": {"version": "1.0.0", "dependencies": {"b": "^1.0.0"}},
                  "packages/one/node_modules/b": {"version": "1.5.0"},
                  "node_modules/b": {"version": "1.0.0"}}}""";
        assertThat(shown(git(
                        "package.json",
                        "{\"workspaces\": [\"packages/*\"], \"dependencies\": {\"one\": \"*\", \"b\": \"1\"}}",
                        "packages/one/package.json",
                        "{\"name\": \"one\", \"dependencies\": {\"b\": \"^1.0.0\"}}",
                        "package-lock.json",
                        lock)))
                .containsExactly("b 1.0.0", "b 1.5.0", "b 1.5.0");
    }

    @Test
    void what_npm_noted_for_itself_is_no_lock() {
        assertThat(shown(git("package.json", ASKS, "node_modules/.package-lock.json", LOCK)))
                .startsWith("a ^1.0.0 asked");
    }

    @Test
    void a_resolution_says_what_is_installed_in_the_place_of_what_is_asked_for() {
        assertThat(shown(git(
                        "package.json",
                        "{\"dependencies\": {\"a\": \"^1.0.0\"}, \"resolutions\": {\"a\": \"1.0.1\"}}")))
                .containsExactly("a 1.0.1 asked");
    }
}
