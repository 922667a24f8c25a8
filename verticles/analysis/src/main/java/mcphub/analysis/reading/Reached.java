package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files that a package's entry points reach: code that runs, whatever the folder is called that it lies in. */
final class Reached {
    private static final int MOST = 20_000;
    /** Specifiers of modules, as they stand in imports of JavaScript. */
    private static final Pattern IMPORTS = Pattern.compile(
            "(?:\\bfrom|\\bimport|\\brequire|\\bimport\\s*\\(|\\brequire\\s*\\()\\s*\\(?\\s*[\"'`](\\.{1,2}/[^\"'`\\n]{1,300}|\\.{1,2})[\"'`]");

    private static final List<String> FIELDS = List.of("main", "module", "bin", "exports", "server");
    private static final List<String> ENDINGS = List.of(
            "",
            ".js",
            ".mjs",
            ".cjs",
            ".ts",
            ".mts",
            ".cts",
            ".tsx",
            ".jsx",
            "/index.js",
            "/index.mjs",
            "/index.cjs",
            "/index.ts");

    private final Map<String, TextFile> texts;
    private final Set<String> found = new TreeSet<>();

    private Reached(Map<String, TextFile> texts) {
        this.texts = texts;
    }

    /** The paths of files that the manifest at the root leads to. */
    static Set<String> from(Optional<Manifest> manifest, Map<String, TextFile> texts) {
        var reached = new Reached(texts);
        manifest.ifPresent(each -> reached.enter(each.root()));
        return reached.found;
    }

    private void enter(JsonNode root) {
        var entries = new HashSet<String>();
        FIELDS.forEach(field -> texts(root.path(field), entries));
        if (!root.has("main")) {
            entries.add("index.js");
        }
        var waiting = new ArrayDeque<String>();
        entries.forEach(entry -> add(resolved("", entry), waiting));
        while (!waiting.isEmpty() && found.size() < MOST) {
            String path = waiting.removeFirst();
            var file = texts.get(path);
            var imports = IMPORTS.matcher(file == null ? "" : file.text());
            String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
            while (imports.find()) {
                add(resolved(folder, imports.group(1)), waiting);
            }
        }
    }

    private static void texts(JsonNode node, Set<String> into) {
        if (node.isTextual()) {
            into.add(node.asText());
        }
        node.forEach(each -> texts(each, into));
    }

    private void add(@Nullable String path, ArrayDeque<String> waiting) {
        if (path != null && found.add(path)) {
            waiting.addLast(path);
        }
    }

    private @Nullable String resolved(String folder, String specifier) {
        var parts = new ArrayDeque<String>();
        for (String part : (folder + '/' + specifier).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String path = String.join("/", parts);
        for (String ending : ENDINGS) {
            if (texts.containsKey(path + ending)) {
                return path + ending;
            }
        }
        String bare = path.replaceFirst("\\.(js|mjs|cjs|jsx)$", "");
        for (String ending : List.of(".ts", ".mts", ".cts", ".tsx")) {
            if (texts.containsKey(bare + ending)) {
                return bare + ending;
            }
        }
        return null;
    }
}
