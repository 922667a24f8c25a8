package mcphub.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mcphub.kernel.Refusal;
import mcphub.policy.ConfigText.Node;
import org.jspecify.annotations.Nullable;

/** Where the settings of yarn, bun and pnpm that lie in a project say that packages come from. */
final class ProjectRegistries {
    static final Set<String> FILES = Set.of(".yarnrc.yml", "bunfig.toml", "pnpm-workspace.yaml");
    /** What cannot be read may name any. */
    private static final String UNREAD = "$";

    private final Map<String, String> variables = new LinkedHashMap<>();

    private ProjectRegistries() {}

    /** Their registries, by the variables of the environment that say the same. */
    static Map<String, String> of(String name, String text) {
        var read = new ProjectRegistries();
        try {
            var root = ConfigText.parse(text, name);
            switch (name) {
                case ".yarnrc.yml" -> {
                    read.all("YARN_NPM_REGISTRY_SERVER", root.get("npmRegistryServer"));
                    root.get("npmScopes")
                            .object()
                            .forEach((scope, of) ->
                                    read.scope(String.valueOf(scope), ((Node) of).get("npmRegistryServer")));
                }
                case "bunfig.toml" -> {
                    var install = root.get("install");
                    read.all("BUN_CONFIG_REGISTRY", install.get("registry"));
                    install.get("scopes").object().forEach((scope, of) -> read.scope(String.valueOf(scope), (Node) of));
                }
                default -> {
                    read.all("pnpm_config_registry", root.get("registry"));
                    var registries = root.get("registries").object();
                    registries.forEach((scope, of) -> {
                        if (scope.equals("default")) {
                            read.all("pnpm_config_registry", (Node) of);
                        } else {
                            read.scope(String.valueOf(scope), (Node) of);
                        }
                    });
                }
            }
        } catch (Refusal unreadable) {
            read.variables.put("npm_config_registry", UNREAD);
        }
        return read.variables;
    }

    private void all(String variable, Node registry) {
        String address = address(registry);
        if (address != null) {
            variables.put(variable, address);
        }
    }

    private void scope(String scope, Node registry) {
        String address = address(registry);
        if (address != null) {
            variables.put("npm_config_" + (scope.startsWith("@") ? scope : "@" + scope) + ":registry", address);
        }
    }

    /** Null where none is named. */
    private static @Nullable String address(Node registry) {
        Object value = registry.isObject() ? registry.get("url").value() : registry.value();
        return value == null ? null : value instanceof String text ? text : UNREAD;
    }
}
