package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackerTest {
    @TempDir
    Path temp;

    private Path spools;

    @BeforeEach
    void makeFolder() throws IOException {
        spools = Files.createDirectory(temp.resolve("spools"));
    }

    @Test
    void filesOfAnNpmPackageAreReadWithoutTheirTopFolder() throws IOException {
        var archive = packedByCommonsCompress("package/package.json", "{}", "package/lib/índex.js", "x=1");
        try (var unpacked = unpacker().open(archive, Origin.NPM)) {
            assertThat(unpacked.tree().files())
                    .extracting(SourceFile::path, SourceFile::size, SourceFile::text)
                    .containsExactly(tuple("lib/índex.js", 3L, "x=1"), tuple("package.json", 2L, "{}"));
        }
        assertNothingIsLeft();
    }

    @Test
    void namesOfMoreThanAHundredBytesAreReadInBothDialects() throws IOException {
        var name = "package/" + "long/".repeat(40) + "file.js";
        for (var mode : new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
            var archive = temp.resolve("long" + mode + ".tgz");
            try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(archive)))) {
                tar.setLongFileMode(mode);
                put(tar, name, "a");
                put(tar, "package/package.json", "{}");
            }
            assertThat(paths(archive, Origin.NPM)).containsExactly("long/".repeat(40) + "file.js", "package.json");
        }
    }

    @Test
    void plainTarIsAcceptedAsWell() throws IOException {
        var archive = Tars.write(temp, new Tars().file("index.js", "1").ended());
        assertThat(paths(archive, Origin.UPLOAD)).containsExactly("index.js");
    }

    @Test
    void gitArchivesWithTheirGlobalCommentAreAccepted() throws IOException {
        var tar = new Tars().pax('g', "comment", "0123456789abcdef").file("repo-1.0/a.js", "1");
        assertThat(paths(Tars.write(temp, Tars.gzip(tar.ended())), Origin.GIT)).containsExactly("a.js");
    }

    @Test
    void aTopFolderStaysWhereNotAllFilesShareIt() throws IOException {
        var tar = new Tars().file("./src/a.js", "1").file("./readme.md", "2");
        assertThat(paths(Tars.write(temp, tar.ended()), Origin.UPLOAD)).containsExactly("readme.md", "src/a.js");
    }

    @Test
    void theSpoolIsReadableByItsOwnerOnlyAndTheSourceIsUnreadableOnceClosed() throws IOException {
        var archive = Tars.write(temp, new Tars().file("a.js", "1").ended());
        var unpacked = unpacker().open(archive, Origin.UPLOAD);
        try (Stream<Path> left = Files.list(spools)) {
            assertThat(left)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        var file = unpacked.tree().file("a.js").orElseThrow();
        assertThat(file.text()).isEqualTo("1");
        unpacked.close();
        assertThatThrownBy(file::text)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The source was closed before its file was read.");
        assertNothingIsLeft();
    }

    @Test
    void anNpmPackageMustKeepItsFilesInsideAFolderAndTheyMustNotLieOverEachOther() throws IOException {
        // the npm client drops the first segment of every path, so two folders would be laid over each other
        assertRejected(
                Tars.write(
                        temp, new Tars().file("a/x.js", "1").file("b/x.js", "2").ended()),
                Limits.defaults(),
                "The archive's entry \"x.js\" is there twice, and not the same.");
        assertRejected(
                Tars.write(
                        temp, new Tars().file("a/x.js", "1").file("b.js", "2").ended()),
                Limits.defaults(),
                "The archive's entry \"b.js\" lies beside the package's folder; expected all files inside one.");
    }

    @Test
    void aSlowMachineIsNotTheArchivesFault() throws IOException {
        var archive = Tars.write(temp, new Tars().file("p/a", "1").ended());
        var ticks = Stream.iterate(Instant.EPOCH, tick -> tick.plusSeconds(100)).iterator();
        InstantSource clock = ticks::next;
        assertThatThrownBy(() -> new Unpacker(Limits.defaults(), spools, clock).open(archive, Origin.NPM))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("Unpacking the archive took longer than 120 s, which is the limit.");
        assertNothingIsLeft();
    }

    @Test
    void aMissingFileIsUnavailableAndNotRejected() {
        assertThatThrownBy(() -> unpacker().open(temp.resolve("none.tgz"), Origin.UPLOAD))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessage("The archive could not be read or unpacked on this machine.");
    }

    private Unpacker unpacker() {
        return new Unpacker(Limits.defaults(), spools, InstantSource.system());
    }

    private List<String> paths(Path archive, Origin origin) {
        try (var unpacked = unpacker().open(archive, origin)) {
            return unpacked.tree().files().stream().map(SourceFile::path).toList();
        }
    }

    private void assertRejected(Path archive, Limits limits, String reason) throws IOException {
        assertThatThrownBy(() -> new Unpacker(limits, spools, InstantSource.system()).open(archive, Origin.NPM))
                .isInstanceOf(SourceRejected.class)
                .hasMessage(reason);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(spools)) {
            assertThat(left).isEmpty();
        }
    }

    private Path packedByCommonsCompress(String... namesAndContents) throws IOException {
        var archive = temp.resolve("package.tgz");
        try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(archive)))) {
            for (var i = 0; i < namesAndContents.length; i += 2) {
                put(tar, namesAndContents[i], namesAndContents[i + 1]);
            }
        }
        return archive;
    }

    private static void put(TarArchiveOutputStream tar, String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
