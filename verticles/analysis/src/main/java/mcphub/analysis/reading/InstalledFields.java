package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import mcphub.analysis.source.ManifestLicense;

/**
 * What a package.json says that matters where it is installed, in one form: two manifests that npm treats alike have the same. npm's clients and registries rewrite
 * manifests when they publish (a program's path, a shorthand for a repository, the script that a binding.gyp implies), each in its own way and year.
 */
final class InstalledFields {
    /** One thing that a manifest says. */
    enum Field {
        NAME,
        VERSION,
        DEPENDENCIES,
        BIN,
        SCRIPTS,
        LICENSE,
        ENGINES
    }

    static final List<String> INSTALL_SCRIPTS = List.of("preinstall", "install", "postinstall");
    private static final String HOSTED = "(?:#(.*))?";
    private static final Pattern SHORTHAND = Pattern.compile(
            "(?:(github|gitlab|bitbucket):)?([A-Za-z0-9_-][A-Za-z0-9._-]*)/([A-Za-z0-9._-]+?)(?:\\.git)?" + HOSTED);
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:(?:git\\+)?(?:https?|ssh|git)://(?:[^@/]+@)?|git@)(github|gitlab|bitbucket)\\.(?:com|org)[/:]([^/#]+)/([^/#]+?)(?:\\.git)?/?"
                    + HOSTED);
    private static final Pattern PROGRAM_FOLDER = Pattern.compile("^(\\.[/\\\\])?node_modules[/\\\\].bin[\\\\/]");

    private final JsonNode root;
    private final List<String> paths;
    private final Map<Field, SortedMap<String, String>> said = new EnumMap<>(Field.class);

    private InstalledFields(JsonNode root, List<String> paths) {
        this.root = root;
        this.paths = paths;
    }

    /**
     * Reads a manifest.
     *
     * @param paths of the files beside it
     */
    static InstalledFields of(JsonNode root, List<String> paths) {
        var fields = new InstalledFields(root, paths);
        fields.put(Field.NAME, "", root.path("name").asText("").strip());
        fields.put(Field.VERSION, "", version(root.path("version").asText("")));
        fields.put(Field.LICENSE, "", ManifestLicense.of(root).orElse(""));
        fields.dependencies();
        fields.programs();
        fields.scripts();
        fields.engines();
        return fields;
    }

    /** What is said of a field: under "" the field as a whole, else an entry such as {@code dependencies.zod}; nothing where nothing is said. */
    SortedMap<String, String> of(Field field) {
        return said.computeIfAbsent(field, none -> new TreeMap<>());
    }

    private void put(Field field, String key, String value) {
        if (!value.isEmpty()) {
            of(field).put(key, value);
        }
    }

    /** As clients clean it when they publish: without a sign before, leading zeros, and what was built. */
    private static String version(String written) {
        var plain = written.strip().replaceFirst("^[=v\\s]+", "").replaceFirst("\\+.*", "");
        var dash = plain.indexOf('-');
        var numbers = dash < 0 ? plain : plain.substring(0, dash);
        var clean = Arrays.stream(numbers.split("\\.", -1))
                .map(number -> number.replaceFirst("^0+(?=\\d)", ""))
                .toList();
        return String.join(".", clean) + (dash < 0 ? "" : plain.substring(dash));
    }

    /** Optional ones win over the same among the others, as an installation has it. */
    private void dependencies() {
        BiConsumer<String, String> take = (field, as) -> {
            for (var entry : root.path(field).properties()) {
                if (entry.getValue().isTextual()) {
                    put(
                            Field.DEPENDENCIES,
                            as + "." + entry.getKey(),
                            asked(entry.getValue().textValue()));
                }
            }
        };
        take.accept("dependencies", "dependencies");
        take.accept("optionalDependencies", "dependencies");
        take.accept("peerDependencies", "peerDependencies");
        Manifest.bundled(root).forEach(name -> put(Field.DEPENDENCIES, "bundleDependencies." + name, name));
    }

    private static String asked(String written) {
        var plain = written.strip();
        for (var pattern : List.of(SHORTHAND, ADDRESS)) {
            var match = pattern.matcher(plain);
            if (match.matches()) {
                var host = match.group(1) == null ? "github" : match.group(1);
                var commit = match.group(4) == null ? "" : "#" + match.group(4);
                return host + ":" + match.group(2) + "/" + match.group(3) + commit;
            }
        }
        return plain.isEmpty() ? "*" : plain;
    }

    private void programs() {
        var bin = root.path("bin");
        var folder = root.path("directories").path("bin").asText("");
        if (bin.isTextual()) {
            program(root.path("name").asText(""), bin.textValue());
        } else if (bin.isArray()) {
            bin.forEach(path -> program(path.asText(""), path.asText("")));
        } else if (bin.isObject()) {
            bin.properties().stream()
                    .filter(entry -> entry.getValue().isTextual())
                    .forEach(entry -> program(entry.getKey(), entry.getValue().textValue()));
        } else if (!folder.isEmpty()) {
            var inside = path(folder) + "/";
            paths.stream()
                    .filter(path -> path.startsWith(inside) && !path.contains("/."))
                    .forEach(path -> program(path, path));
        }
    }

    private void program(String name, String target) {
        var base = path(name.replace(':', '/'));
        put(Field.BIN, "bin." + base.substring(base.lastIndexOf('/') + 1), path(target));
    }

    /** A path as it is below the package's folder, whatever it tries. */
    private static String path(String written) {
        var segments = new ArrayList<String>();
        for (var segment : written.replace('\\', '/').split("/", -1)) {
            if (segment.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.removeLast();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return String.join("/", segments);
    }

    private void scripts() {
        var scripts = root.path("scripts");
        for (var name : INSTALL_SCRIPTS) {
            var script = scripts.path(name);
            if (script.isTextual()) {
                put(
                        Field.SCRIPTS,
                        "scripts." + name,
                        PROGRAM_FOLDER
                                .matcher(script.textValue())
                                .replaceFirst("")
                                .strip());
            }
        }
        var all = of(Field.SCRIPTS);
        boolean builds = !all.containsKey("scripts.install") && !all.containsKey("scripts.preinstall");
        var compiled = paths.stream().anyMatch(path -> path.endsWith(".gyp") && path.indexOf('/') < 0);
        if (builds && compiled && root.path("gypfile").asBoolean(true)) {
            put(Field.SCRIPTS, "scripts.install", "node-gyp rebuild");
        }
    }

    /** An object today; long ago a list of texts such as {@code node >=0.10}. */
    private void engines() {
        var engines = root.path("engines");
        engines.properties()
                .forEach(entry -> put(
                        Field.ENGINES,
                        "engines." + entry.getKey(),
                        entry.getValue().asText("").strip()));
        if (engines.isArray()) {
            engines.forEach(entry -> {
                var words = entry.asText("").strip().split("(?<=[a-z])(?=[\\s<>=~^0-9])", 2);
                put(Field.ENGINES, "engines." + words[0], words.length < 2 ? "*" : words[1].strip());
            });
        }
    }
}
