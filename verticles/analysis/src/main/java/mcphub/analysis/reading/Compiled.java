package mcphub.analysis.reading;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mcphub.scanner.Specifiers;
import org.jspecify.annotations.Nullable;

/** Which sources stand for a file that a compiler has yet to make: by its settings, else by the names that everybody uses. */
final class Compiled {
    private static final JsonMapper JSONC = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final List<String> SETTINGS = List.of("tsconfig.json", "tsconfig.build.json", "jsconfig.json");
    /** Longer names are nobody's. */
    static final int LONGEST = 1_000;

    /** Where a compiler writes to, and from where. */
    private record Folders(String out, String root) {}

    private final Map<String, TextFile> texts;
    private final String folder;
    private final List<Folders> settings = new ArrayList<>();
    private @Nullable Set<String> all;

    /** @param folder of the package, which ends in a slash; empty for the root */
    Compiled(Map<String, TextFile> texts, String folder) {
        this.texts = texts;
        this.folder = folder;
        for (String name : SETTINGS) {
            var options = settings(name).path("compilerOptions");
            String out = relative(options.path("outDir").asText(""));
            if (!out.isEmpty()) {
                settings.add(new Folders(out, relative(options.path("rootDir").asText("src"))));
            }
        }
    }

    /** The source of a file that is not there, as a path; null where no name leads to it. */
    @Nullable
    String source(String entry) {
        String path = relative(entry);
        for (var each : settings) {
            if (path.startsWith(each.out() + '/')) {
                String rest = path.substring(each.out().length() + 1);
                String found = first(each.root() + '/' + rest, rest);
                if (found != null) {
                    return found;
                }
            }
        }
        int slash = path.indexOf('/');
        String inside = path.substring(slash + 1);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return first("src/" + inside, "src/" + name, "src/" + path, inside);
    }

    private @Nullable String first(String... candidates) {
        for (String each : candidates) {
            String found = Specifiers.file("", folder + each, texts.keySet());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** All code of the package that is no test: where nobody knows which of it stands for a file. */
    Set<String> all() {
        var found = all;
        if (found == null) {
            found = new TreeSet<>();
            for (var file : texts.values()) {
                if (file.path().startsWith(folder)
                        && file.language().isCode()
                        && !file.isTest()
                        && !file.path().substring(folder.length()).contains("node_modules/")) {
                    found.add(file.path());
                }
            }
            all = found;
        }
        return found;
    }

    /** Without what means the folder itself, at its beginning and its end; empty where it is too long for a name. */
    static String relative(String path) {
        if (path.length() > LONGEST) {
            return "";
        }
        int from = 0;
        while (path.startsWith("./", from) || path.startsWith("/", from)) {
            from += path.charAt(from) == '/' ? 1 : 2;
        }
        int to = path.length();
        while (to > from && path.charAt(to - 1) == '/') {
            to--;
        }
        String rest = path.substring(from, to);
        return rest.equals(".") ? "" : rest;
    }

    private JsonNode settings(String name) {
        var file = texts.get(folder + name);
        try {
            return file == null ? MissingNode.getInstance() : JSONC.readTree(file.text());
        } catch (JacksonException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
