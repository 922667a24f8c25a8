package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which manifests count, and what is told of those that nobody reads. */
class ManifestGapsTest {
    private static final String NOTHING = "{}";
    private static final String ASKS = "{\"dependencies\": {\"minimist\": \"0.0.8\"}}";

    private static Source source(String... pathsAndTexts) {
        return new Source(Case.tree(List.of(pathsAndTexts)), Origin.GIT);
    }

    private static List<String> paths(Source source) {
        return source.manifests().stream()
                .map(manifest -> manifest.file().path())
                .toList();
    }

    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "workspaces": ["examples/a"]                 | examples/a/package.json
            "workspaces": ["./examples/a/"]              | examples/a/package.json
            "workspaces": ["/examples/*"]                | examples/a/package.json
            "workspaces": {"packages": ["*/a"]}          | examples/a/package.json
            "workspaces": ["test/**"]                    | test/a/package.json
            "workspaces": ["**"]                         | test/a/b/package.json
            "workspaces": ["**/b"]                       | test/a/b/package.json
            "workspaces": ["t*s*t/?"]                    | test/a/package.json
            "workspaces": ["{lib,test}/*"]               | test/a/package.json
            "workspaces": ["vendor/*"]                   | vendor/a/package.json
            "bin": "test/a/run.js"                       | test/a/package.json
            "main": "./examples"                         | examples/package.json
            """)
    void a_member_of_the_workspace_counts_whatever_its_folder_is_called(String asks, String path) {
        assertThat(paths(source(
                        "package.json",
                        '{' + asks + '}',
                        path,
                        ASKS,
                        "test/a/run.js",
                        "run()",
                        "examples/index.js",
                        "run()")))
                .containsExactly("package.json", path);
    }

    @ParameterizedTest(name = "{0} has not {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "workspaces": ["examples/b", "lib/*"]        | examples/a/package.json
            "workspaces": ["examples/*"]                 | examples/a/b/package.json
            "workspaces": ["examples/*", "!examples/a"]  | examples/a/package.json
            "workspaces": ["**"]                         | lib/node_modules/a/package.json
            "main": "lib/index.js"                       | test/a/package.json
            """)
    void what_is_no_member_does_not(String asks, String path) {
        assertThat(paths(source("package.json", '{' + asks + '}', path, ASKS, "lib/index.js", "run()")))
                .containsExactly("package.json");
    }

    @Test
    void pnpm_and_uv_name_the_members_elsewhere() {
        assertThat(paths(source(
                        "package.json",
                        NOTHING,
                        "pnpm-workspace.yaml",
                        "packages:\n  - 'examples/*'\n",
                        "examples/a/package.json",
                        ASKS)))
                .containsExactly("package.json", "examples/a/package.json");
        assertThat(paths(source(
                        "pyproject.toml",
                        "[project]\nname = 'a'\n[tool.uv.workspace]\nmembers = ['examples/*']",
                        "examples/a/pyproject.toml",
                        "[project]\nname = 'b'\ndependencies = ['jinja2==2.0']")))
                .containsExactly("pyproject.toml", "examples/a/pyproject.toml");
        assertThat(source("package.json", NOTHING, "pnpm-workspace.yaml", "packages: [")
                        .manifestGaps())
                .containsExactly("pnpm-workspace.yaml cannot be read");
    }

    @Test
    void a_pattern_that_fits_nothing_in_many_ways_is_answered() {
        var files = new ArrayList<>(List.of("package.json", "{\"workspaces\": [\"" + "*a".repeat(25) + "b\"]}"));
        files.addAll(List.of("test/" + "a".repeat(200) + "/package.json", ASKS));
        assertThat(paths(source(files.toArray(String[]::new)))).containsExactly("package.json");

        IntStream.range(0, 300).forEach(i -> files.addAll(List.of("test/" + i + "/package.json", ASKS)));
        assertThat(source(files.toArray(String[]::new)).manifestGaps())
                .singleElement()
                .asString()
                .contains("not all of them were compared with the workspace");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"package.json", "pyproject.toml", "requirements.txt", "setup.cfg", "a/package.json", "setup.py"})
    void a_manifest_that_is_there_and_was_not_read_is_a_gap(String path) {
        var unread = Stream.of("link:elsewhere", Case.LARGE, "# " + "a".repeat(2 * 1024 * 1024), "j\0i\0n\0j\0a\0")
                .map(text -> source("Makefile", "", path, text).manifestGaps().toString());

        assertThat(unread)
                .allMatch(gaps -> gaps.equals("[" + path + " is there and was not read]")
                        || (path.equals("setup.py")
                                && gaps.equals("[setup.py says what is installed, and is not read]")));
        assertThat(source("a.md", "", "test/" + path, "link:elsewhere").manifestGaps())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "--pre -r deps.txt",
                "--no-index -e .",
                "--pre -rdeps.txt",
                "--pre --requirement deps.txt",
                "--pre --requirement=deps.txt",
                "--pre --req deps.txt",
                "--pre -c deps.txt",
                "--pre --constraint=deps.txt",
                "-i https://pypi.example/simple --editable .",
                "--pre \"-r\" deps.txt",
                "--pre \\-r deps.txt",
                "-c deps.txt",
                "# coding: utf-7",
                "#!python\\n# -*- coding: utf-7 -*-"
            })
    void a_line_of_options_with_one_that_brings_something_along_is_a_gap(String line) {
        assertThat(source("requirements.txt", line.replace("\\n", "\n") + "\n").manifestGaps())
                .singleElement()
                .asString()
                .startsWith("requirements.txt ");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "--pre",
                "# -r deps.txt",
                "--pre # -r deps.txt",
                "--index-url https://pypi.example/simple --pre",
                "-i https://pypi.example/simple",
                "--hash=sha256:0000 \\",
                "--extra-index-url=https://pypi.example/simple",
                "# -*- coding: utf-8 -*-",
                "--require-hashes"
            })
    void a_line_of_other_options_is_none(String line) {
        assertThat(source("requirements.txt", line + "\n").manifestGaps()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            setup.py                | from setuptools import setup\\nsetup(**{'install_' + 'requires': ['jinja2==2.0']})
            setup.py                | from setuptools import setup\\nsetup(name='a')
            setup.py                | import os
            lib/setup.py            | import setuptools\\nsetuptools.setup(name='a')
            setup.cfg               | [options]\\ninstall_requires = jinja2
            setup.cfg               | [options]\\nInstall-Requires = jinja2
            pyproject.toml          | [tool.flit.metadata]\\nmodule = 'a'\\nrequires = ['jinja2==2.0']
            pyproject.toml          | [project]\\nname = 'a'\\n[tool.setuptools.dynamic]\\ndependencies = {file = ['deps.txt']}
            pyproject.toml          | [project]\\nname = 'a'\\n[tool.uv]\\ndefault-groups = ['dev', 'server']
            pyproject.toml          | [project]\\nname = 'a'\\n[tool.uv]\\ndefault-groups = 'all'
            server.py               | # /// script\\n# dependencies = [\\n#   'jinja2==2.0',\\n# ]\\n# ///\\nimport jinja2
            requirements-server.txt | jinja2==2.0
            requirements_prod.txt   | jinja2==2.0
            requirements.special.in | jinja2==2.0
            requirements/base.txt   | jinja2==2.0
            lib/server-requirements.txt | jinja2==2.0
            pylock.toml             | lock-version = '1.0'
            Pipfile.lock            | {}
            environment.yml         | dependencies: [jinja2=2.0]
            environment.yaml        | dependencies: [jinja2=2.0]
            package.json5           | {}
            package.yaml            | name: a
            deno.json               | {}
            deno.jsonc              | {}
            .gitmodules             | [submodule "a"]\\npath = a
            """)
    void what_names_dependencies_elsewhere_is_a_gap(String path, String text) {
        assertThat(source("requirements.txt", "", path, text.replace("\\n", "\n"))
                        .manifestGaps())
                .singleElement()
                .asString()
                .startsWith(path + " ");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            setup.py                | #!/usr/bin/env python\\nfrom setuptools import setup\\n\\nif __name__ == "__main__":\\n    setup()  # see pyproject.toml
            setup.py                | import setuptools\\nsetuptools.setup()
            lib/setup.py            | def run():\\n    pass
            setup.cfg               | [flake8]\\nmax-line-length = 100
            pyproject.toml          | [project]\\nname = 'a'\\n[tool.uv]\\ndefault-groups = ['dev']
            pyproject.toml          | [tool.ruff]\\nline-length = 100
            server.py               | # /// script\\n# requires-python = '>=3.11'\\n# dependencies = []\\n# ///
            test/run.py             | # /// script\\n# dependencies = ['pytest']\\n# ///
            requirements-dev.txt    | pytest
            requirements_test.txt   | pytest
            requirements/docs.txt   | sphinx
            lint-requirements.txt   | ruff
            requirements-ci.txt     | ruff
            docs/requirements.txt   | -r deps.txt
            examples/deno.json      | {}
            .gitmodules             | # none left
            """)
    void what_names_none_is_no_gap(String path, String text) {
        assertThat(source("requirements.txt", "", path, text.replace("\\n", "\n"))
                        .manifestGaps())
                .isEmpty();
    }

    @Test
    void the_main_group_of_poetry_is_installed() {
        assertThat(source("pyproject.toml", "[tool.poetry.group.main.dependencies]\njinja2 = '2.0'")
                        .manifests()
                        .getFirst()
                        .installed())
                .singleElement()
                .satisfies(asked -> assertThat(asked.name()).isEqualTo("jinja2"));
    }
}
