package mcphub.analysis.source;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedArchiveTest {
    @TempDir
    Path temp;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"headers", "damage", "gzipDamage"})
    void isRefusedInWordsAndWritesNothing(String what, byte[] archive, String reason) throws IOException {
        Tars.assertRefused(temp, what, archive, reason);
    }

    static Stream<Arguments> headers() {
        var huge = 5L << 30;
        return Stream.of(
                arguments(
                        "long name of 5 GiB",
                        new Tars()
                                .raw(Tars.header('L', name("L"), huge))
                                .raw(new byte[4096])
                                .cut(),
                        "The archive's entry \"L\" is an extended header of 5,368,709,120 bytes; one may have 1,048,576."),
                arguments(
                        "pax header of 5 GiB",
                        new Tars()
                                .raw(Tars.header('x', name("x"), huge))
                                .raw(new byte[4096])
                                .cut(),
                        "The archive's entry \"x\" is an extended header of 5,368,709,120 bytes; one may have 1,048,576."),
                arguments(
                        "file of 10 GiB",
                        new Tars().raw(Tars.header('0', name("f"), 10L << 30)).cut(),
                        "The archive's entry \"f\" has 10,737,418,240 bytes; the whole archive may unpack to 536,870,912."),
                arguments(
                        "chain of pax headers",
                        new Tars()
                                .pax('x', "a", "b")
                                .pax('x', "a", "b")
                                .file("f", "")
                                .ended(),
                        "The archive's entry \"PaxHeader/next\" has two extended headers; one entry may have one."),
                arguments(
                        "two names",
                        new Tars()
                                .entry('L', "L", "one")
                                .pax('x', "path", "two")
                                .file("f", "")
                                .ended(),
                        "The archive's entry \"one\" has two extended headers; one entry may have one."),
                arguments(
                        "two sizes",
                        new Tars().pax('x', "size", "1024").file("f", "").ended(),
                        "The archive's entry \"f\" has two sizes (0 and \"1024\")."),
                arguments(
                        "path said twice",
                        new Tars()
                                .pax('x', "path", "a", "path", "b")
                                .file("f", "")
                                .ended(),
                        "The archive's entry \"PaxHeader/next\" has an extended header that says \"path\" twice."),
                arguments(
                        "global path",
                        new Tars().pax('g', "path", "a").file("f", "").ended(),
                        "The archive's entry \"PaxHeader/next\" is a global header that would rename or resize every entry."),
                arguments(
                        "damaged pax header",
                        new Tars()
                                .entry('x', "p", "99999999 path=a\n")
                                .file("f", "")
                                .ended(),
                        "The archive's entry \"p\" is a damaged extended header."));
    }

    static Stream<Arguments> damage() {
        var tar = new Tars().file("a.js", "content").ended();
        var flipped = tar.clone();
        flipped[3] ^= 1;
        return Stream.of(
                arguments("empty file", new byte[0], "The archive is empty or too short to be a tar archive."),
                arguments(
                        "empty gzip", Tars.gzip(new byte[0]), "The archive is empty or too short to be a tar archive."),
                arguments("empty archive", Tars.gzip(new Tars().ended()), "The archive is empty."),
                arguments(
                        "only folders",
                        new Tars().folder("a/").folder("./").ended(),
                        "The archive holds only folders and not one file."),
                arguments(
                        "text", name("hello ".repeat(200)), "The file is not a tar archive, nor one packed with gzip."),
                arguments(
                        "gzip of text",
                        Tars.gzip(name("hello ".repeat(200))),
                        "The file is not a tar archive, nor one packed with gzip."),
                arguments("first header damaged", flipped, "The file is not a tar archive, nor one packed with gzip."),
                arguments(
                        "second header damaged",
                        new Tars().file("b", "").raw(flipped).cut(),
                        "The archive is damaged: a tar header's checksum is wrong."),
                arguments(
                        "tar without end",
                        new Tars().file("a", "1").cut(),
                        "The archive is cut off: the tar inside ends without its end mark."),
                arguments(
                        "tar cut in a file",
                        Arrays.copyOf(tar, 515),
                        "The archive is cut off: the tar inside ends in the middle of a file."),
                arguments(
                        "bytes after tar",
                        joined(tar, name("PK")),
                        "The archive goes on after the end mark of its tar; expected nothing there."),
                arguments(
                        "tar after tar",
                        Tars.gzip(joined(tar, tar)),
                        "The archive goes on after the end mark of its tar; expected nothing there."));
    }

    static Stream<Arguments> gzipDamage() {
        var tar = new Tars().file("a.js", "content").ended();
        var gz = Tars.gzip(tar);
        var badSum = gz.clone();
        badSum[gz.length - 8] ^= 1;
        var longName = new byte[6000];
        Arrays.fill(longName, (byte) 'n');
        return Stream.of(
                arguments(
                        "gzip cut",
                        Arrays.copyOf(gz, gz.length - 20),
                        "The archive is cut off: its gzip data ends too early."),
                arguments(
                        "gzip trailer cut",
                        Arrays.copyOf(gz, gz.length - 3),
                        "The archive is cut off: its gzip data ends too early."),
                arguments(
                        "gzip header cut",
                        Arrays.copyOf(gz, 5),
                        "The archive is cut off: its gzip data ends too early."),
                arguments(
                        "gzip checksum",
                        badSum,
                        "The archive's gzip checksum does not match its content; it was damaged on the way."),
                arguments(
                        "two gzip members",
                        joined(gz, gz),
                        "The archive holds a second gzip member; expected exactly one."),
                arguments(
                        "bytes after gzip",
                        joined(gz, name("PK")),
                        "The archive goes on after its gzip member ends; expected nothing there."),
                arguments(
                        "endless gzip file name",
                        joined(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0}, longName),
                        "The archive's gzip header holds a text of more than 4096 bytes."),
                arguments(
                        "reserved gzip flags",
                        joined(new byte[] {0x1f, (byte) 0x8b, 8, (byte) 0x80}, longName),
                        "The archive's gzip header uses reserved flags."));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] name(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
