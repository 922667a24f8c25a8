package mcphub.analysis.reading;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.scanner.Specifiers;
import org.jspecify.annotations.Nullable;

/** The files of a source that run on a user's machine by the mere installation: what scripts of npm start, builds of native code, builds of Python, and what they import. */
public final class AtInstallation {
    /** What npm runs when it installs; the last one only where it installs a commit. */
    public static final List<String> SCRIPTS = List.of("preinstall", "install", "postinstall", "prepare");

    private static final int MOST = 500;
    static final Pattern STARTED = Pattern.compile(
            "(?:^|[;&|(\\s])(?:node|bun|deno run|tsx|ts-node|nodemon|vite-node|python3?|sh|bash)\\s+(?:-{1,2}[\\w=-]{1,40}\\s+){0,4}([\\w@./\\\\-]{1,200})");
    private static final Pattern EXPANDED = Pattern.compile("<!@?\\(\\s*([^)]{1,500})");
    private static final Pattern IMPORTED =
            Pattern.compile("\\b(?:from|import|require)\\s*\\(?\\s*[\"'`](\\.{1,2}(?:/[^\"'`\\n]{1,300})?)[\"'`]");
    private static final Pattern PYTHON =
            Pattern.compile("(?m)^\\s{0,40}(?:from|import)\\s{1,4}\\.{0,2}([\\w.]{1,200})");

    private final Source source;
    private final Set<String> paths;
    private final TreeSet<String> found = new TreeSet<>();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();

    private AtInstallation(Source source) {
        this.source = source;
        this.paths = source.texts().stream().map(TextFile::path).collect(Collectors.toSet());
    }

    private static AtInstallation of(Source source) {
        var all = new AtInstallation(source);
        all.find();
        return all;
    }

    /** Their paths, sorted; found when first asked for. */
    public static Set<String> files(Source source) {
        return source.once(AtInstallation.class, AtInstallation::of).found;
    }

    private void find() {
        source.manifests().forEach(this::manifest);
        source.text("binding.gyp").ifPresent(gyp -> {
            var each = EXPANDED.matcher(gyp.text());
            while (each.find()) {
                started("", each.group(1));
            }
        });
        add("setup.py");
        while (!waiting.isEmpty() && found.size() < MOST) {
            imports(waiting.removeFirst());
        }
    }

    private void manifest(Manifest manifest) {
        String path = manifest.file().path();
        if (manifest.ecosystem() == Ecosystem.NPM) {
            SCRIPTS.forEach(name -> started(path, manifest.scripts().path(name).asText("")));
            return;
        }
        var builds = manifest.root().path("build-system");
        String backend =
                builds.path("build-backend").asText("").replace(':', '.').replace('.', '/');
        StreamSupport.stream(builds.path("backend-path").spliterator(), false).forEach(folder -> {
            String in = folder.asText("").replaceFirst("^\\./?", "");
            String base = in.isEmpty() ? "" : in + '/';
            add(base + backend + ".py");
            add(base + backend + "/__init__.py");
        });
        boolean isHooked = manifest.root().toString().contains("\"hatch\"");
        if (isHooked) {
            add("hatch_build.py");
        }
    }

    private void started(String from, String script) {
        var each = STARTED.matcher(script);
        while (each.find()) {
            String file = Specifiers.file(from, each.group(1).replace('\\', '/'), paths);
            add(file);
        }
    }

    private void imports(String path) {
        String text = source.text(path).map(TextFile::text).orElse("");
        var each = IMPORTED.matcher(text);
        while (each.find()) {
            add(Specifiers.file(path, each.group(1), paths));
        }
        if (path.endsWith(".py")) {
            String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
            var module = PYTHON.matcher(text);
            while (module.find()) {
                String name = module.group(1).replace('.', '/');
                add(folder + name + ".py");
            }
        }
    }

    private void add(@Nullable String path) {
        if (path != null && paths.contains(path) && found.add(path)) {
            waiting.addLast(path);
        }
    }

    /** What stands in lines of a .pth that the interpreter runs, by the line, 1-based. */
    public static SortedMap<Integer, String> linesRun(TextFile pth) {
        var lines = new TreeMap<Integer, String>();
        int n = 0;
        for (String line : pth.text().lines().limit(1_000).toList()) {
            n++;
            if (line.startsWith("import ") || line.startsWith("import\t")) {
                lines.put(n, line);
            }
        }
        return lines;
    }
}
