package mcphub.analysis.reading;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.scanner.Specifiers;
import mcphub.scanner.run.PyModules;
import org.jspecify.annotations.Nullable;

/** Where packages of Python begin, and what their files lead to. */
final class PythonReach {
    private static final Pattern IMPORTS = Pattern.compile(
            "(?m)(?:^|[;:])[ \\t]{0,80}(?:from[ \\t]{1,9}(\\.{0,9}[\\w.]{0,200})[ \\t]{1,9}import[ \\t]{1,9}\\(?([\\w,\\s]{0,900})|import[ \\t]{1,9}([\\w., \\t]{1,300}))");
    private static final Pattern COMPUTED = Pattern.compile(
            "\\b(?:import_module|__import__|run_path|run_module|spec_from_file_location)\\s*\\(\\s*[A-Za-z_(\\[]");

    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:import_module|__import__|run_module)\\s*\\(\\s*[\"']([\\w.]{1,200})[\"']|[\"']([\\w./-]{1,200}\\.py)[\"']");
    /** A program, as a setup.py or a setup.cfg has it. */
    private static final Pattern PROGRAM = Pattern.compile("=\\s*([A-Za-z_][\\w.]{0,200})\\s*:\\s*[A-Za-z_]\\w{0,100}");

    private PythonReach() {}

    /** The files in which a source is started: its scripts', and those that are run as a package; all of its code in Python where nothing is said. */
    static Set<String> entries(Iterable<Manifest> manifests, Map<String, TextFile> texts) {
        var found = new TreeSet<String>();
        for (var manifest : manifests) {
            if (manifest.ecosystem() == Ecosystem.PYPI) {
                String path = manifest.file().path();
                String folder = path.substring(0, path.lastIndexOf('/') + 1);
                var project = manifest.root().path("project");
                Stream.of(
                                project.path("scripts"),
                                project.path("gui-scripts"),
                                manifest.root().path("tool").path("poetry").path("scripts"))
                        .flatMap(scripts -> scripts.properties().stream())
                        .map(script -> module(
                                script.getValue()
                                        .path("reference")
                                        .asText(script.getValue().asText("")),
                                folder,
                                texts))
                        .filter(each -> each != null)
                        .forEach(found::add);
            }
        }
        for (String path : List.of("setup.py", "setup.cfg")) {
            var programs =
                    PROGRAM.matcher(texts.containsKey(path) ? texts.get(path).text() : "");
            while (programs.find()) {
                String module = module(programs.group(1), "", texts);
                if (module != null) {
                    found.add(module);
                }
            }
        }
        texts.values().stream()
                .filter(file -> file.name().equals("__main__.py") && file.isProductCode())
                .forEach(file -> found.add(file.path()));
        if (found.isEmpty()) {
            texts.values().stream()
                    .filter(file -> file.language() == Language.PYTHON && file.isProductCode())
                    .forEach(file -> found.add(file.path()));
        }
        return found;
    }

    private static @Nullable String module(String script, String folder, Map<String, TextFile> texts) {
        String module = script.split(":", 2)[0].strip();
        String found = module.isEmpty() ? null : PyModules.file(module, folder + "src/x", texts);
        return module.isEmpty() || found != null ? found : PyModules.file(module, folder + "x", texts);
    }

    /** A file that is named as whoever stands beside it, or in the outermost folder, does. */
    private static @Nullable String beside(TextFile file, String name, Map<String, TextFile> texts) {
        String path = Specifiers.inside(file.path(), name);
        String outer = Specifiers.inside("", name);
        return path != null && texts.containsKey(path)
                ? path
                : outer != null && texts.containsKey(outer) ? outer : null;
    }

    static void of(TextFile file, Map<String, TextFile> texts, Consumer<@Nullable String> add, Consumer<String> opens) {
        var imports = IMPORTS.matcher(file.text());
        while (imports.find()) {
            String from = imports.group(1);
            boolean isThere = false;
            for (String each : (from == null ? imports.group(3) : imports.group(2)).split(",", -1)) {
                String name = each.strip().split("\\s+", -1)[0];
                if (from == null) {
                    add.accept(name.isEmpty() ? null : PyModules.file(name, file.path(), texts));
                    continue;
                }
                String whole = PyModules.file(from, file.path(), texts);
                String part = name.isEmpty()
                        ? null
                        : PyModules.file(from + (from.endsWith(".") ? "" : ".") + name, file.path(), texts);
                add.accept(whole);
                add.accept(part);
                isThere |= whole != null || part != null;
            }
            boolean isCode = !Character.isWhitespace(file.code().charAt(imports.end() - 1));
            if (from != null && from.startsWith(".") && !isThere && isCode) {
                opens.accept(file.path() + " imports " + from + ", which is not there");
            }
        }
        var named = NAMED.matcher(file.text());
        while (named.find()) {
            add.accept(
                    named.group(1) == null
                            ? beside(file, named.group(2), texts)
                            : PyModules.file(named.group(1), file.path(), texts));
        }
        var computed = COMPUTED.matcher(file.code());
        if (computed.find()) {
            opens.accept(file.path() + ':' + file.lineOf(computed.start()) + " imports what is named when it runs");
        }
    }
}
