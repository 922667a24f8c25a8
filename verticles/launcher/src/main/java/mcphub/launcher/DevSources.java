package mcphub.launcher;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The sources of the hub as a class path: contract, statements and configuration straight from their folders, and what was compiled since the build in a folder before
 * the built jars.
 */
final class DevSources {
    /** All others are compiled against it. */
    private static final Set<String> SHARED = Set.of("kernel", "servers");

    /** Is of the tests, and compiled against their libraries. */
    private static final String TESTS = "harness";

    private static final long SETTLE_MS = 300;

    private final Path root;
    private final Path classes;
    private final PrintWriter out;
    private final Set<String> waiting = new TreeSet<>();
    private Map<Path, Long> seen;

    /** The sources in this folder, as they are now; what is said of them is printed. */
    DevSources(Path root, PrintWriter out) throws IOException {
        this.root = root;
        this.out = out;
        this.classes = Files.createDirectories(root.resolve("target/dev-classes"));
        try (var old = Files.walk(classes)) {
            old.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
        }
        this.seen = look();
    }

    /** What a hub of these sources runs with. */
    String classPath() throws IOException {
        Path built = root.resolve("verticles/launcher/target");
        try (var libraries = Files.list(built.resolve("hub/lib"))) {
            return Stream.of(
                            Stream.of(classes, root),
                            modules().stream().map(module -> module.resolve("src/main/resources")),
                            Stream.of(built.resolve("classes")),
                            libraries.filter(jar -> !isFolder(jar)).sorted())
                    .flatMap(part -> part)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** The jar of a folder that is read from its source: Flyway refuses migrations that it finds twice. */
    private static boolean isFolder(Path jar) {
        return jar.getFileName().toString().matches("(openapi|sql|config)-\\d.*\\.jar");
    }

    /**
     * Whether anything changed since the last look, and compiles. Of what does not compile it says why; it is compiled again with the next change, wherever that is.
     */
    boolean changed() throws IOException {
        var now = settled();
        var changed = now.keySet().stream()
                .filter(file -> !Objects.equals(now.get(file), seen.get(file)))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean removed = !now.keySet().containsAll(seen.keySet());
        seen = now;
        if (changed.isEmpty() && !removed) {
            return false;
        }
        out.println("Changed: " + changed.stream().map(root::relativize).toList());
        changed.stream()
                .filter(file -> file.toString().endsWith(".java"))
                .map(file ->
                        root.resolve("verticles").relativize(file).getName(0).toString())
                .forEach(waiting::add);
        if (!waiting.isEmpty() && !compiled()) {
            return false;
        }
        waiting.clear();
        return true;
    }

    /** The sources once nothing changes for a moment: what is saved together is compiled together. */
    private Map<Path, Long> settled() throws IOException {
        var before = seen;
        var now = look();
        while (!now.equals(before)) {
            try {
                TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return now;
            }
            before = now;
            now = look();
        }
        return now;
    }

    /** Compiles everything once: a compiler that has just started takes three times as long. */
    void warm() throws IOException {
        waiting.addAll(SHARED);
        if (compiled()) {
            waiting.clear();
        }
    }

    /** Compiles the modules that wait for it, those that did not compile before among them. */
    private boolean compiled() throws IOException {
        var files = new ArrayList<String>();
        boolean all = waiting.stream().anyMatch(SHARED::contains);
        for (Path module : modules()) {
            if (all || waiting.contains(module.getFileName().toString())) {
                javaFiles(module).map(Path::toString).forEach(files::add);
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var options =
                    List.of("-d", classes.toString(), "-cp", compiledAgainst(), "-proc:none", "-parameters", "-nowarn");
            boolean good = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromStrings(files))
                    .call();
            out.print(said);
            out.flush();
            return good;
        }
    }

    /** The class path, and what only the compiler needs. */
    private String compiledAgainst() throws IOException {
        return Stream.concat(
                        Stream.of(classPath()),
                        files(root.resolve("verticles/launcher/target/compiled-against"))
                                .map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Map<Path, Long> look() throws IOException {
        var times = new HashMap<Path, Long>();
        Stream.concat(
                        Stream.of("openapi", "sql", "config").map(root::resolve),
                        modules().stream().map(module -> module.resolve("src/main")))
                .flatMap(DevSources::files)
                .filter(file -> !file.toString().contains(File.separator + "target" + File.separator))
                .forEach(file -> times.put(file, file.toFile().lastModified()));
        return times;
    }

    private List<Path> modules() throws IOException {
        try (var folders = Files.list(root.resolve("verticles"))) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.endsWith(TESTS))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path module) {
        return files(module.resolve("src/main/java"))
                .filter(file -> file.toString().endsWith(".java"));
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
