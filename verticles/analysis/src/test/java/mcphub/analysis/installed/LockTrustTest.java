package mcphub.analysis.installed;

import static mcphub.analysis.installed.Installations.git;
import static mcphub.analysis.installed.Installations.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mcphub.analysis.controls.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lock is believed where what it names is what is fetched; else the version is not known, and a gap says so. */
final class LockTrustTest {
    private static final String ASKS = "{\"dependencies\": {\"minimist\": \"^1.2.0\"}}";
    private static final String OPEN =
            "Nothing settles which release is installed of minimist, or what that brings along";
    private static final String PROJECT = "[project]\nname = \"tool\"\nversion = \"1.0.0\"\ndependencies = [\"mcp\"]\n";

    private static void isOpen(Installation installation) {
        assertThat(shown(installation)).containsExactly("minimist ^1.2.0 asked");
        assertThat(installation.gaps()).containsExactly(OPEN);
    }

    private static void isSettled(Installation installation) {
        assertThat(shown(installation)).containsExactly("minimist 1.2.8");
        assertThat(installation.gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://registry.npmjs.org/minimist/-/minimist-1.2.8.tgz",
                "https://registry.yarnpkg.com/minimist/-/minimist-1.2.8.tgz#c1a464e7693302e082a075cee0c057741ac4772c",
                "https://npm.pkg.github.com/download/minimist/1.2.8/c1a464e7693302e082a075cee0c057741ac4772c",
                "http://registry.example/npm/all/minimist/-/minimist-1.2.8.tgz?cache=1"
            })
    void the_address_of_that_release_is_believed(String address) {
        eachOf(address).forEach(LockTrustTest::isSettled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://registry.npmjs.org/minimist/-/minimist-0.0.8.tgz",
                "https://registry.npmjs.org/other/-/other-1.2.8.tgz",
                "https://registry.npmjs.org/@acme/minimist/-/minimist-1.2.8.tgz",
                "https://registry.npmjs.org/@acme%2fminimist/-/minimist-1.2.8.tgz",
                "https://registry.npmjs.org/%2540acme/minimist/-/minimist-1.2.8.tgz",
                "https://registry.npmjs.org/@acme/./minimist/-/minimist-1.2.8.tgz",
                "https://registry.npmjs.org/x.tgz#/minimist/-/minimist-1.2.8.tgz",
                "https://registry.npmjs.org/x.tgz?/minimist/-/minimist-1.2.8.tgz",
                "https://code.example/acme/x/releases/download/minimist/1.2.8/x.tgz",
                "git+https://code.example/minimist/-/minimist-1.2.8.tgz",
                "file:minimist/-/minimist-1.2.8.tgz"
            })
    void an_address_of_anything_else_is_a_version_that_nobody_knows(String address) {
        eachOf(address).forEach(LockTrustTest::isOpen);
    }

    /** The same in every format that has addresses. */
    private static List<Installation> eachOf(String address) {
        return List.of(
                npm("{\"node_modules/minimist\": {\"version\": \"1.2.8\", \"resolved\": \"" + address + "\"}}"),
                git(
                        "package.json",
                        ASKS,
                        "npm-shrinkwrap.json",
                        "{\"dependencies\": {\"minimist\": {\"version\": \"1.2.8\", \"resolved\": \"" + address
                                + "\"}}}"),
                yarn("minimist@^1.2.0:\n  version \"1.2.8\"\n  resolved \"" + address + "\"\n"),
                pnpm("minimist@1.2.8", "{resolution: {integrity: x, tarball: '" + address + "'}}"),
                git(
                        "package.json",
                        ASKS,
                        "bun.lock",
                        "{\"workspaces\": {\"\": {}}, \"packages\": {\"minimist\": [\"minimist@1.2.8\", \"" + address
                                + "\", {}, \"\"]}}"));
    }

    private static Installation npm(String packages) {
        return git("package.json", ASKS, "package-lock.json", "{\"packages\": " + packages + "}");
    }

