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
import java.util.Map;
import java.util.regex.Pattern;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads which servers a client's configuration uses: {@code .mcp.json}, {@code claude_desktop_config.json}, Cursor's, VS Code's {@code mcp.json} and settings, and a
 * {@code server.json} of the MCP registry; with comments and trailing commas, as their editors write them.
 */
final class ClientConfig {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final Pattern ORIGIN = Pattern.compile("^(\\w+://)(?:[^/?#@]*@)?([^/?#@]+)");
    private static final Map<String, String> KINDS =
            Map.of("npm", "npm", "pypi", "pypi", "oci", "oci", "docker", "oci");
    private static final List<String> SERVERS = List.of("mcpServers", "servers", "context_servers");

    private final @Nullable String path;
    private final List<Asked> found = new ArrayList<>();
    private boolean hasServers;

    private ClientConfig(@Nullable String path) {
        this.path = path;
    }

    /**
     * A value with its place.
     *
     * @param line from 1
     * @param value a map or a list of nodes, or what stands there
     */
    private record Node(int line, @Nullable Object value) {
        static final Node NOTHING = new Node(1, null);

        Map<?, ?> object() {
            return value instanceof Map<?, ?> map ? map : Map.of();
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
    }

    /**
     * The servers in the order of the text.
     *
     * @param path the file that it is from; null where nobody said
     * @throws Refusal BAD_REQUEST that names the line where the text is no JSON, or that says that there are no servers in it
     */
    static List<Asked> read(String text, @Nullable String path) {
        var config = new ClientConfig(path);
        config.collect(parse(text, path), true);
        if (!config.hasServers) {
            throw wrong(
                    path,
                    "has none of mcpServers, servers, context_servers, packages and remotes; expected the text of a client's"
                            + " configuration or of a server.json");
        }
        return config.found;
    }

    private static Node parse(String text, @Nullable String path) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = JSON.createParser(bare)) {
            if (parser.nextToken() == null) {
                throw wrong(path, "is empty");
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
            throw wrong(
                    path,
                    "line " + (location == null ? 1 : location.getLineNr()) + ": is no JSON: "
                            + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Refusal wrong(@Nullable String path, String what) {
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
            case VALUE_STRING -> new Node(line, parser.getText());
            default -> new Node(line, null);
        };
    }

    private void collect(Node root, boolean isTop) {
        for (String key : SERVERS) {
            if (root.get(key).value() instanceof Map<?, ?> servers) {
                hasServers = true;
                servers.forEach((name, server) -> client(String.valueOf(name), (Node) server));
            }
        }
        if (!isTop) {
            return;
        }
        collect(root.get("mcp"), false);
        root.get("projects").object().values().forEach(project -> collect((Node) project, false));
        if (root.object().containsKey("packages") || root.object().containsKey("remotes")) {
            hasServers = true;
            manifest(root);
        }
    }

    private void client(String server, Node entry) {
        for (String key : List.of("url", "serverUrl", "httpUrl", "uri")) {
            String url = entry.text(key);
            if (url != null) {
                add(origin(url), null, server, entry, "remote", null);
                return;
            }
        }
        String command = entry.text("command");
        var arguments = new ArrayList<String>();
        if (command == null) {
            // as Zed writes it
            command = entry.get("command").text("path");
            texts(entry.get("command").get("args"), arguments);
        }
        if (command == null) {
            add(server, null, server, entry, "local", null);
            return;
        }
        texts(entry.get("args"), arguments);
        var environment =
                entry.get("env").object().keySet().stream().map(String::valueOf).toList();
        for (var started : CommandLine.all(command, arguments, environment)) {
            add(started.name(), started.version(), server, entry, started.kind(), started.open());
        }
    }

    private static void texts(Node list, List<String> into) {
        list.list().forEach(item -> into.add(item.value() instanceof String text ? text : ""));
    }

    /** A {@code server.json}, whose fields had other names before. */
    private void manifest(Node root) {
        String server = root.text("name") == null ? "server.json" : String.valueOf(root.text("name"));
        for (Node entry : root.get("packages").list()) {
            String name = first(entry, "identifier", "name");
            if (name != null) {
                String type = first(entry, "registryType", "registry_type", "registry_name");
                String kind = KINDS.getOrDefault(String.valueOf(type), "local");
                boolean prefixed = kind.equals("pypi") || kind.equals("oci");
                add(prefixed ? kind + ':' + name : name, entry.text("version"), server, entry, kind, null);
            }
        }
        for (Node entry : root.get("remotes").list()) {
            String url = entry.text("url");
            if (url != null) {
                add(origin(url), null, server, entry, "remote", null);
            }
        }
    }

    /** Scheme, host and port: what stands behind them may be a secret. */
    private static String origin(String url) {
        var match = ORIGIN.matcher(url);
        return match.find() ? match.group(1) + match.group(2) : "a remote server";
    }

    private static @Nullable String first(Node node, String... keys) {
        for (String key : keys) {
            String text = node.text(key);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private void add(
            String name, @Nullable String version, String server, Node entry, String kind, @Nullable String open) {
        found.add(new Asked(
                name,
                version,
                null,
                null,
                new Asked.Place(server, path, entry.line(), kind),
                open == null ? List.of() : List.of(open)));
    }
}
