package mcphub.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mcphub.policy.ConfigText.Node;

/** Where servers stand in a configuration, whichever client it is for. A file may be read as that of several clients; each place counts. */
final class ConfigPlaces {
    /** Maps or lists of servers: of most clients; Zed; Codex; settings of Amp and VS Code with dots in their keys. */
    private static final List<String> SERVERS =
            List.of("mcpServers", "servers", "context_servers", "mcp_servers", "amp.mcpServers", "mcp.servers");
    /** What has settings within: workspaces of VS Code, dev containers. */
    private static final List<String> WRAPPERS = List.of("settings", "customizations", "vscode");

    private static final List<String> STARTS =
            List.of("command", "cmd", "url", "serverUrl", "httpUrl", "uri", "endpoint");
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

    private final Project project;
    private final List<Found> found = new ArrayList<>();
    private boolean isConfiguration;

    private ConfigPlaces(Project project) {
        this.project = project;
    }

    /** Whether there is a place for servers at all, be it empty; and what stands there. */
    record Places(boolean isConfiguration, List<Found> found) {}

    /** All places of a file. */
    static Places of(Node root, Project project) {
        var places = new ConfigPlaces(project);
        places.collect(root);
        places.manifests(root);
        root.get("projects").object().values().forEach(each -> places.collect((Node) each));
        if (!places.isConfiguration) {
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
        var mcp = node.get("mcp");
        boolean isWrapper = SERVERS.stream().anyMatch(mcp::has);
        if (isWrapper) {
            collect(mcp);
        } else {
            started(mcp);
        }
        started(node.get("extensions"));
        for (String key : WRAPPERS) {
            if (node.get(key).isObject()) {
                collect(node.get(key));
            }
        }
    }

    private void servers(String key, Node servers) {
        servers.object().forEach((name, server) -> add(Kind.SERVER, String.valueOf(name), (Node) server));
        for (Node item : servers.list()) {
            String name = item.text("name");
            boolean isManifest = !item.isObject() || item.has("server") || item.has("packages") || item.has("remotes");
            if (isManifest) {
                add(Kind.MANIFEST, key, item.has("server") ? item.get("server") : item);
            } else {
                add(Kind.SERVER, name == null ? key : name, item);
            }
        }
        if (servers.value() instanceof String file && !project.has(file)) {
            add(Kind.UNREAD, key, servers);
        }
    }

    /** A map in which not everything need be a server: of opencode, Crush and Goose. */
    private void started(Node map) {
        map.object().forEach((name, each) -> {
            var entry = (Node) each;
            String type = entry.text("type");
            boolean isBuiltIn = type != null && BUILT_IN.contains(type);
            if (isStarted(entry) || (entry.isObject() && type != null && !isBuiltIn)) {
                isConfiguration = true;
                add(Kind.SERVER, String.valueOf(name), entry);
            }
        });
    }

    private static boolean isStarted(Node entry) {
        return STARTS.stream().anyMatch(entry::has);
    }

    /** A server.json of the registry, or an answer of it with one; a bundle's manifest. */
    private void manifests(Node root) {
        var server = root.get("server");
        if (server.has("mcp_config")) {
            isConfiguration = true;
            String name = root.text("name");
            add(Kind.SERVER, name == null ? "server" : name, server.get("mcp_config"));
            return;
        }
        var manifest = server.isObject() ? server : root;
        if (manifest.has("packages") || manifest.has("remotes")) {
            isConfiguration = true;
            add(Kind.MANIFEST, "server.json", manifest);
        }
    }

    /** A map of servers and nothing else, as plugins have it. */
    private void bare(Node root) {
        boolean isMap =
                !root.object().isEmpty() && root.object().values().stream().allMatch(entry -> isStarted((Node) entry));
        if (isMap) {
            isConfiguration = true;
            servers("", root);
        }
    }

    private void add(Kind kind, String name, Node entry) {
        found.add(new Found(kind, name, entry));
    }
}
