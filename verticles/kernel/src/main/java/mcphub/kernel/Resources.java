package mcphub.kernel;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;

/** Files on the class path: the contract, the statements, the configuration. */
public final class Resources {
    private Resources() {}

    /** The text of a file on the class path. */
    public static String text(String path) {
        try (InputStream in = Resources.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + path + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The texts of a folder's files whose names end so, in the order of their names; from the jar or the directory that stands first on the class path, and
     * from that one only: what another build of the same folder has more would be neither old nor new.
     */
    static SortedMap<String, String> folder(ClassLoader classes, String path, String ending) {
        var url = classes.getResource(path);
        if (url == null) {
            throw new IllegalStateException("There is no folder " + path + " on the class path");
        }
        try {
            if (url.openConnection() instanceof JarURLConnection entry) {
                // not as a file system: that would ask every provider of such, of which one starts an ssh client
                try (var jar = new JarFile(new File(entry.getJarFileURL().toURI()))) {
                    return texts(jar, path + '/', ending);
                }
            }
            return texts(Path.of(url.toURI()), ending);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(url + " is not a place that files can be read from", e);
        }
    }

    private static SortedMap<String, String> texts(Path folder, String ending) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(folder, "*" + ending)) {
            for (Path file : files) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static SortedMap<String, String> texts(JarFile jar, String folder, String ending) throws IOException {
        var texts = new TreeMap<String, String>();
        for (var entry : java.util.Collections.list(jar.entries())) {
            String name = entry.getName();
            if (name.startsWith(folder) && name.endsWith(ending) && name.indexOf('/', folder.length()) < 0) {
                texts.put(
                        name.substring(folder.length()),
                        new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
