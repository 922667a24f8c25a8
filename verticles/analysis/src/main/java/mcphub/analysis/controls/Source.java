package mcphub.analysis.controls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;

/** One version as the judges see it: its files, each read and lexed once, and its manifest. */
final class Source {
    private static final int MAX_TEXT_BYTES = 2 * 1024 * 1024;
    private static final long MAX_ALL_TEXT_BYTES = 48L * 1024 * 1024;
    private static final int MAX_LINE = 20_000;
    private static final int SNIFFED_BYTES = 8 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SourceTree tree;
    private final Origin origin;
    private final List<TextFile> texts = new ArrayList<>();
    private final List<SourceFile> binaries = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final JsonNode manifest;
    private final boolean manifestBroken;

    Source(SourceTree tree, Origin origin) {
        this.tree = tree;
        this.origin = origin;
        read();
        JsonNode parsed = JsonNodeFactory.instance.missingNode();
        boolean broken = false;
        var file = tree.file("package.json");
        if (file.isPresent()) {
            try {
                parsed = JSON.readTree(file.get().text());
                broken = !parsed.isObject();
            } catch (JsonProcessingException e) {
                broken = true;
            }
        }
        this.manifest = parsed;
        this.manifestBroken = broken;
    }

    private void read() {
        long budget = MAX_ALL_TEXT_BYTES;
        for (SourceFile file : tree.files()) {
            if (file.size() > MAX_TEXT_BYTES || file.size() > budget) {
                skipped.add(file.path());
                continue;
            }
            byte[] bytes = file.content().get();
            if (isBinary(bytes)) {
                binaries.add(file);
                continue;
            }
            budget -= bytes.length;
            texts.add(TextFile.of(file.path(), cutLines(file.text())));
        }
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, SNIFFED_BYTES); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static String cutLines(String text) {
        if (text.length() <= MAX_LINE) {
            return text;
        }
        var out = new StringBuilder(text.length());
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            out.append(text, start, Math.min(end, start + MAX_LINE));
            if (end < text.length()) {
                out.append('\n');
            }
            start = end + 1;
        }
        return out.toString();
    }

    Origin origin() {
        return origin;
    }

    SourceTree tree() {
        return tree;
    }

    /** Files of text, in the order of their paths. */
    List<TextFile> texts() {
        return texts;
    }

    /** Files of source code that run where the software does: no tests, no type declarations, no bundled modules of others. */
    List<TextFile> code() {
        return texts.stream()
                .filter(t ->
                        t.language() != null && !t.isTest() && !t.path().endsWith(".d.ts") && !isVendored(t.path()))
                .toList();
    }

    /** Files that are not text. */
    List<SourceFile> binaries() {
        return binaries;
    }

    /** Files that were too large to be read as text. */
    List<String> skipped() {
        return skipped;
    }

    /** {@code package.json}; missing where there is none, or it is broken. */
    JsonNode manifest() {
        return manifestBroken ? JsonNodeFactory.instance.missingNode() : manifest;
    }

    /** Whether there is a {@code package.json} that is no JSON object. */
    boolean isManifestBroken() {
        return manifestBroken;
    }

    /** {@code pyproject.toml}, as text. */
    Optional<TextFile> pyproject() {
        return text("pyproject.toml");
    }

    /** The text file at exactly this path. */
    Optional<TextFile> text(String path) {
        return texts.stream().filter(t -> t.path().equals(path)).findFirst();
    }

    /** A section of {@code package.json} whose members are texts, sorted by name. */
    Map<String, String> section(String name) {
        var members = new TreeMap<String, String>();
        manifest()
                .path(name)
                .properties()
                .forEach(e -> members.put(e.getKey(), e.getValue().asText()));
        return members;
    }

    /** The 1-based line of {@code package.json} that holds a member of this name; null where it is not found. */
    @org.jspecify.annotations.Nullable
    Integer manifestLine(String member) {
        return text("package.json")
                .map(t -> {
                    int at = t.text().indexOf('"' + member + '"');
                    return at < 0 ? null : (Integer) t.line(at);
                })
                .orElse(null);
    }

    static boolean isVendored(String path) {
        return path.startsWith("node_modules/") || path.contains("/node_modules/") || path.startsWith("vendor/");
    }
}
