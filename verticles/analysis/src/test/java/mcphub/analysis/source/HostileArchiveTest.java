package mcphub.analysis.source;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileArchiveTest {
    private static final String ONLY_PLAIN = "; only plain files, folders and links are accepted.";

    @TempDir
    Path temp;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"names", "kinds", "twins"})
    void isRefusedInWordsAndWritesNothing(String what, byte[] archive, String reason) throws IOException {
        Tars.assertRefused(temp, what, archive, reason);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                name(
                        "absolute path",
                        "/etc/passwd",
                        "\"/etc/passwd\" has an absolute path; expected one inside the archive."),
                name(
                        "parent folder",
                        "package/../../x",
                        "\"package/../../x\" has a path that leads out of the archive (\"..\")."),
                name(
                        "parent folder at the end",
                        "package/..",
                        "\"package/..\" has a path that leads out of the archive (\"..\")."),
                name("drive letter", "C:/x", "\"C:/x\" has a path that starts with a drive letter."),
                name("drive letter behind a dot", "./c:x", "\"./c:x\" has a path that starts with a drive letter."),
                name(
                        "backslash",
                        "..\\x",
                        "\"..\\x\" has a backslash in its path, which separates folders on some systems."),
                name("control character", "a\u001b[2Jb", "\"a<U+001B>[2Jb\" has a control character in its path."),
                name("text turned around", "a\u202egpj.js", "\"a<U+202E>gpj.js\" has a control character in its path."),
                name("no name", "", "\"\" has no name."),
                name("only a dot", ".", "\".\" has no name."),
                name(
                        "too deep",
                        "d/".repeat(64) + "x",
                        "\"" + "d/".repeat(40) + "…\" lies 65 folders deep; 64 are allowed."),
                name(
                        "too long",
                        "x".repeat(1025),
                        "\"" + "x".repeat(80) + "…\" has a path of 1,025 bytes; 1,024 are allowed."),
                arguments(
                        "NUL in a pax path",
                        new Tars().pax('x', "path", "a\0b").file("a", "").ended(),
                        "The archive's entry \"a<U+0000>b\" has a control character in its path."),
                arguments(
                        "name that is not UTF-8",
                        new Tars()
                                .raw(Tars.header('0', new byte[] {'a', (byte) 0xe9}, 0))
                                .ended(),
                        "The archive's entry \"aé\" has a name that is not UTF-8."));
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                arguments(
                        "link with content",
                        new Tars().entry('2', "a", "hidden").ended(),
                        "The archive's entry \"a\" is a link with content."),
                arguments(
                        "link out of the archive by its own name",
                        new Tars().file("a", "1").entry('2', "../x", "").ended(),
                        "The archive's entry \"../x\" has a path that leads out of the archive (\"..\")."),
                kind("character device", '3', "a device"),
                kind("block device", '4', "a device"),
                kind("fifo", '6', "a named pipe"),
                kind("old GNU sparse file", 'S', "a sparse file"),
                kind("vendor's invention", 'V', "of the unknown kind \"V\""),
                arguments(
                        "pax sparse file",
                        new Tars()
                                .pax('x', "GNU.sparse.realsize", "99999999999")
                                .file("a", "")
                                .ended(),
                        "The archive's entry \"PaxHeader/next\" is a sparse file" + ONLY_PLAIN),
                arguments(
                        "folder with content",
                        new Tars().entry('5', "a/", "hidden").ended(),
                        "The archive's entry \"a/\" is a folder with content."));
    }

    static Stream<Arguments> twins() {
        return Stream.of(
                twin("same path", "a.js", "\"a.js\" is there twice, and not the same."),
                twin("same path written otherwise", ".//a.js", "\"a.js\" is there twice, and not the same."),
                arguments(
                        "same path among others that differ by case",
                        new Tars()
                                .file("a.js", "1")
                                .file("A.js", "2")
                                .file("A.js", "3")
                                .ended(),
                        "The archive's entry \"A.js\" is there twice, and not the same."),
                arguments(
                        "link in a file's place",
                        new Tars().file("a.js", "1").entry('2', "a.js", "").ended(),
                        "The archive's entry \"a.js\" is there twice, and not the same."),
                arguments(
                        "link as folder of a file",
                        new Tars().entry('2', "a", "").file("a/b", "1").ended(),
                        "The archive's entry \"a\" is both a file and a folder."),
                twin("file as folder of a file", "a.js/x", "\"a.js\" is both a file and a folder."),
                arguments(
                        "file as folder, in another case",
                        new Tars().folder("A.js/").file("a.js", "").ended(),
                        "The archive's entry \"a.js\" is both a file and a folder."),
                arguments(
                        "file as folder of a folder",
                        new Tars().file("a.js", "").folder("a.js/b/").ended(),
                        "The archive's entry \"a.js\" is both a file and a folder."));
    }

    private static Arguments name(String what, String path, String reason) {
        var tar = path.length() > 100 ? new Tars().entry('L', "L", path).file("short", "") : new Tars().file(path, "");
        return arguments(what, Tars.gzip(tar.ended()), "The archive's entry " + reason);
    }

    private static Arguments kind(String what, char type, String kind) {
        var tar = new Tars().file("a", "1").entry(type, "package/x", "");
        return arguments(what, tar.ended(), "The archive's entry \"package/x\" is " + kind + ONLY_PLAIN);
    }

    private static Arguments twin(String what, String other, String reason) {
        var tar = new Tars().file("a.js", "1").file(other, "2");
        return arguments(what, tar.ended(), "The archive's entry " + reason);
    }
}
