package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mcphub.scanner.Specifiers;
import org.jspecify.annotations.Nullable;

/** The files that a package's entry points reach: code that runs, whatever the folder is called that it lies in. */
final class Reached {
    private static final int MOST = 20_000;
    /** Specifiers of modules, as they stand in imports of JavaScript; in time linear in the file, whatever its author wrote. */
    private static final Pattern IMPORTS =
            Pattern.compile("\\b(?:from|import|require)\\s*\\(?\\s*[\"'`](\\.{1,2}(?:/[^\"'`\\n]{1,300})?)[\"'`]");

    private static final List<String> FIELDS = List.of("main", "module", "bin", "exports", "imports", "server");
    private final Map<String, TextFile> texts;
    private final Set<String> found = new TreeSet<>();

    private Reached(Map<String, TextFile> texts) {
        this.texts = texts;
    }

    /** What the manifest at the root leads to. */
    static Reached from(Optional<Manifest> manifest, Map<String, TextFile> texts) {
        var reached = new Reached(texts);
        manifest.ifPresent(each -> reached.enter(each.root()));
        return reached;
    }

    /** Their paths, sorted. */
    Set<String> paths() {
        return found;
    }

    private void enter(JsonNode root) {
        var entries = new HashSet<String>();
        FIELDS.forEach(field -> texts(root.path(field), entries));
        if (!root.has("main")) {
            entries.add("index.js");
        }
        var waiting = new ArrayDeque<String>();
        entries.forEach(entry -> add(Specifiers.file("", entry, texts.keySet()), waiting));
        while (!waiting.isEmpty() && found.size() < MOST) {
            String path = waiting.removeFirst();
            var file = texts.get(path);
            var imports = IMPORTS.matcher(file == null ? "" : file.text());
            while (imports.find()) {
                add(Specifiers.file(path, imports.group(1), texts.keySet()), waiting);
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
}
