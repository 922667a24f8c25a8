package mcphub.launcher;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration in the shape of each client, all of them with the same server: by the path below which its client finds it. */
final class ClientFiles {
    private static final String ARGS = "[\"-y\", \"risky-shell@0.0.1\"]";
    private static final String ENTRY = "{\"command\": \"npx\", \"args\": " + ARGS + "}";
    private static final String MAP = "{\"risky\": " + ENTRY + "}";
    private static final String MCP_SERVERS = "{\"mcpServers\": " + MAP + "}";
    private static final String TYPED =
            "{\n  \"servers\": {\n    \"risky\": {\"type\": \"stdio\", \"command\": \"npx\", \"args\": " + ARGS
                    + "}\n  }\n}";
    private static final String OPENCODE =
            "{\"$schema\": \"https://opencode.ai/config.json\", // ours\n \"mcp\": {\"risky\": {\"type\": \"local\", \"command\":"
                    + " [\"npx\", \"-y\", \"risky-shell@0.0.1\"], \"enabled\": true, \"environment\": {}}}}";
    private static final String GOOSE =
            "extensions:\n  developer:\n    type: builtin\n    enabled: true\n  risky:\n    type: stdio\n    cmd: npx\n    args: [-y, risky-shell@0.0.1]\n    envs: {}\n";
    private static final String CONTINUE =
            "name: ours\nversion: 1.0.0\nschema: v1\nmcpServers:\n  - name: risky\n    command: npx\n    args:\n      - -y\n      - risky-shell@0.0.1\n";
    private static final String PACKAGES =
            "{\"name\": \"io.example/risky\", \"packages\": [{\"registryType\": \"npm\", \"identifier\": \"risky-shell\", \"version\": \"0.0.1\"}]}";

    private ClientFiles() {}

    /** Claude Code's. */
    static String claude() {
        return MCP_SERVERS;
    }

    /** By path; each in a folder of its own, so that a walk has to find it. */
    static Map<String, String> all() {
        var files = new LinkedHashMap<String, String>();
        for (String path : List.of(
                "claude/.mcp.json",
                "desktop/claude_desktop_config.json",
                "cursor/.cursor/mcp.json",
                "windsurf/.windsurf/mcp.json",
                "windsurf/.windsurf/mcp_config.json",
                "windsurf/.codeium/windsurf/mcp_config.json",
                "cline/cline_mcp_settings.json",
                "cline/.cline/mcp.json",
                "roo/.roo/mcp.json",
                "roo/mcp_settings.json",
                "kiro/.kiro/settings/mcp.json",
                "amazon/.amazonq/mcp.json",
                "amazon/.amazonq/cli-agents/ours.json",
                "amazon/.amazonq/agents/ours.json",
                "junie/.junie/mcp/mcp.json",
                "junie/.idea/mcp.json",
                "gemini/.gemini/settings.json",
                "gemini/gemini-extension.json",
                "qwen/.qwen/settings.json",
                "continue/.continue/mcpServers/ours.json",
                "copilot/.github/mcp.json",
                "copilot/.copilot/mcp-config.json",
                "studio/mcp.json",
                "list/mcp_servers.json")) {
            files.put(path, MCP_SERVERS);
        }
        files.put("plugin/.mcp.json", MAP);
        files.put("plugin/.claude-plugin/plugin.json", "{\"name\": \"ours\", \"mcpServers\": " + MAP + "}");
        files.put("user/.claude.json", "{\"projects\": {\"/srv/x\": " + MCP_SERVERS + "}}");
        files.put("vscode/.vscode/mcp.json", TYPED);
        files.put("vscode/.vscode/settings.json", "{\"mcp\": " + TYPED + "}");
        files.put("dotted/.vscode/settings.json", "{\"mcp.servers\": " + MAP + "}");
        files.put("vscode/ours.code-workspace", "{\"folders\": [], \"settings\": {\"mcp\": " + TYPED + "}}");
        files.put(
                "dev/.devcontainer/devcontainer.json", "{\"customizations\": {\"vscode\": {\"mcp\": " + TYPED + "}}}");
        files.put(
                "dev/.devcontainer.json",
                "{\"customizations\": {\"vscode\": {\"settings\": {\"mcp\": " + TYPED + "}}}}");
        files.put("vs/.vs/mcp.json", "\uFEFF" + TYPED);
        files.put(
                "zed/.zed/settings.json",
                "{\"context_servers\": {\"risky\": {\"command\": {\"path\": \"npx\", \"args\": " + ARGS + "}}}}");
        files.put(
                "codex/.codex/config.toml",
                "model = \"x\"\n\n[mcp_servers.risky]\ncommand = \"npx\"\nargs = " + ARGS
                        + "\n\n[mcp_servers.risky.env]\nA = \"b\"\n");
        files.put("goose/.goose/config.yaml", GOOSE);
        files.put("goose/.config/goose/config.yaml", GOOSE);
        files.put("continue/.continue/mcpServers/ours.yaml", CONTINUE);
        files.put("continue/.continue/mcpServers/ours.yml", CONTINUE);
        files.put("continue/.continue/config.yaml", CONTINUE);
        files.put("opencode/opencode.json", OPENCODE);
        files.put("opencode/opencode.jsonc", OPENCODE);
        files.put("opencode/.opencode/opencode.json", OPENCODE);
        files.put(
                "crush/crush.json",
                "{\"mcp\": {\"risky\": {\"type\": \"stdio\", \"command\": \"npx\", \"args\": " + ARGS + "}}}");
        files.put("crush/.crush.json", "{\"mcp\": " + MAP + "}");
        files.put("amp/.amp/settings.json", "{\"amp.mcpServers\": " + MAP + "}");
        files.put(
                "bundle/manifest.json",
                "{\"manifest_version\": \"0.2\", \"name\": \"risky\", \"server\": {\"type\": \"node\", \"entry_point\": \"x.js\", \"mcp_config\": "
                        + ENTRY + "}}");
        files.put("registry/server.json", PACKAGES);
        files.put("answer/server.json", "{\"server\": " + PACKAGES + ", \"_meta\": {}}");
        files.put("answers/mcp-servers.json", "{\"servers\": [{\"server\": " + PACKAGES + "}]}");
        return files;
    }

    /** Files of the same names that have nothing to do with servers. */
    static Map<String, String> others() {
        return Map.of(
                "other/.vscode/settings.json", "{\"cSpell.words\": [\"mcp\"]}",
                "other/b/.vscode/settings.json", "{\"mcp\": {\"discovery\": true}}",
                "other/manifest.json", "{\"name\": \"a page\", \"icons\": []}",
                "other/server.json", "{\"port\": 8080}",
                "other/empty/.mcp.json", "",
                "other/none/.mcp.json", "{\"mcpServers\": null}",
                "node_modules/x/.mcp.json", MCP_SERVERS,
                "a/node_modules/x/.cursor/mcp.json", MCP_SERVERS,
                ".git/.mcp.json", MCP_SERVERS);
    }
}
