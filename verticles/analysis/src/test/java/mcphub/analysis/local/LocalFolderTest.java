package mcphub.analysis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceRejected;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder of this machine are read. */
final class LocalFolderTest {
    @TempDir
    private Path room;

    private static LocalFolder of(Path folder) {
        return LocalFolder.of(folder, Limits.defaults());
    }

    private static List<String> paths(Path folder) {
        return of(folder).tree().files().stream().map(SourceFile::path).toList();
    }

    private Path folder(String... pathsAndTexts) {
        return new Scans(room).folder(pathsAndTexts);
    }

    @Test
    void of_a_working_copy_counts_what_git_tracks_or_would_take() throws IOException, GitAPIException {
        Path top = folder(
                ".gitignore",
                "dist/\n*.log\n!keep.log\n/local\n",
                "a.js",
                "1",
                "dist/a.js",
                "1",
                "b.log",
                "1",
                "keep.log",
                "1");
        Scans.fill(
                top, "kept/dist/b.js", "1", "kept/.gitignore", "!dist/\n", "local/x.js", "1", "deep/local/x.js", "1");
        Scans.fill(
                top,
                "node_modules/x/index.js",
                "1",
                "forced/node_modules/y/index.js",
                "1",
                "forced/node_modules/z.js",
                "1");
        Scans.fill(top, "other/.git/HEAD", "ref: refs/heads/main\n", "other/x.js", "1", "excluded.js", "1");
        try (var git = Git.init().setDirectory(top.toFile()).call()) {
            Scans.fill(top.resolve(".git"), "info/exclude", "excluded.js\n");
            git.add().addFilepattern("forced/node_modules/y").call();
            // added before it was ignored
            Files.move(top.resolve(".gitignore"), top.resolve("away"));
            git.add().addFilepattern("b.log").call();
            Files.move(top.resolve("away"), top.resolve(".gitignore"));
        }

        assertThat(paths(top))
                .containsExactly(
                        ".gitignore",
                        "a.js",
                        "b.log",
                        "deep/local/x.js",
                        "forced/node_modules/y/index.js",
                        "forced/node_modules/z.js",
                        "keep.log",
                        "kept/.gitignore",
                        "kept/dist/b.js");
        assertThat(of(top).leftOut()).containsOnlyKeys("ignored by git", "node_modules", "other repositories");
        assertThat(paths(top.resolve("kept"))).containsExactly(".gitignore", "dist/b.js");
        assertThat(of(top.resolve("kept")).prefix()).isEqualTo("kept/");
        assertThat(paths(top.resolve("dist"))).as("it only lies in it").containsExactly("a.js");
        assertThat(of(top.resolve("dist")).prefix()).isEmpty();
    }

    @Test
    void a_worktree_goes_by_the_index_that_its_file_names() throws IOException, GitAPIException {
        Path top = folder(".gitignore", "*.log\n", "a.log", "1", "b.log", "1");
        try (var git = Git.init().setDirectory(top.toFile()).call()) {
            Files.move(top.resolve(".gitignore"), top.resolve("away"));
            git.add().addFilepattern("a.log").call();
            Files.move(top.resolve("away"), top.resolve(".gitignore"));
        }
        Files.move(top.resolve(".git"), room.resolve("elsewhere"));
        Files.writeString(top.resolve(".git"), "gitdir: " + room.resolve("elsewhere") + "\n");

        assertThat(paths(top)).containsExactly(".gitignore", "a.log");
    }

    @Test
    void an_index_that_cannot_be_read_leaves_nothing_out_and_that_is_said() {
        Path top = folder(".gitignore", "*.log\n", "a.log", "1", ".git/index", "nonsense");

        assertThat(paths(top)).containsExactly(".gitignore", "a.log");
        assertThat(of(top).notes()).singleElement().asString().contains("index of this working copy cannot be read");
    }

    @Test
    void rules_that_would_take_for_ever_are_passed_over_and_that_is_said() {
        String name = "a".repeat(200);
        String rules = "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n" + "**/a/".repeat(20) + "b\n*.log\n";
        Path top = folder(".git/HEAD", "", ".gitignore", rules, name, "1", "a/".repeat(60) + "c", "1", "x.log", "1");

        assertThat(paths(top)).hasSize(3).doesNotContain("x.log");
        assertThat(of(top).notes()).singleElement().asString().startsWith("2 rules of .gitignore are too intricate");
    }

    @Test
    void of_another_folder_counts_all_but_modules_that_its_manifest_does_not_bundle() {
        String[] files = {".gitignore", "*.js\n", "a.js", "1", "node_modules/x/index.js", "1"};
        Path bundling = folder(files);
        Scans.fill(bundling, "package.json", "{\"bundleDependencies\":[\"x\"]}");

        assertThat(paths(folder(files))).containsExactly(".gitignore", "a.js");
        assertThat(paths(bundling)).containsExactly(".gitignore", "a.js", "node_modules/x/index.js", "package.json");
    }

    @Test
    void what_a_link_leads_to_is_not_read() throws IOException {
        Path secret = folder("secret.js", "1");
        Path top = folder("a.js", "1");
        Files.createSymbolicLink(top.resolve("b.js"), secret.resolve("secret.js"));
        Files.createSymbolicLink(top.resolve("c"), secret);
        Files.createSymbolicLink(top.resolve("loop"), top);
        var tree = of(top).tree();

        assertThat(tree.files()).extracting(SourceFile::path).containsExactly("a.js");
        assertThat(tree.leftOut()).extracting(LeftOut::path).containsExactly("b.js", "c", "loop");
        assertThat(tree.leftOut()).allMatch(left -> left.reason() == LeftOut.Reason.SYMBOLIC_LINK);
    }

    @Test
    void it_has_the_limits_of_an_archive() {
        var few = new Limits(4, 100, 10, 100, 1_000, 3, 1_000, 200, 1_000, Duration.ofMinutes(1));

        assertThat(LocalFolder.of(folder("a.js", "12345678901", "b.js", "1"), few)
                        .tree()
                        .leftOut())
                .extracting(LeftOut::reason)
                .containsExactly(LeftOut.Reason.TOO_LARGE);
        assertRefused(few, "more than 4 files", "1", "1", "2", "2", "3", "3", "4", "4", "5", "5");
        assertRefused(few, "4 folders deep", "a/b/c/d.js", "1");
        assertRefused(few.with(4, 15), "more than 15 bytes", "1", "1234567890", "2", "1234567890");
        assertRefused(few, "The folder's file \"a<U+001B>.js\" has a control character", "a\u001b.js", "1");
        assertRefused(few, "no file that could be read", ".git/x", "1");
    }

    private void assertRefused(Limits limits, String why, String... files) {
        Path folder = folder(files);
        assertThatThrownBy(() -> LocalFolder.of(folder, limits).tree())
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining(why);
    }
}
