package mcphub.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import mcphub.kernel.Frontmatter;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The text of a configuration as nodes that know their lines: TOML, YAML and what stands in front of Markdown by the name of the file, else JSON with comments and trailing commas, as editors write
 * it.
 */
final class ConfigText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final Pattern MAY_NAME_SERVERS =
            Pattern.compile("mcp[-_]?servers|mcp:|\\\\[ux\r\n]", Pattern.CASE_INSENSITIVE);

    private ConfigText() {}

    /**
     * A value with its place.
     *
     * @param line from 1
     * @param value a map or a list of nodes, a text (of a number, too), or nothing
     */
    record Node(int line, @Nullable Object value) {
        static final Node NOTHING = new Node(1, null);

        Map<?, ?> object() {
            return value instanceof Map<?, ?> map ? map : Map.of();
        }

        boolean isObject() {
            return value instanceof Map<?, ?>;
        }

        boolean has(String key) {
            return object().containsKey(key);
        }

        /** What stands there; nothing where there is no such key. */
        Node get(String key) {
            return object().get(key) instanceof Node node ? node : NOTHING;
        }

        List<Node> list() {
            return value instanceof List<?> items
                    ? items.stream().map(Node.class::cast).toList()
                    : List.of();
        }

        @Nullable
        String text(String key) {
            return get(key).value instanceof String text ? text : null;
        }

        /** The first of some keys that has a text. */
        @Nullable
        String first(String... keys) {
            for (String key : keys) {
                String text = text(key);
                if (text != null) {
                    return text;
                }
            }
            return null;
        }

        /** The texts of a list, an empty one for what is none. */
        List<String> texts() {
            return list().stream()
                    .map(item -> item.value instanceof String text ? text : "")
                    .toList();
        }
    }

    /**
     * Reads it; a text of nothing but space and comments is nothing.
     *
     * @param path the file that it is from; null where nobody said
     * @throws Refusal BAD_REQUEST that names the line where the text is no JSON, TOML or YAML, or says that it is a script
     */
    static Node parse(String text, @Nullable String path) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String name = path == null ? "" : path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".toml")) {
            return TomlText.parse(bare, path);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YamlText.parse(bare, path);
        }
        if (Frontmatter.isIn(path)) {
            return front(Frontmatter.of(bare), path);
        }
        if (name.endsWith("crushrc") && !bare.isBlank()) {
            throw wrong(path, "line 1: is a shell script, which is not read");
        }
        return json(bare, path);
    }

    /** People write there what is no YAML, and clients read some of it all the same; that stops nobody who names no servers. */
    private static Node front(String yaml, @Nullable String path) {
        try {
            return YamlText.parse(yaml, path);
        } catch (Refusal refusal) {
            if (MAY_NAME_SERVERS.matcher(yaml).find()) {
                throw refusal;
            }
            return Node.NOTHING;
        }
    }

    private static Node json(String bare, @Nullable String path) {
        try (JsonParser parser = JSON.createParser(bare)) {
            if (parser.nextToken() == null) {
                return Node.NOTHING;
            }
            Node root = node(parser);
            if (parser.nextToken() != null) {
                throw wrong(
                        path,
                        "line " + parser.currentLocation().getLineNr() + ": something follows the end of the JSON");
            }
            return root;
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            String zeros =
                    bare.indexOf('\0') >= 0 ? " (it has zero bytes, as UTF-16 read as UTF-8 has; expected UTF-8)" : "";
            throw wrong(
                    path,
                    "line " + (location == null ? 1 : location.getLineNr()) + ": is no JSON" + zeros + ": "
                            + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Refusal wrong(@Nullable String path, String what) {
        return Problem.BAD_REQUEST.because(
                "Invalid field 'config'" + (path == null ? "" : " (" + path + ')') + ": " + what);
    }

    private static Node node(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var fields = new LinkedHashMap<String, Node>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    int keyLine = parser.currentTokenLocation().getLineNr();
                    String key = parser.currentName();
                    parser.nextToken();
                    fields.put(key, new Node(keyLine, node(parser).value()));
                }
                yield new Node(line, fields);
            }
            case START_ARRAY -> {
                var items = new ArrayList<Node>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser));
                }
                yield new Node(line, items);
            }
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                new Node(line, parser.getText());
            default -> new Node(line, null);
        };
    }
}
