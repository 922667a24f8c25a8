package mcphub.analysis.installed;

import static mcphub.analysis.installed.Installations.git;
import static mcphub.analysis.installed.Installations.shown;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locks of other tools than npm, and locks that nobody can read. */
final class OtherLocksTest {
    private static final String PROJECT = """
            [project]
            name = "tool"
            version = "1.0.0"
            dependencies = ["mcp[cli]>=1.0", "anyio"]
            [project.optional-dependencies]
            docs = ["sphinx"]
            """;

    @Test
    void of_uv_what_the_project_needs_is_production_with_the_extras_that_are_asked_for() {
        var lock = """
                version = 1
                [[package]]
                name = "tool"
                version = "1.0.0"
                source = { editable = "." }
                dependencies = [{ name = "mcp", extra = ["cli"] }, { name = "anyio" }]
                [package.optional-dependencies]
                docs = [{ name = "sphinx" }]
                [[package]]
                name = "mcp"
                version = "1.9.0"
                dependencies = [{ name = "anyio" }, { name = "colorama", marker = "sys_platform == 'win32'" }]
                [package.optional-dependencies]
                cli = [{ name = "typer" }]
                ws = [{ name = "websockets" }]
                [[package]]
                name = "anyio"
                version = "4.5.0"
                [[package]]
                name = "colorama"
                version = "0.4.6"
                [[package]]
                name = "typer"
                version = "0.12.0"
                [[package]]
                name = "websockets"
                version = "13.0"
                [[package]]
                name = "sphinx"
                version = "8.0.0"
                [[package]]
                name = "pytest"
                version = "8.3.0"
                """;
        assertThat(shown(git("pyproject.toml", PROJECT, "uv.lock", lock)))
                .containsExactlyInAnyOrder(
                        "mcp 1.9.0",
                        "anyio 4.5.0",
                        "colorama 0.4.6 via mcp",
                        "typer 0.12.0 via mcp",
                        "sphinx 8.0.0 development",
                        "websockets 13.0 development",
                        "pytest 8.3.0 development");
    }

    @Test
    void of_poetry_and_pdm_the_same() {
        var poetry = """
                [[package]]
                name = "mcp"
                version = "1.9.0"
                optional = false
                [package.dependencies]
                AnyIO = ">=4"
                typer = {version = ">=0.12", optional = true, markers = "extra == 'cli'"}
                [package.extras]
                cli = ["typer (>=0.12)"]
                [[package]]
                name = "anyio"
                version = "4.5.0"
                [[package]]
                name = "typer"
                version = "0.12.0"
                [[package]]
                name = "pytest"
                version = "8.3.0"
                groups = ["dev"]
                [metadata]
                lock-version = "2.1"
                """;
        var pdm = """
                [[package]]
                name = "mcp"
                version = "1.9.0"
                groups = ["default"]
                dependencies = ["anyio>=4; python_version > '3'"]
                [[package]]
                name = "mcp"
                version = "1.9.0"
                extras = ["cli"]
                dependencies = ["mcp==1.9.0", "typer<1,>=0.12"]
                [[package]]
                name = "anyio"
                version = "4.5.0"
                [[package]]
                name = "typer"
                version = "0.12.0"
                [[package]]
                name = "pytest"
                version = "8.3.0"
                groups = ["test"]
                """;
        var expected = new String[] {
            "mcp 1.9.0",
            "anyio 4.5.0",
            "typer 0.12.0 via mcp",
            "sphinx >=0 asked development",
            "pytest 8.3.0 development"
        };
        assertThat(shown(git("pyproject.toml", PROJECT, "poetry.lock", poetry))).containsExactlyInAnyOrder(expected);
        assertThat(shown(git("pyproject.toml", PROJECT, "pdm.lock", pdm))).containsExactlyInAnyOrder(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            package-lock.json | {"packages": {
            package-lock.json | {}
            npm-shrinkwrap.json | []
            yarn.lock | a@1:
            yarn.lock | what is this
            pnpm-lock.yaml | lockfileVersion: '12'
            pnpm-lock.yaml | a: &a [*a]
            pnpm-lock.yaml | a: [[[[[[[[[[[[[[[[[[[[[[[[[[1
            bun.lock | {"lockfileVersion": 1
            bun.lockb | #!/usr/bin/env bun
            """)
    void a_lock_that_cannot_be_read_is_said(String path, String text) {
        var installation = git("package.json", "{\"dependencies\": {\"a\": \"^1.0.0\"}}", path, text + "\n  x\n");
        assertThat(installation.gaps()).first().asString().startsWith(path);
        assertThat(shown(installation)).containsExactly("a ^1.0.0 asked");
    }

    @Test
    void a_lock_that_is_too_large_is_said_and_not_cut() {
        var many = new StringBuilder("{\"packages\": {\"node_modules/a\": {\"version\": \"1.0.0\"}");
        for (int i = 0; i < 100_000; i++) {
            many.append(",\"node_modules/p").append(i).append("\":{\"version\":\"1.0.0\"}");
        }
        var manifest = "{\"dependencies\": {\"a\": \"^1.0.0\"}}";
        var counted = git("package.json", manifest, "package-lock.json", many + "}}");
        assertThat(counted.gaps())
                .containsExactly(
                        "package-lock.json cannot be read: it has more than 20,000 packages",
                        "Nothing settles which release is installed of a, or what that brings along");
        assertThat(shown(counted)).containsExactly("a ^1.0.0 asked");
        var weighed = git("package.json", manifest, "package-lock.json", " ".repeat(50 * 1024 * 1024) + "{}");
        assertThat(weighed.gaps()).first().asString().contains("16 MiB");
    }

    @Test
    void a_way_of_thousands_is_told_by_its_ends() {
        var chain = new StringBuilder("{\"packages\": {\"\": {}");
        for (int i = 0; i < 19_000; i++) {
            chain.append(",\"node_modules/p%d\":{\"version\":\"1.0.0\",\"dependencies\":{\"p%d\":\"1\"}}"
                    .formatted(i, i + 1));
        }
        var installation =
                git("package.json", "{\"dependencies\": {\"p0\": \"1\"}}", "package-lock.json", chain + "}}");
        assertThat(installation.all()).hasSize(19_001);
        assertThat(installation.all().getLast().via())
                .hasSizeLessThan(70)
                .startsWith("p0", "…")
                .endsWith("p18999");
    }
}
