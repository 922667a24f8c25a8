package mcphub.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.kernel.Frontmatter;
import mcphub.policy.ConfigText.Node;
import org.jspecify.annotations.Nullable;

/** Where servers stand in a configuration, whichever client it is for. A file may be read as that of several clients; each place counts. */
final class ConfigPlaces {
    /** Maps or lists of servers: of most clients; Zed; Codex; agents of Copilot; what an organization tells Claude Code; Continue; settings of Amp and VS Code with dots in their keys. */
    private static final List<String> SERVERS = List.of(
            "mcpServers",
            "servers",
            "context_servers",
            "mcp_servers",
            "mcp-servers",
            "managedMcpServers",
            "modelContextProtocolServers",
            "amp.mcpServers",
            "mcp.servers");
    /** What has places within: workspaces of VS Code, dev containers, Continue, opencode. */
    private static final List<String> WRAPPERS = List.of("settings", "customizations", "vscode", "experimental", "mcp");

    /** The keys of what is started; all are read, since clients differ in which of them they prefer. */
    static final List<String> COMMANDS = List.of("command", "cmd", "executable");

    static final List<String> URLS =
            List.of("url", "serverUrl", "httpUrl", "uri", "endpoint", "baseUrl", "base_url", "server_url");
    /** Of servers that are reached by an address. */
    private static final Pattern TYPES =
            Pattern.compile("https?|sse|wss?|streamable.?http|remote", Pattern.CASE_INSENSITIVE);
    /** There are three; each has a copy of what is said for all. */
    private static final int MOST_SYSTEMS = 10;
    /** In which Continue has what starts a server. */
    private static final String TRANSPORT = "transport";
    /** Goose's own parts. */
    private static final Set<String> BUILT_IN = Set.of("builtin", "platform", "frontend");

    /** What stands at a place. */
    enum Kind {
        SERVER,
        MANIFEST,
        UNREAD
    }

    /**
     * One place.
     *
     * @param name the server's key there, or the place's own
     */
    record Found(Kind kind, String name, Node entry) {}

    private final @Nullable String path;
    private final Project project;
    private final List<Found> found = new ArrayList<>();
    private boolean isConfiguration;

    private ConfigPlaces(@Nullable String path, Project project) {
        this.path = path;
        this.project = project;
    }

    /** Whether there is a place for servers at all, be it empty; and what stands there. */
    record Places(boolean isConfiguration, List<Found> found) {}

    /**
     * All places of a file.
     *
     * @param path where it is from; null where nobody said
     * @throws mcphub.kernel.Refusal BAD_REQUEST that names the line, where a bundle names more systems than there are
     */
    static Places of(Node root, @Nullable String path, Project project) {
        var places = new ConfigPlaces(path, project);
        places.collect(root);
        places.manifests(root);
        root.get("projects").object().values().forEach(each -> places.collect((Node) each));
        root.get("plugins").list().forEach(places::collect);
        // who reads a bare map looks for this key first
        boolean mayBeBare = !root.has("mcpServers") && !Frontmatter.isIn(path);
        if (mayBeBare) {
            places.bare(root);
        }
        return new Places(places.isConfiguration, List.copyOf(places.found));
    }

    private void collect(Node node) {
        for (String key : SERVERS) {
            if (node.has(key)) {
                isConfiguration = true;
                servers(key, node.get(key));
            }
        }
        started("mcp", node.get("mcp"));
        started("extensions", node.get("extensions"));
        for (String key : WRAPPERS) {
            if (node.get(key).isObject()) {
                collect(node.get(key));
            }
        }
    }

    private void servers(String key, Node servers) {
        servers.object().forEach((name, server) -> server(String.valueOf(name), (Node) server));
        servers.list().forEach(item -> item(key, item));
        if (servers.value() instanceof String) {
            elsewhere(key, servers);
        }
    }

    /** An entry of a list: a server with its name in it or in front of it, a manifest of the registry, or the name of what stands elsewhere. */
    private void item(String key, Node item) {
        if (!item.isObject()) {
            elsewhere(key, item);
            return;
        }
        int before = found.size();
        var within = item.get("server");
        boolean isManifest = (item.has("server") && !isStarted(within)) || item.has("packages") || item.has("remotes");
        if (isManifest) {
            add(Kind.MANIFEST, key, item.has("server") ? within : item);
        }
        if (isStarted(item) || isStarted(item.get(TRANSPORT))) {
            server(name(item, key), item);
        } else if (!isManifest) {
            started(key, item);
        }
        if (found.size() == before) {
            add(Kind.SERVER, name(item, key), item);
        }
    }

