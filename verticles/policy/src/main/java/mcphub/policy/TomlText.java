package mcphub.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import mcphub.policy.ConfigText.Node;
import org.jspecify.annotations.Nullable;

/** A configuration in TOML. Its reader tells no lines; a key's is the first that begins with it, in a header or by itself. */
final class TomlText {
    private static final TomlMapper TOML = new TomlMapper();

    private final List<String> lines;

    private TomlText(String text) {
        this.lines = text.lines().toList();
    }

    /**
     * Reads it.
     *
     * @throws mcphub.kernel.Refusal BAD_REQUEST that names the line where the text is no TOML
     */
    static Node parse(String text, @Nullable String path) {
        try {
            return new TomlText(text).node(TOML.readTree(text), 1);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw ConfigText.wrong(path, "line " + line + ": is no TOML: " + e.getOriginalMessage());
        }
    }

    private Node node(JsonNode from, int line) {
        if (from.isObject()) {
            var fields = new LinkedHashMap<String, Node>();
            from.properties()
                    .forEach(field -> fields.put(field.getKey(), node(field.getValue(), line(field.getKey(), line))));
            return new Node(line, fields);
        }
        if (from.isArray()) {
            var items = new ArrayList<Node>();
            from.forEach(item -> items.add(node(item, line)));
            return new Node(line, items);
        }
        return new Node(line, from.isNull() || from.isMissingNode() ? null : from.asText());
    }

    /** At or behind the line of what it is in. */
    private int line(String key, int from) {
        String quoted = "[\"']?" + Pattern.quote(key) + "[\"']?";
        var header = Pattern.compile("\\s*\\[+.*?(?<![\\w-])" + quoted + "\\s*[.\\]].*|\\s*" + quoted + "\\s*[.=].*");
        for (int i = from - 1; i < lines.size(); i++) {
            if (header.matcher(lines.get(i)).matches()) {
                return i + 1;
            }
        }
        return from;
    }
}