    private static Installation yarn(String entry) {
        return git("package.json", ASKS, "yarn.lock", "# yarn lockfile v1\n" + entry);
    }

    private static Installation pnpm(String key, String entry) {
        return git("package.json", ASKS, "pnpm-lock.yaml", """
                lockfileVersion: '9.0'
                importers:
                  .:
                    dependencies:
                      minimist: {specifier: ^1.2.0, version: %s}
                packages:
                  %s: %s
                snapshots:
                  %s: {}
                """.formatted(key, key, entry, key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @acme/x | https://registry.npmjs.org/@acme/x/-/x-1.0.0.tgz | true
            @acme/x | https://registry.npmjs.org/@acme%2Fx/-/x-1.0.0.tgz | true
            @acme/x | https://npm.pkg.github.com/download/@acme/x/1.0.0/0123 | true
            @acme/x | https://registry.npmjs.org/x/-/x-1.0.0.tgz | false
            @acme/x | https://registry.npmjs.org/@evil/x/-/x-1.0.0.tgz | false
            """)
    void a_scope_is_part_of_the_address(String name, String address, boolean isRelease) {
        assertThat(Addresses.isOfNpm(address, name, "1.0.0")).isEqualTo(isRelease);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minimist@npm:1.2.8 | true
            minimist@patch:minimist@npm%3A1.2.8#./a.patch::version=1.2.8&hash=0 | true
            minimist@npm:1.2.8::__archiveUrl=https%3A%2F%2Fr.example%2Fminimist%2F-%2Fminimist-1.2.8.tgz | true
            minimist@npm:1.2.8::__archiveUrl=https%3A%2F%2Fr.example%2Fx.tgz | false
            minimist@npm:0.0.8 | false
            minimist@patch:minimist@npm%3A0.0.8#./a.patch | false
            minimist@https://code.example/x.tgz | false
            minimist@https://code.example/x.tgz#@workspace:. | false
            """)
    void of_newer_yarn_the_resolution_has_to_be_that_release(String resolution, boolean isRelease) {
        var installation = git("package.json", ASKS, "yarn.lock", """
                __metadata:
                  version: 8
                "minimist@npm:^1.2.0":
                  version: 1.2.8
                  resolution: "%s"
                """.formatted(resolution));
        if (isRelease) {
            isSettled(installation);
        } else {
            isOpen(installation);
        }
    }

    @Test
    void a_name_in_a_lock_has_to_be_that_of_what_is_fetched() {
        var minimist = "https://registry.npmjs.org/minimist/-/minimist-1.2.8.tgz";
        assertThat(npm("{\"node_modules/minimist\": {\"name\": \"harmless\", \"version\": \"1.2.8\", \"resolved\": \""
                                + minimist + "\"}}")
                        .gaps())
                .containsExactly(OPEN.replace("minimist", "harmless"));
        isSettled(pnpm("minimist@1.2.8", "{name: harmless, version: 9.9.9}"));
        isOpen(pnpm("minimist@1.2.8", "{resolution: {type: git, repo: 'https://code.example/x', commit: '0'}}"));
        assertThat(yarn("harmless@^1.0.0, minimist@^1.2.0:\n  version \"1.2.8\"\n")
                        .gaps())
                .containsExactly(OPEN.replace("minimist", "harmless"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uv.lock     | source = { registry = "https://pypi.org/simple" } | true
            uv.lock     | sdist = { url = "https://files.example/a-b/mcp-1.9.0.tar.gz" } | true
            uv.lock     | wheels = [{ url = "https://files.example/MCP-1.9-py3-none-any.whl" }] | true
            uv.lock     | sdist = { url = "https://files.example/other-1.9.0.tar.gz" } | false
            uv.lock     | sdist = { url = "https://files.example/mcp-1.8.0.tar.gz#mcp-1.9.0.tar.gz" } | false
            uv.lock     | wheels = [{ url = "https://files.example/mcp-1.8.0-py3-none-any.whl" }] | false
            uv.lock     | source = { url = "https://files.example/mcp-1.9.0.tar.gz" } | false
            uv.lock     | source = { git = "https://code.example/mcp" } | false
            uv.lock     | source = { directory = "." } | false
            poetry.lock | source = { type = "legacy", url = "https://index.example/simple", reference = "x" } | true
            poetry.lock | source = { type = "git", url = "https://code.example/mcp" } | false
            poetry.lock | source = { type = "url", url = "https://code.example/mcp-1.9.0.tar.gz" } | false
            poetry.lock | source = { type = "file", url = "mcp-1.9.0.tar.gz" } | false
            poetry.lock | source = { type = "directory", url = "mcp" } | false
            pdm.lock    | url = "https://files.example/mcp-1.9.0.tar.gz" | false
            pdm.lock    | path = "./mcp" | false
            pdm.lock    | git = "https://code.example/mcp" | false
            """)
    void a_lock_of_python_names_a_release_of_an_index(String file, String says, boolean isRelease) {
        var installation = git(
                "pyproject.toml", PROJECT, file, "[[package]]\nname = \"mcp\"\nversion = \"1.9.0\"\n" + says + "\n");
        assertThat(shown(installation)).containsExactly(isRelease ? "mcp 1.9.0" : "mcp >=0 asked");
        assertThat(installation.gaps()).hasSize(isRelease ? 0 : 1);
    }

    @Test
    void a_lock_that_has_others_inside_without_their_names_is_told() {
        var packages = "{\"node_modules/minimist\": {\"version\": \"1.2.8\", %s}%s}";
        assertThat(npm(packages.formatted("\"hasShrinkwrap\": true", "")).gaps())
                .containsExactly(
                        "package-lock.json does not say what these bring by a shrinkwrap of their own: minimist");
        var inside = "package-lock.json does not say which copies lie inside of minimist";
        for (var bundles : new String[] {
            "\"bundleDependencies\": [\"a\"]",
            "\"bundledDependencies\": [\"a\"]",
            "\"bundleDependencies\": true, \"optionalDependencies\": {}, \"dependencies\": {\"a\": \"1\"}"
        }) {
            var beside = ", \"node_modules/a\": {\"version\": \"1.0.0\"}";
            var below = ", \"node_modules/minimist/node_modules/a\": {\"version\": \"1.0.0\", \"inBundle\": true}";
            assertThat(npm(packages.formatted(bundles, beside)).gaps()).containsExactly(inside);
            assertThat(npm(packages.formatted(bundles, below)).gaps()).isEmpty();
        }
    }

    @Test
    void work_on_a_lock_ends_whatever_it_says() {
        var deep = IntStream.range(0, 190).mapToObj(i -> "x".repeat(225) + i).collect(Collectors.joining("/"));
        var needs =
                IntStream.range(0, 2_000).mapToObj(i -> "\"n" + i + "\": \"1\"").collect(Collectors.joining(","));
        assertThat(npm("{\"node_modules/" + deep + "\": {\"version\": \"1.0.0\", \"optionalDependencies\": {" + needs
                                + "}}}")
                        .gaps())
                .contains("package-lock.json cannot be read: it takes more work than is done for one lock");
        var extras = IntStream.range(0, 500).mapToObj(i -> "\"e" + i + "\"").collect(Collectors.joining(","));
        var lock = new StringBuilder(
                "[[package]]\nname = \"tool\"\nversion = \"1\"\nsource = {virtual = \".\"}\ndependencies = [");
        lock.append(("{name = \"mcp\", extra = [" + extras + "]},").repeat(500)).append("]\n");
        var has = extras.replace(",", " = []\n") + " = []\n";
        for (int i = 0; i < 500; i++) {
            lock.append("[[package]]\nname = \"mcp\"\nversion = \"1.%d\"\n[package.optional-dependencies]\n%s"
                    .formatted(i, has));
        }
        assertThat(git("pyproject.toml", PROJECT, "uv.lock", lock.toString()).gaps())
                .contains("uv.lock cannot be read: it takes more work than is done for one lock");
    }
}
