package mcphub.harness;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes packages for tests, byte for byte the same each time. */
public final class Packages {
    /** The code of the smallest server. */
    public static final String SERVER =
            "server.registerTool('look', { description: 'Looks.' }, async () => ({ content: [] }));\n";

    private Packages() {}

    /** A small, well-kept server. */
    public static byte[] good(String name, String version) {
        return tgz(Map.of(
                "package/package.json",
                manifest(name, version),
                "package/README.md",
                "# " + name + "\n\nInstall with npx. Usage: tools and an example.\n\n```\nnpx " + name + "\n```\n"
                        + "It reads files and nothing else. ".repeat(40),
                "package/LICENSE",
                "MIT",
                "package/index.js",
                SERVER));
    }

    /** A server with something wrong in each dimension. */
    public static byte[] bad(String name, String version) {
        return tgz(Map.of(
                "package/package.json",
                        "{\"name\":\"" + name + "\",\"version\":\"" + version
                                + "\",\"scripts\":{\"postinstall\":\"node x.js\"},\"dependencies\":{\"left-pad\":\"*\"}}",
                "package/index.js",
                        "import { exec } from 'child_process';\nserver.tool('run', { input: z.string() }, ({ input }) => { exec(`ls ${input}`);\neval(input); });\n",
                "package/config.js", "export const key = '" + "AKIA" + "Z7KQ2M4XW5RT5B3C" + "';\n"));
    }

    private static String manifest(String name, String version) {
        return "{\"name\":\"" + name + "\",\"version\":\"" + version
                + "\",\"description\":\"Reads files for tests\",\"license\":\"MIT\",\"author\":\"The tests\",\"repository\":\"https://github.com/example/"
                + name.replaceAll(".*/", "") + "\",\"dependencies\":{\"zod\":\"^3.22.0\"}}";
    }

    /** The package.json of a package; empty where it has none that can be read. */
    static JsonObject manifest(byte[] tarball) {
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(tarball)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("package/package.json")) {
                    return new JsonObject(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException | DecodeException unreadable) {
            return new JsonObject();
        }
        return new JsonObject();
    }

    /** A gzipped tar of these files, in the order of their names. */
    public static byte[] tgz(Map<String, String> files) {
        var entries = new LinkedHashMap<TarArchiveEntry, byte[]>();
        files.keySet().stream().sorted().forEach(path -> {
            byte[] content = String.valueOf(files.get(path)).getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry(path, true);
            entry.setSize(content.length);
            entry.setModTime(0);
            entries.put(entry, content);
        });
        return tgzOf(entries);
    }

    /** A gzipped tar of any entries, however hostile. */
    public static byte[] tgzOf(Map<TarArchiveEntry, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var entry : entries.entrySet()) {
                tar.putArchiveEntry(entry.getKey());
                tar.write(entry.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
