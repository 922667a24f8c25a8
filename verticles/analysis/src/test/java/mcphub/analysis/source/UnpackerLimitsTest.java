package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackerLimitsTest {
    @TempDir
    Path temp;

    private Path spools;

    @BeforeEach
    void makeFolder() throws IOException {
        spools = Files.createDirectory(temp.resolve("spools"));
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
