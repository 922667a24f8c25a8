package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
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
    void aBombOfZerosStopsAtTheRatioWithinSecondsAndLittleMemory() throws IOException {
        // one 10 GiB entry of zeros would be refused by its header alone, so the zeros are split into entries of 1 MiB;
        // the packed form
        // is one deflate stream that repeats the same 1 MiB block, flushed to a byte border and pre-packed once: 10 GiB
        // in 10,240 copies
        var archive = temp.resolve("bomb.tgz");
        writeBomb(archive, 10 * 1024);
        assertThat(Files.size(archive)).isLessThan(20L * 1024 * 1024);

        var before = usedHeap();
        var start = System.nanoTime();
        assertRejected(
                archive, Limits.defaults(), "The archive unpacks to more than 200 times its size, which is the limit.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(usedHeap() - before).isLessThan(64L * 1024 * 1024);
    }

    @Test
    void aBombOfZerosStopsAtTheSizeWhereTheRatioIsAllowed() throws IOException {
        var archive = temp.resolve("bomb.tgz");
        writeBomb(archive, 1024);
        assertRejected(
                archive,
                limits(50_000, 100_000_000, 2_000),
                "The archive unpacks to more than 100,000,000 bytes, which is the limit.");
    }

    @Test
    void zerosBehindTheEndMarkCountAsWell() throws IOException {
        var tar = new Tars().file("p/a", "1").raw(new byte[3_000_000]);
        assertRejected(
                Tars.write(temp, Tars.gzip(tar.cut())),
                limits(10, 1_000_000, 5_000),
                "The archive unpacks to more than 1,000,000 bytes, which is the limit.");
    }

    @Test
    void aMillionEntriesStopAtTheLimit() throws IOException {
        var archive = temp.resolve("many.tgz");
        try (var out = new GzipCompressorOutputStream(Files.newOutputStream(archive))) {
            for (var i = 0; i < 60_000; i++) {
                out.write(Tars.header('0', ("package/" + i).getBytes(StandardCharsets.US_ASCII), 0));
            }
        }
        assertRejected(archive, Limits.defaults(), "The archive has more than 50,000 entries, which is the limit.");
    }

    @Test
    void anNpmPackageMustKeepItsFilesInsideAFolderAndTheyMustNotLieOverEachOther() throws IOException {
        // the npm client drops the first segment of every path, so two folders would be laid over each other
        assertRejected(
                Tars.write(
                        temp, new Tars().file("a/x.js", "1").file("b/x.js", "2").ended()),
                Limits.defaults(),
                "The archive's entry \"x.js\" is there twice.");
        assertRejected(
                Tars.write(
                        temp, new Tars().file("a/x.js", "1").file("b.js", "2").ended()),
                Limits.defaults(),
                "The archive's entry \"b.js\" lies beside the package's folder; expected all files inside one.");
    }

    @Test
    void pathsTogetherStopAtTheirLimit() throws IOException {
        var tar = new Tars();
        for (var i = 0; i < 12_000; i++) {
            tar.entry('L', "././@LongLink", "p/" + "x".repeat(900) + i).file("short", "");
        }
        assertRejected(
                Tars.write(temp, tar.ended()),
                Limits.defaults(),
                "The archive's paths have more than 8,388,608 bytes together, which is the limit.");
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

    private static Limits limits(int entries, long unpackedBytes, int ratio) {
        return new Limits(
                entries, unpackedBytes, 10_000_000, 1_024, 8_000_000, 64, 1_000_000, ratio, 0, Duration.ofMinutes(1));
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

    private static void writeBomb(Path archive, int mebibytes) throws IOException {
        var mebibyte = 1024 * 1024;
        try (OutputStream out = Files.newOutputStream(archive)) {
            out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
            var zeros = deflated(new byte[mebibyte]);
            for (var i = 0; i < mebibytes; i++) {
                out.write(deflated(Tars.header('0', ("package/" + i).getBytes(StandardCharsets.US_ASCII), mebibyte)));
                out.write(zeros);
            }
        }
    }

    /** Deflate blocks that may stand anywhere in a stream: without references back and without a last block. */
    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        var packed = new ByteArrayOutputStream();
        var buffer = new byte[8_192];
        for (int count; (count = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH)) > 0; ) {
            packed.write(buffer, 0, count);
        }
        deflater.end();
        return packed.toByteArray();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
