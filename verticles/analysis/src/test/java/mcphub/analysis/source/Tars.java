package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Builds tar archives byte by byte, so that tests can say what no decent tool would write. */
final class Tars {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds a plain file. */
    Tars file(String name, String content) {
        return entry('0', name, content);
    }

    /** Adds a folder. */
    Tars folder(String name) {
        return entry('5', name, "");
    }

    /** Adds an entry of any kind with its content. */
    Tars entry(char type, String name, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return raw(header(type, name.getBytes(StandardCharsets.UTF_8), bytes.length))
                .raw(bytes)
                .raw(new byte[-bytes.length & 511]);
    }

    /** Adds a pax extended header for the next entry, or ({@code 'g'}) for all. */
    Tars pax(char type, String... keysAndValues) {
        var records = new StringBuilder();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            var rest = " " + keysAndValues[i] + "=" + keysAndValues[i + 1] + "\n";
            var length = rest.getBytes(StandardCharsets.UTF_8).length;
            var digits = Integer.toString(length + Integer.toString(length + 2).length())
                    .length();
            records.append(length + digits).append(rest);
        }
        return entry(type, "PaxHeader/next", records.toString());
    }

    /** Adds bytes as they are. */
    Tars raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** The archive with the two zero blocks that end it. */
    byte[] ended() {
        return raw(new byte[1024]).cut();
    }

    /** The archive without an end mark. */
    byte[] cut() {
        return out.toByteArray();
    }

    /** A header block with a right checksum. */
    static byte[] header(char type, byte[] name, long size) {
        var block = new byte[512];
        System.arraycopy(name, 0, block, 0, Math.min(name.length, 100));
        put(block, 100, "0000644\0");
        if (size < 1L << 33) {
            put(block, 124, "%011o ".formatted(size));
        } else {
            block[124] = (byte) 0x80;
            for (var i = 0; i < 8; i++) {
                block[135 - i] = (byte) (size >>> (8 * i));
            }
        }
        put(block, 136, "00000000000 ");
        block[156] = (byte) type;
        put(block, 257, "ustar\00000");
        return summed(block);
    }

    private static byte[] summed(byte[] block) {
        put(block, 148, "        ");
        var sum = 0;
        for (var b : block) {
            sum += b & 0xff;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
        return block;
    }

    /** The header of a link. */
    static byte[] link(char type, String name, String target) {
        var block = header(type, name.getBytes(StandardCharsets.UTF_8), 0);
        put(block, 157, target);
        return summed(block);
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return packed.toByteArray();
    }

    static Path write(Path folder, byte[] bytes) throws IOException {
        return Files.write(folder.resolve("archive.tgz"), bytes);
    }

    /** Checks that an archive is refused with this reason and that it left nothing anywhere. */
    static void assertRefused(Path temp, String what, byte[] archive, String reason) throws IOException {
        var spools = Files.createDirectory(temp.resolve("spools"));
        var file = write(temp, archive);

        assertThatThrownBy(
                        () -> new Unpacker(Limits.defaults(), spools, InstantSource.system()).open(file, Origin.UPLOAD))
                .as(what)
                .isInstanceOf(SourceRejected.class)
                .hasMessage(reason);

        try (Stream<Path> left = Files.walk(temp)) {
            assertThat(left).containsExactlyInAnyOrder(temp, spools, file);
        }
    }

    private static void put(byte[] block, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, block, at, text.length());
    }
}
