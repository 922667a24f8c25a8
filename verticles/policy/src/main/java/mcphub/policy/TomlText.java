package mcphub.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.policy.ConfigText.Node;
import org.jspecify.annotations.Nullable;

/** A configuration in TOML. Its reader tells no lines; a key's is the first, at or behind that of what it is in, which has it in front of an equals sign or in a header. */
final class TomlText {
    private static final TomlMapper TOML = new TomlMapper();
    private static final Pattern KEY = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)");
    private static final int MOST_KEYS_OF_A_LINE = 50;
    private static final int DEEPEST = 100;

    private final @Nullable String path;
    private final Map<String, TreeSet<Integer>> lines = new HashMap<>();

    /** Reads the keys of each line once; one with more parts than anybody writes is refused before the reader goes that deep. */
    private TomlText(String text, @Nullable String path) {
        this.path = path;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int equals = line.indexOf('=');
            String front = line.stripLeading().startsWith("[") ? line : equals < 0 ? "" : line.substring(0, equals);
            var keys = KEY.matcher(front);
            for (int n = 0; keys.find(); n++) {
                if (n == MOST_KEYS_OF_A_LINE) {
                    throw tooDeep(number);
                }
                String key =
                        keys.group(1) != null ? keys.group(1) : keys.group(2) != null ? keys.group(2) : keys.group(3);
                lines.computeIfAbsent(key, name -> new TreeSet<>()).add(number);
            }
        }
    }

    /**
     * Reads it.
     *
     * @throws mcphub.kernel.Refusal BAD_REQUEST that names the line where the text is no TOML, or has too many parts within each other
     */
    static Node parse(String text, @Nullable String path) {
        try {
            var toml = new TomlText(text, path);
            return toml.node(TOML.readTree(text), 1, 1);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw ConfigText.wrong(path, "line " + line + ": is no TOML: " + e.getOriginalMessage());
        }
    }

    private mcphub.kernel.Refusal tooDeep(int line) {
        return ConfigText.wrong(path, "line " + line + ": has too many parts within each other");
    }

    private Node node(JsonNode from, int line, int depth) {
        if (depth > DEEPEST) {
            throw tooDeep(line);
        }
        if (from.isObject()) {
            var fields = new LinkedHashMap<String, Node>();
            from.properties()
                    .forEach(field ->
                            fields.put(field.getKey(), node(field.getValue(), line(field.getKey(), line), depth + 1)));
            return new Node(line, fields);
        }
        if (from.isArray()) {
            var items = new ArrayList<Node>();
            from.forEach(item -> items.add(node(item, line, depth + 1)));
            return new Node(line, items);
        }
        return new Node(line, from.isNull() || from.isMissingNode() ? null : from.asText());
    }

    private int line(String key, int from) {
        var known = lines.get(key);
        Integer line = known == null ? null : known.ceiling(from);
        return line == null ? from : line;
    }
}
