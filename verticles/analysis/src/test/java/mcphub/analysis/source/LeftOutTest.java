package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an archive names and the tree does not hold, or holds under names that are one elsewhere. */
class LeftOutTest {
    @TempDir
    Path temp;

    @Test
    void linksAreLeftOutAsNpmLeavesThemOutAndNeverFollowed() throws IOException {
        var archive = new Tars()
                .file("package/package.json", "{}")
                .raw(Tars.link('2', "package/lib/a.js", "/etc/passwd"))
                .raw(Tars.link('1', "package/b.js", "package/package.json"))
                .entry('K', "././@LongLink", "../".repeat(60))
                .raw(Tars.link('2', "package/c", "../".repeat(33)));

        var tree = tree(archive, Origin.NPM, Limits.defaults());

        assertThat(tree.files()).extracting(SourceFile::path).containsExactly("package.json");
        assertThat(tree.leftOut())
                .extracting(LeftOut::path, LeftOut::reason, LeftOut::target)
                .containsExactly(
                        tuple("b.js", LeftOut.Reason.HARD_LINK, "\"package/package.json\""),
                        tuple("c", LeftOut.Reason.SYMBOLIC_LINK, "\"" + "../".repeat(26) + "..…\""),
                        tuple("lib/a.js", LeftOut.Reason.SYMBOLIC_LINK, "\"/etc/passwd\""));
    }

    @Test
    void aFileThatIsTooLargeIsLeftOutAndTheOthersAreRead() throws IOException {
        var archive = new Tars()
                .file("top/a.json", "1")
                .file("top/model.bin", "x".repeat(2_001))
                .file("top/z.js", "2");

        var tree = tree(
                archive,
                Origin.UPLOAD,
                new Limits(100, 20_000, 2_000, 100, 1_000, 9, 1_000, 99, 99_999, Duration.ofMinutes(1)));

        assertThat(tree.files())
                .extracting(SourceFile::path, SourceFile::text)
                .containsExactly(tuple("a.json", "1"), tuple("z.js", "2"));
        assertThat(tree.leftOut()).containsExactly(new LeftOut("model.bin", LeftOut.Reason.TOO_LARGE, 2_001, ""));
    }

    @Test
    void namesThatAreOneOnSomeSystemsAreBothThere() throws IOException {
        var archive = new Tars()
                .file("p/README.md", "1")
                .file("p/readme.MD", "2")
                .file("p/\u00e9", "3")
                .file("p/e\u0301", "4")
                .file("p/other", "5");

        var tree = tree(archive, Origin.NPM, Limits.defaults());

        assertThat(tree.files()).hasSize(5);
        assertThat(tree.casePairs())
                .containsExactlyInAnyOrder(List.of("README.md", "readme.MD"), List.of("e\u0301", "\u00e9"));
    }

    @Test
    void aFileThatIsThereTwiceAndTheSameIsThereOnce() throws IOException {
        var archive = new Tars().file("p/a.js", "1").file("p/b.js", "2").file("p/./a.js", "1");

        assertThat(tree(archive, Origin.NPM, Limits.defaults()).files())
                .extracting(SourceFile::path, SourceFile::text)
                .containsExactly(tuple("a.js", "1"), tuple("b.js", "2"));
    }

    private SourceTree tree(Tars archive, Origin origin, Limits limits) throws IOException {
        var file = Tars.write(temp, archive.ended());
        try (var unpacked = new Unpacker(limits, temp, InstantSource.system()).open(file, origin)) {
            var files = unpacked.tree().files().stream()
                    .map(read -> {
                        byte[] bytes = read.content().get();
                        return new SourceFile(read.path(), read.size(), () -> bytes);
                    })
                    .toList();
            return new SourceTree(files, unpacked.tree().leftOut());
        }
    }
}
