package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import mcphub.analysis.reading.Behind.Part;
import mcphub.analysis.reading.Kind.What;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.harness.Packages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages behind shells are read from where they are. */
final class ShellsTest {
    static final String SERVER =
            "import { exec } from 'child_process';\nimport { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nconst server = new McpServer({ name: 'a', version: '1' });\nserver.tool('run', 'Lists.', { path: z.string() }, ({ path }) => exec('ls ' + path));\n";

    @TempDir
    private Path work;

    private ShellsBench bench;

    @BeforeEach
    void start() {
        bench = new ShellsBench(work);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void what_an_import_leads_to_is_read_at_its_place() {
        bench.publish(
                "inner",
                "1.2.0",
                "package.json",
                "{\"name\": \"inner\", \"version\": \"1.2.0\", \"exports\": {\".\": {\"types\": \"./a.d.ts\", \"import\": \"./dist/index.js\"}}}",
                "dist/index.js",
                "import './more.js';\n" + SERVER,
                "dist/more.js",
                "export {};\n",
                "dist/unused.js",
                "eval(process.argv[2]);\n");
        bench.publish("inner", "2.0.0", "package.json", "{}");

        var whole =
                bench.followed(ShellsBench.shell("#!/usr/bin/env node\nimport 'inner';\n", "\"inner\": \"^1.0.0\""));

        assertThat(ShellsBench.code(whole))
                .containsExactly("cli.js", "node_modules/inner/dist/index.js", "node_modules/inner/dist/more.js");
        assertThat(whole.kind().what()).isEqualTo(What.THIN_SHELL);
        assertThat(whole.kind().hasUnread()).isFalse();
        assertThat(whole.kind().behind()).singleElement().satisfies(part -> {
            assertThat(part.name() + '@' + part.version()).isEqualTo("inner@1.2.0");
            assertThat(part.integrity()).startsWith("sha512-");
        });
        assertThat(whole.surface().tools()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).isEqualTo("run");
            assertThat(tool.file()).isEqualTo("node_modules/inner/dist/index.js");
        });
        assertThat(whole.evidence().findings())
                .anyMatch(found -> found.file().equals("node_modules/inner/dist/index.js") && found.line() == 5);
        assertThat(whole.paths()).as("the package itself").containsExactly("cli.js", "package.json");
        assertThat(whole.texts()).hasSize(2);
        assertThat(whole.manifests()).hasSize(1);
    }

    @Test
    void what_is_started_begins_at_its_program_and_a_path_inside_at_that() {
        bench.publish(
                "inner",
                "1.0.0",
                "package.json",
                "{\"name\": \"inner\", \"version\": \"1.0.0\", \"main\": \"lib.js\", \"bin\": {\"inner\": \"cli.js\"}}",
                "lib.js",
                "export const a = 1;\n",
                "cli.js",
                SERVER,
                "part/x.js",
                SERVER);
        String spawn =
                "const { spawn } = require('child_process');\nspawn(process.execPath, [require.resolve('%s'), ...process.argv.slice(2)]);\n";

        assertThat(ShellsBench.code(
                        bench.followed(ShellsBench.shell(spawn.formatted("inner"), "\"inner\": \"1.0.0\""))))
                .containsExactly("cli.js", "node_modules/inner/cli.js");
        assertThat(ShellsBench.code(
                        bench.followed(ShellsBench.shell(spawn.formatted("inner/part/x.js"), "\"inner\": \"1.0.0\""))))
                .containsExactly("cli.js", "node_modules/inner/part/x.js");
    }

    @Test
    void a_package_that_is_handed_over_to_twice_is_told_once_and_as_not_read_where_a_part_was_not() {
        String large = "const a = '" + "x".repeat(2 * 1024 * 1024) + "';\n";
        bench.publish(
                "inner",
                "1.0.0",
                "package.json",
                "{\"name\": \"inner\", \"version\": \"1.0.0\"}",
                "a.js",
                SERVER,
                "b.js",
                large);

        var kind = bench.followed(
                        ShellsBench.shell("require('inner/a.js');\nrequire('inner/b.js');\n", "\"inner\": \"1.0.0\""))
                .kind();

        assertThat(kind.what()).isEqualTo(What.THIN_SHELL);
        assertThat(kind.behind()).singleElement().satisfies(part -> {
            assertThat(part.integrity()).startsWith("sha512-");
            assertThat(part.unread()).isEqualTo("node_modules/inner/b.js is too large to be read");
        });
    }

    @Test
    void shells_of_shells_are_followed_three_deep() {
        for (int i = 1; i <= 4; i++) {
            bench.publish(
                    "s" + i,
                    "1.0.0",
                    "package.json",
                    "{\"name\": \"s%d\", \"version\": \"1.0.0\", \"main\": \"index.js\", \"dependencies\": {\"s%d\": \"1\"}}"
                            .formatted(i, i + 1),
                    "index.js",
                    "require('s" + (i + 1) + "');\n");
        }
        var whole = bench.followed(ShellsBench.shell("require('s1');\n", "\"s1\": \"1\""));

        assertThat(whole.kind().behind().stream().map(Part::name)).containsExactly("s1", "s2", "s3", "s4");
        assertThat(whole.kind().behind().getLast().unread()).isEqualTo("It is behind more packages than are followed");
        assertThat(whole.kind().hasUnread()).isTrue();
    }

    @Test
    void what_is_not_read_says_why() {
        bench.publish(
                "native",
                "1.0.0",
                "package.json",
                "{\"name\": \"native\", \"version\": \"1.0.0\", \"os\": [\"linux\"], \"main\": \"x.node\"}");
        bench.publish("empty", "1.0.0", "package.json", "{\"name\": \"empty\", \"version\": \"1.0.0\"}");
        bench.stub.publish("forged", "1.0.0", Packages.good("forged", "1.0.0"), "sha512-" + "A".repeat(86) + "==");

        Map.of(
                        "native",
                        "It is a program for one kind of machine",
                        "empty",
                        "What is started of it is not in it",
                        "gone",
                        "The registry has no package gone",
                        "forged",
                        "The archive of version 1.0.0 of the package forged has another SHA-512 than the registry says")
                .forEach((name, why) -> {
                    var kind = bench.followed(
                                    ShellsBench.shell("require('" + name + "');\n", "\"" + name + "\": \"^1.0.0\""))
                            .kind();
                    assertThat(kind.what()).isEqualTo(What.THIN_SHELL);
                    assertThat(kind.behind())
                            .singleElement()
                            .satisfies(part -> assertThat(part.unread()).isEqualTo(why));
                });
        assertThat(bench.followed(ShellsBench.shell("require('other');\n", ""))
                        .kind()
                        .behind()
                        .getFirst()
                        .unread())
                .isEqualTo("It is no dependency of the package");
        assertThat(bench.followed(ShellsBench.shell(
                                "import { execSync } from 'child_process';\nexecSync('uvx x', { stdio: 'inherit' });\n",
                                ""))
                        .kind()
                        .behind())
                .containsExactly(new Part("uvx", null, null, "It is a program of its own"));
    }

    @Test
    void a_registry_that_is_away_is_no_answer_but_for_who_scans_here() {
        bench.stub.failWith(503);
        var source = ShellsBench.shell("require('inner');\n", "\"inner\": \"1.0.0\"");

        assertThatThrownBy(() -> bench.followed(source)).isInstanceOf(SourceUnavailable.class);

        var shelf = bench.shelf();
        var kind = Shells.ofWhatIsThere(Limits.defaults(), work, shelf)
                .follow(source)
                .kind();
        assertThat(kind.what()).isEqualTo(What.THIN_SHELL);
        assertThat(kind.hasUnread()).isTrue();
    }

    @Test
    void copies_and_members_of_the_workspace_are_read_where_they_are() {
        var whole = bench.followed(ShellsBench.source(
                Origin.GIT,
                "package.json",
                "{\"name\": \"shell\", \"version\": \"1.0.0\", \"bin\": \"cli.js\", \"workspaces\": [\"packages/*\"]}",
                "cli.js",
                "import 'copied';\nimport 'member';\n",
                "node_modules/copied/package.json",
                "{\"name\": \"copied\", \"version\": \"3.0.0\", \"main\": \"a.js\"}",
                "node_modules/copied/a.js",
                SERVER,
                "packages/member/package.json",
                "{\"name\": \"member\", \"version\": \"1.0.0\", \"main\": \"dist/b.js\"}",
                "packages/member/src/b.ts",
                SERVER));

        assertThat(ShellsBench.code(whole))
                .containsExactly("cli.js", "node_modules/copied/a.js", "packages/member/src/b.ts");
        assertThat(whole.kind().what()).isEqualTo(What.THIN_SHELL);
        assertThat(whole.kind().behind())
                .containsExactly(new Part("copied", "3.0.0", null, null), new Part("member", "1.0.0", null, null));
        assertThat(bench.stub.asked()).isEmpty();
    }

    @Test
    void a_lock_settles_which_release_is_read() {
        bench.publish(
                "inner",
                "1.0.0",
                "package.json",
                "{\"name\": \"inner\", \"version\": \"1.0.0\", \"main\": \"a.js\"}",
                "a.js",
                SERVER);
        bench.publish(
                "inner",
                "1.5.0",
                "package.json",
                "{\"name\": \"inner\", \"version\": \"1.5.0\", \"main\": \"b.js\"}",
                "b.js",
                SERVER);
        var whole = bench.followed(ShellsBench.source(
                Origin.GIT,
                "package.json",
                "{\"name\": \"shell\", \"version\": \"1.0.0\", \"bin\": \"cli.js\", \"dependencies\": {\"inner\": \"^1.0.0\"}}",
                "package-lock.json",
                "{\"name\": \"shell\", \"lockfileVersion\": 3, \"packages\": {\"\": {\"dependencies\": {\"inner\": \"^1.0.0\"}}, \"node_modules/inner\": {\"version\": \"1.0.0\"}}}",
                "cli.js",
                "import 'inner';\n"));

        assertThat(ShellsBench.code(whole)).containsExactly("cli.js", "node_modules/inner/a.js");
        assertThat(whole.kind().behind().getFirst().version()).isEqualTo("1.0.0");
    }
}
