package mcphub.analysis;

import static mcphub.analysis.ShellsBench.code;
import static mcphub.analysis.ShellsBench.shell;
import static mcphub.analysis.ShellsBench.source;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.reading.Behind.Part;
import mcphub.analysis.reading.Kind.What;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read behind a shell is what runs, and nothing that only has its name. */
final class DecoysTest {
    private static final String CLI = "import 'inner';\n";
    private static final String INNER = "{\"name\": \"inner\", \"version\": \"%s\", \"main\": \"%s.js\"}";

    @TempDir
    private Path work;

    private ShellsBench bench;

    @BeforeEach
    void start() {
        bench = new ShellsBench(work);
        bench.publish("inner", "1.0.0", "package.json", INNER.formatted("1.0.0", "a"), "a.js", ShellsTest.SERVER);
        bench.publish("inner", "2.0.0", "package.json", INNER.formatted("2.0.0", "b"), "b.js", ShellsTest.SERVER);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String manifest(String inner, String more) {
        return "{\"name\": \"shell\", \"version\": \"1.0.0\", \"bin\": \"cli.js\", \"dependencies\": {\"inner\": \"%s\"}%s}"
                .formatted(inner, more);
    }

    /** With a folder that has a manifest of that name in version 1.0.0. */
    private static Source beside(Origin origin, String manifest, String folder, String... more) {
        var all = new ArrayList<>(List.of(
                "package.json",
                manifest,
                "cli.js",
                CLI,
                folder + "/package.json",
                INNER.formatted("1.0.0", "decoy"),
                folder + "/decoy.js",
                ShellsTest.SERVER));
        all.addAll(List.of(more));
        return source(origin, all.toArray(String[]::new));
    }

    @Test
    void a_folder_that_nothing_links_stands_for_no_package() {
        var fetched = "node_modules/inner/a.js";
        var workspaces = ", \"workspaces\": [\"packages/*\"]";
        assertThat(bench.followed(beside(Origin.NPM, manifest("1.0.0", workspaces), "packages/x"))
                        .kind()
                        .behind())
                .singleElement()
                .satisfies(part -> assertThat(part.integrity()).startsWith("sha512-"));
        assertThat(bench.followed(beside(Origin.GIT, manifest("1.0.0", ""), "packages/x"))
                        .behind()
                        .texts())
                .containsOnlyKeys(fetched);
        for (String other : List.of("[\"apps/*\"]", "[\"packages/{y,z}\"]", "[\"packages/*\", \"!packages/x\"]")) {
            assertThat(bench.followed(beside(Origin.GIT, manifest("1.0.0", ", \"workspaces\": " + other), "packages/x"))
                            .behind()
                            .texts())
                    .as(other)
                    .containsOnlyKeys(fetched);
        }
        assertThat(bench.followed(beside(Origin.GIT, manifest("^2.0.0", workspaces), "packages/x"))
                        .behind()
                        .texts())
                .as("another release than the member is asked for")
                .containsOnlyKeys("node_modules/inner/b.js");
        assertThat(bench.followed(beside(
                                Origin.GIT,
                                manifest("1.0.0", ""),
                                "packages/x",
                                "pnpm-workspace.yaml",
                                "packages: ['packages/*']"))
                        .behind()
                        .texts())
                .as("pnpm takes the registry's")
                .containsOnlyKeys(fetched);
    }

    @ParameterizedTest
    @CsvSource({
        "^1.0.0, true, packages/x",
        "workspace:^, true, packages/x",
        "workspace:inner@*, true, packages/x",
        "workspace:./packages/x, false, packages/x",
        "file:./packages/x, false, packages/x",
        "link:lib, false, lib"
    })
    void what_a_package_manager_links_is_read_where_it_is(String asked, boolean isMember, String folder) {
        var workspaces = isMember ? ", \"workspaces\": {\"packages\": [\"./packages/*\"]}" : "";
        var whole = bench.followed(beside(Origin.GIT, manifest(asked, workspaces), folder));
        assertThat(whole.kind().behind()).containsExactly(new Part("inner", "1.0.0", null, null));
        assertThat(code(whole)).contains(folder + "/decoy.js");
        assertThat(bench.stub.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"file:../inner", "file:/inner", "link:~/inner", "file:inner.tgz", "workspace:*"})
    void what_leads_elsewhere_is_not_read(String asked) {
        var kind = bench.followed(beside(Origin.GIT, manifest(asked, ""), "packages/x"))
                .kind();
        assertThat(kind.hasUnread()).isTrue();
        assertThat(kind.behind().getFirst().unread()).isEqualTo("It comes from no registry");
    }

    @Test
    void a_copy_counts_for_certain_only_where_the_release_says_that_it_brings_it() {
        var bundled = bench.followed(
                beside(Origin.NPM, manifest("1.0.0", ", \"bundleDependencies\": true"), "node_modules/inner"));
        assertThat(bundled.kind().hasUnread()).isFalse();

        var decoy = bench.followed(beside(Origin.NPM, manifest("1.0.0", ""), "node_modules/inner"));
        assertThat(decoy.kind().behind().getFirst().unread())
                .isEqualTo("The archive has a copy of it that its manifest does not name as bundled");
        assertThat(code(decoy)).as("node takes it all the same").contains("node_modules/inner/decoy.js");

        var lock =
                "{\"lockfileVersion\": 3, \"packages\": {\"\": {\"dependencies\": {\"inner\": \"2.0.0\"}}, \"node_modules/inner\": {\"version\": \"2.0.0\"}}}";
        assertThat(bench.followed(beside(
                                Origin.GIT, manifest("2.0.0", ""), "node_modules/inner", "package-lock.json", lock))
                        .kind()
                        .behind()
                        .getFirst()
                        .unread())
                .isEqualTo("Its copy in the source is another release than the one that is installed");
    }

    @Test
    void node_finds_what_is_nearest() {
        var nested = source(
                Origin.NPM,
                "package.json",
                manifest("1.0.0", "").replace("cli.js", "dist/cli.js"),
                "dist/cli.js",
                CLI,
                "dist/node_modules/inner/index.js",
                ShellsTest.SERVER);
        assertThat(bench.followed(nested).kind().behind())
                .containsExactly(new Part("inner", null, null, "Its copy in the source has no manifest"));

        bench.publish(
                "carrier",
                "1.0.0",
                "package.json",
                "{\"name\": \"carrier\", \"version\": \"1.0.0\", \"main\": \"c.js\", \"dependencies\": {\"inner\": \"1.0.0\"}, \"bundleDependencies\": [\"inner\"]}",
                "c.js",
                CLI,
                "node_modules/inner/package.json",
                INNER.formatted("1.0.0", "decoy"),
                "node_modules/inner/decoy.js",
                ShellsTest.SERVER);
        assertThat(bench.followed(shell("import 'carrier';\n", "\"carrier\": \"1.0.0\""))
                        .kind()
                        .behind())
                .contains(new Part("inner", null, null, "It comes inside of the package that hands over to it"));
    }

    @Test
    void of_two_releases_of_a_name_one_is_read_and_the_other_is_not() {
        bench.publish(
                "other",
                "1.0.0",
                "package.json",
                "{\"name\": \"other\", \"version\": \"1.0.0\", \"main\": \"o.js\", \"dependencies\": {\"inner\": \"2.0.0\"}}",
                "o.js",
                CLI);
        var whole = bench.followed(
                shell("import 'inner';\nimport 'other';\n", "\"inner\": \"1.0.0\", \"other\": \"1.0.0\""));
        assertThat(code(whole)).containsExactly("cli.js", "node_modules/inner/a.js", "node_modules/other/o.js");
        assertThat(whole.kind().what()).isEqualTo(What.THIN_SHELL);
        assertThat(whole.kind().behind())
                .extracting(part -> part.name() + ' ' + part.version() + ' ' + part.unread())
                .containsExactly(
                        "inner 1.0.0 null",
                        "inner 2.0.0 Another release of that name is read in its place",
                        "other 1.0.0 null");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"bin\": \"node_modules/@x\"', node_modules/@x",
        "'\"bin\": \"node_modules/@x/\"', node_modules/@x/index.js",
        "'\"bin\": \"node_modules/.bin/x\"', node_modules/.bin/x",
        "'\"bin\": [\"node_modules\"]', node_modules",
        "'\"bin\": {\"\": {\"\": \"\"}}, \"main\": [[\"x.js\"]]', x.js",
        "'\"bin\": \"../../x.js\"', x.js",
        "'\"bin\": \"/x.js\", \"workspaces\": {\"packages\": {\"a\": 1}}', x.js",
        "'\"main\": {}, \"workspaces\": [[], 1, \"\", \"/\", \"../..\", \"!\"]', index.js",
        "'\"main\": \"index.js\", \"bundleDependencies\": [1, {}, []]', index.js",
        "'\"main\": \"index.js\", \"bundleDependencies\": {\"a\": []}, \"peerDependencies\": [1]', index.js"
    })
    void odd_manifests_are_judged(String fields, String path) {
        for (String to : List.of("inner", "@x", "@", "@/", "@x/", "//", "..", "a/../../b", "x".repeat(100_000))) {
            for (String asked : List.of(
                    "\"1\"",
                    "[]",
                    "{}",
                    "null",
                    "\"npm:\"",
                    "\"npm:@x\"",
                    "\"workspace:@\"",
                    "\"file:\"",
                    "\"link:..\"")) {
                var origin = asked.length() % 2 == 0 ? Origin.NPM : Origin.GIT;
                var manifest = "{\"name\": \"shell\", \"version\": \"1.0.0\", %s, \"dependencies\": {\"%s\": %s}}"
                        .formatted(fields, to, asked);
                var kind = bench.followed(source(
                                origin, "package.json", manifest, path, "#!/usr/bin/env node\nimport '" + to + "';\n"))
                        .kind();
                assertThat(kind.what()).isNotEqualTo(What.SERVER);
                assertThat(kind.why().length()).isLessThan(2_000);
            }
        }
    }
}
