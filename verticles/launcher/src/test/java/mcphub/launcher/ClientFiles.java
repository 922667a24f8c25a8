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
    private static final String RECIPE =
            "title: ours\nextensions:\n  - type: builtin\n    name: developer\n  - type: stdio\n    name: risky\n    cmd: npx\n    args: [-y, risky-shell@0.0.1]\n";
    private static final String PACKAGES =
            "{\"name\": \"io.example/risky\", \"packages\": [{\"registryType\": \"npm\", \"identifier\": \"risky-shell\", \"version\": \"0.0.1\"}]}";

    private ClientFiles() {}

    /** Claude Code's. */
    static String claude() {
        return MCP_SERVERS;
    }

    private static String front(String key) {
        return "---\nname: ours\n" + key
                + ":\n  risky:\n      command: npx\n      args: [-y, risky-shell@0.0.1]\n---\n# Ours\n\nours \\\n  --help\n";
    }

    /** By path; each in a folder of its own, so that a walk has to find it. */
    static Map<String, String> all() {
        var files = new LinkedHashMap<String, String>();
        for (String path : List.of(
                "claude/.mcp.json",
                "claude/managed-mcp.json",
                "desktop/claude_desktop_config.json",
                "cursor/.cursor/mcp.json",
                "windsurf/.windsurf/mcp.json",
                "windsurf/.windsurf/mcp_config.json",
                "windsurf/.codeium/windsurf/mcp_config.json",
                "windsurf/mcp_config.json",
                "cline/cline_mcp_settings.json",
                "roo/.roo/mcp.json",
                "roo/mcp_settings.json",
                "kiro/.kiro/settings/mcp.json",
                "amazon/.amazonq/mcp.json",
                "amazon/.amazonq/cli-agents/ours.json",
                "amazon/amazonq/cli-agents/ours.json",
                "junie/.junie/mcp/mcp.json",
                "gemini/.gemini/settings.json",
                "gemini/gemini-cli/settings.json",
                "gemini/GeminiCli/settings.json",
                "gemini/system-defaults.json",
                "gemini/gemini-extension.json",
                "qwen/.qwen/settings.json",
                "qwen/qwen-code/settings.json",
                "qwen/qwen-extension.json",
                "augment/.augment/settings.json",
                "augment/.augment/settings.local.json",
                "factory/.factory/mcp.json",
                "porter/mcporter.json",
                "porter/mcporter.jsonc",
                "plugin/.plugin/plugin.json",
                "plugin/.github/plugin/plugin.json",
                "plugin/.codex-plugin/plugin.json",
                "plugin/.cursor-plugin/plugin.json",
                "plugin/.qoder-plugin/plugin.json",
                "plugin/.augment-plugin/plugin.json",
                "plugin/.factory-plugin/plugin.json",
                "continue/.continue/mcpServers/ours.json",
                "copilot/.github/mcp.json",
                "copilot/.copilot/mcp-config.json",
                "copilot/mcp-config.json",
                "studio/mcp.json",
                "list/mcp_servers.json")) {
            files.put(path, MCP_SERVERS);
        }
        files.put("claude/managed-settings.json", "{\"managedMcpServers\": " + MAP + "}");
        files.put("plugin/.mcp.json", "{\"$schema\": \"https://example.org\", \"risky\": " + ENTRY + "}");
        files.put("plugin/plugin.json", "{\"mcpServers\": [\"./.mcp.json\", " + MAP + "]}");
        files.put("plugin/marketplace.json", "{\"plugins\": [{\"name\": \"ours\", \"mcpServers\": " + MAP + "}]}");
        files.put("skill/SKILL.md", front("mcpServers"));
        files.put("copilot/.github/agents/ours.agent.md", front("mcp-servers"));
        files.put("copilot/ours.agent.md", front("mcp-servers"));
        files.put("gemini/.gemini/agents/ours.md", front("mcp_servers"));
        files.put("claude/.claude/agents/ours.md", front("mcpServers").replace("  risky:", "  - risky:"));
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
        files.put("dev/devcontainer-feature.json", "{\"customizations\": {\"vscode\": {\"mcp\": " + TYPED + "}}}");
        files.put("vs/.vs/mcp.json", "\uFEFF" + TYPED);
        for (String path : List.of("zed/.zed/settings.json", "home/zed/settings.json")) {
            files.put(
                    path,
                    "{\"context_servers\": {\"risky\": {\"command\": {\"path\": \"npx\", \"args\": " + ARGS + "}}}}");
        }
        for (String path : List.of(
                "codex/.codex/config.toml",
                "home/codex/config.toml",
                "home/ours.config.toml",
                "home/managed_config.toml",
                "home/.codex/agents/ours.toml",
                "home/.grok/config.toml")) {
            files.put(
                    path,
                    "model = \"x\"\n\n[mcp_servers.risky]\ncommand = \"npx\"\nargs = " + ARGS
                            + "\n\n[mcp_servers.risky.env]\nA = \"b\"\n");
        }
        files.put("goose/.config/goose/config.yaml", GOOSE);
        files.put("Block/goose/config/config.yaml", GOOSE);
        for (String folder : List.of("goose/.goose/recipes/ours", "goose/goose/recipes/ours", "goose/recipe")) {
            files.put(folder + ".yaml", RECIPE);
            files.put(
                    folder + ".json",
                    "{\"extensions\": [{\"type\": \"stdio\", \"cmd\": \"npx\", \"args\": " + ARGS + "}]}");
        }
        for (String folder : List.of("mcpServers", "agents", "assistants", "configs")) {
            files.put("continue/.continue/" + folder + "/ours.yaml", CONTINUE);
            files.put("continue/.continue/" + folder + "/ours.yml", CONTINUE);
        }
        files.put("continue/.continue/config.yaml", CONTINUE);
        files.put(
                "continue/.continue/config.json",
                "{\"experimental\": {\"modelContextProtocolServers\": [{\"transport\": " + ENTRY + "}]}}");
        files.put("continue/.continue/mcpServers/one.json", ENTRY);
        for (String path : List.of(
                "opencode/opencode.json",
                "opencode/opencode.jsonc",
                "opencode/.opencode/opencode.json",
                "kilo/kilo.json",
                "kilo/kilo.jsonc")) {
            files.put(path, OPENCODE);
        }
        files.put("home/opencode/config.json", "{\"mcp\": {\"servers\": " + MAP + "}}");
        files.put(
                "crush/crush.json",
                "{\"mcp\": {\"risky\": {\"type\": \"stdio\", \"command\": \"npx\", \"args\": " + ARGS + "}}}");
        files.put("crush/.crush.json", "{\"mcp\": " + MAP + "}");
        for (String path : List.of(
                "amp/.amp/settings.json",
                "amp/.amp/settings.jsonc",
                "home/amp/settings.json",
                "home/amp/settings.jsonc")) {
            files.put(path, "{\"amp.mcpServers\": " + MAP + "}");
        }
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
        var files = new LinkedHashMap<String, String>();
        files.put("other/.vscode/settings.json", "{\"cSpell.words\": [\"mcp\"]}");
        files.put("other/b/.vscode/settings.json", "{\"mcp\": {\"discovery\": true}}");
        files.put("other/manifest.json", "{\"name\": \"a page\", \"icons\": []}");
        files.put("other/server.json", "{\"port\": 8080}");
        files.put("other/empty/.mcp.json", "");
        files.put("other/none/.mcp.json", "{\"mcpServers\": null}");
        files.put("other/plugin.json", "{\"type\": \"panel\"}");
        files.put("other/skills/SKILL.md", "---\nname: x\ndescription: About mcpServers\n---\n" + MCP_SERVERS);
        files.put("other/skills/b/SKILL.md", "# Title\n\n---\nmcpServers: {a: {command: x}}\n---\n");
        files.put("other/agents/a.md", "---\nname: x\ndescription: Use it: always\n---\nmcpServers: \\\n\\u0041");
        files.put("other/agents/b.md", "");
        files.put("node_modules/x/.mcp.json", MCP_SERVERS);
        files.put("a/node_modules/x/.cursor/mcp.json", MCP_SERVERS);
        files.put(".git/.mcp.json", MCP_SERVERS);
        return files;
    }
}
