package mcphub.policy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.policy.launch.Registries;
import org.jspecify.annotations.Nullable;

/**
 * What the files beside configurations say of how their lines are started: {@code .npmrc} and what yarn, bun and pnpm have for it, wherever it lies, since a server may be started in any folder; and the
 * version of Node that {@code .nvmrc}, {@code .node-version} or {@code .tool-versions} name for what lies below them.
 *
 * File names are compared without case: to the machines of many developers they are the same.
 *
 * @param variables the settings of npm, by the variables of the environment that say the same
 * @param nodes versions of Node, by the folder that they are for, with a slash behind it; the root is ""
 * @param paths of all files that are there
 */
record Project(Map<String, String> variables, Map<String, String> nodes, Set<String> paths) {
    static final Project NONE = new Project(Map.of(), Map.of(), Set.of());
    private static final String NPMRC = ".npmrc";
    private static final String TOOLS = ".tool-versions";
    private static final Set<String> NODE_FILES = Set.of(".nvmrc", ".node-version", TOOLS);
    private static final Pattern JSON = Pattern.compile("\\.jsonc?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOOL = Pattern.compile("nodejs\\s+(\\S+).*");

    /** Reads those among the files of a request ({@code path} and {@code text} each) that are such. */
    static Project of(JsonArray files) {
        var variables = new LinkedHashMap<String, String>();
        var nodes = new HashMap<String, String>();
        var paths = new HashSet<String>();
        for (Object each : files) {
            var file = (JsonObject) each;
            String path = normal(file.getString("path"));
            paths.add(path);
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            String name = path.substring(folder.length()).toLowerCase(Locale.ROOT);
            if (name.equals(NPMRC)) {
                file.getString("text").lines().forEach(line -> npmrc(line.strip(), variables));
            } else if (ProjectRegistries.FILES.contains(name)) {
                ProjectRegistries.of(name, file.getString("text")).forEach((key, value) -> put(key, value, variables));
            } else if (NODE_FILES.contains(name)) {
                String node = node(name, file.getString("text"));
                if (node != null) {
                    nodes.putIfAbsent(folder, node);
                }
            }
        }
        return new Project(variables, nodes, paths);
    }

    /** Whether a file is read as part of the project, and is no configuration of servers. */
    static boolean isPartOf(String path) {
        String plain = normal(path);
        String name = plain.substring(plain.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return name.equals(NPMRC) || ProjectRegistries.FILES.contains(name) || NODE_FILES.contains(name);
    }

    private static String normal(String path) {
        return path.replace('\\', '/').replaceFirst("^(?:\\./)++", "");
    }

    private static void npmrc(String line, Map<String, String> variables) {
        int equals = line.indexOf('=');
        if (equals <= 0 || line.startsWith("#") || line.startsWith(";") || line.startsWith("//")) {
            return;
        }
        String name = unquoted(line.substring(0, equals)).replaceFirst("\\[]$", "");
        // a variable may make any setting of it
        String key = "npm_config_" + (name.indexOf('$') < 0 ? name : "registry");
        String value = name.indexOf('$') < 0 ? unquoted(line.substring(equals + 1)) : name;
        put(key, value, variables);
    }

    /** Of two files that say different things, the one counts that leads elsewhere. */
    private static void put(String key, String value, Map<String, String> variables) {
        String before = variables.get(key);
        if (before == null || Registries.other("npm", before) == null) {
            variables.put(key, value);
        }
    }

    /** As npm's reader takes quotes off: double ones as JSON, where it is some. */
    private static String unquoted(String written) {
        String plain = written.strip();
        if (plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"")) {
            try {
                return String.valueOf(Json.decodeValue(plain));
            } catch (DecodeException e) {
                return plain.substring(1, plain.length() - 1);
            }
        }
        return plain.replaceFirst("^'(.*)'$", "$1");
    }

    private static @Nullable String node(String name, String text) {
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var tool = TOOL.matcher(line);
            if (!name.equals(TOOLS)) {
                return line.replaceFirst("\\s.*$", "");
            } else if (tool.matches()) {
                return tool.group(1);
            }
        }
        return null;
    }

    /** Whether a file that another one names is there, too: it is judged by itself, if it is read as JSON, as who names it does. */
    boolean has(String named) {
        String plain = normal(named.replaceFirst("^\\$\\{CLAUDE_PLUGIN_ROOT}/", ""));
        return JSON.matcher(plain).find()
                && paths.stream().anyMatch(path -> path.equals(plain) || path.endsWith('/' + plain));
    }

    /** The version of Node for what a configuration starts: that of the nearest folder above it; null where none is named. */
    @Nullable
    String node(@Nullable String path) {
        String folder = path == null ? "" : normal(path);
        while (!folder.isEmpty()) {
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
            if (nodes.containsKey(folder)) {
                return nodes.get(folder);
            }
        }
        return nodes.get("");
    }
}