    private static String name(Node entry, String key) {
        String name = entry.text("name");
        return name == null ? key : name;
    }

    private void server(String name, Node entry) {
        boolean isWithin = isStarted(entry.get(TRANSPORT));
        if (isWithin) {
            add(Kind.SERVER, name, entry.get(TRANSPORT));
        }
        if (!isWithin || isStarted(entry)) {
            add(Kind.SERVER, name, entry);
        }
    }

    /** A file of the project is judged by itself. */
    private void elsewhere(String key, Node named) {
        boolean isThere = named.value() instanceof String file && project.has(file);
        if (!isThere) {
            add(Kind.UNREAD, key, named);
        }
    }

    /** A map or a list in which not everything need be a server: of opencode, Crush and Goose. */
    private void started(String key, Node entries) {
        entries.object().forEach((name, each) -> mayBeStarted(String.valueOf(name), (Node) each));
        entries.list().forEach(each -> mayBeStarted(name(each, key), each));
    }

    private void mayBeStarted(String name, Node entry) {
        String type = entry.text("type");
        boolean isBuiltIn = type != null && BUILT_IN.contains(type);
        if (isStarted(entry) || (entry.isObject() && type != null && !isBuiltIn)) {
            isConfiguration = true;
            add(Kind.SERVER, name, entry);
        }
    }

    /** An object there is an entry of this name, but for Zed's, which has a path. */
    private static boolean isStarted(Node entry) {
        return Stream.concat(COMMANDS.stream(), URLS.stream())
                .filter(entry::has)
                .map(entry::get)
                .anyMatch(start -> !start.isObject() || start.has("path"));
    }

    /** A server.json of the registry, or an answer of it with one; a bundle's manifest. */
    private void manifests(Node root) {
        var server = root.get("server");
        if (server.has("mcp_config")) {
            isConfiguration = true;
            bundle(name(root, "server"), server.get("mcp_config"));
            return;
        }
        var manifest = server.isObject() ? server : root;
        if (manifest.has("packages") || manifest.has("remotes")) {
            isConfiguration = true;
            add(Kind.MANIFEST, "server.json", manifest);
        }
    }

    /** A bundle's server, and what it is on each system: what is said for that one, over what is said for all. */
    private void bundle(String name, Node everywhere) {
        add(Kind.SERVER, name, everywhere);
        var overrides = everywhere.get("platform_overrides");
        if (overrides.object().size() > MOST_SYSTEMS) {
            throw ConfigText.wrong(path, "line " + overrides.line() + ": names more than " + MOST_SYSTEMS + " systems");
        }
        overrides.object().forEach((system, each) -> {
            var override = (Node) each;
            var there = new LinkedHashMap<Object, Object>(everywhere.object());
            there.putAll(override.object());
            add(Kind.SERVER, name + " (" + system + ')', new Node(override.line(), there));
        });
    }

    /** Servers without anything around them, as plugins have them; or one, as Continue has it. Where there are other places, only what can be nothing else is one. */
    private void bare(Node root) {
        boolean isAlone = !isConfiguration;
        if (isAlone && isStarted(root)) {
            isConfiguration = true;
            add(Kind.SERVER, name(root, "server"), root);
        }
        root.object().forEach((name, each) -> {
            var entry = (Node) each;
            if (isAlone ? isStarted(entry) : isServer(entry)) {
                isConfiguration = true;
                add(Kind.SERVER, String.valueOf(name), entry);
            }
        });
    }

    /** Settings have addresses, and commands for a line of status; a repository has a type, too. */
    private static boolean isServer(Node entry) {
        String type = String.valueOf(entry.text("type"));
        boolean isCommand = COMMANDS.stream().anyMatch(entry::has) && !type.equals("command");
        return isStarted(entry) && (isCommand || TYPES.matcher(type).matches());
    }

    private void add(Kind kind, String name, Node entry) {
        found.add(new Found(kind, name, entry));
    }
}
