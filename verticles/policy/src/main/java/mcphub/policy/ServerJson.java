package mcphub.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.policy.ConfigText.Node;
import mcphub.policy.launch.CommandLine;
import mcphub.policy.launch.Registered;
import org.jspecify.annotations.Nullable;

/** What a package of a {@code server.json} starts; its fields had other names before. */
final class ServerJson {
    private static final Pattern SCHEME = Pattern.compile("^[a-z]+://");

    private ServerJson() {}

    /** The package itself, and what its arguments for the launcher name beside it. */
    static List<CommandLine> started(Node entry) {
        String type = String.valueOf(entry.first("registryType", "registry_type", "registry_name"))
                .toLowerCase(Locale.ROOT);
        String identifier = entry.first("identifier", "name");
        if (identifier == null) {
            return List.of(Registered.unknown("a package that is not named"));
        }
        String base = entry.first("registryBaseUrl", "registry_base_url");
        var registered = Registered.read(type, identifier, entry.text("version"), base);
        var all = new ArrayList<CommandLine>();
        all.add(registered);
        String runtime = runtime(type, entry.first("runtimeHint", "runtime_hint"));
        var arguments = arguments(entry);
        var environment = environment(entry);
        if (runtime != null && (!arguments.isEmpty() || !environment.isEmpty())) {
            boolean isContainer = type.equals("oci") || type.equals("docker");
            var words = new ArrayList<String>(isContainer && !arguments.contains("run") ? List.of("run") : List.of());
            words.addAll(arguments);
            words.add(isContainer ? SCHEME.matcher(identifier).replaceFirst("") : identifier);
            var line = CommandLine.read(runtime, words, environment);
            line.stream().filter(one -> !one.name().equals(registered.name())).forEach(all::add);
            all.set(0, registered.like(line));
        }
        return all;
    }

    private static @Nullable String runtime(String type, @Nullable String hint) {
        if (hint != null) {
            return hint;
        }
        return switch (type) {
            case "npm" -> "npx";
            case "pypi" -> "uvx";
            case "oci", "docker" -> "docker";
            default -> null;
        };
    }

    private static List<String> arguments(Node entry) {
        var given = Stream.of("runtimeArguments", "runtime_arguments").flatMap(key -> entry.get(key).list().stream());
        return given.flatMap(argument -> {
                    String name = argument.text("name");
                    String value = argument.first("value", "default");
                    boolean isNamed = "named".equals(argument.text("type")) && name != null;
                    if (!isNamed) {
                        return Stream.of(value == null ? "${value}" : value);
                    }
                    boolean isAlone = value == null && argument.first("valueHint", "value_hint", "format") == null;
                    return isAlone ? Stream.of(name) : Stream.of(name, value == null ? "${value}" : value);
                })
                .toList();
    }

    private static Map<String, String> environment(Node entry) {
        var variables = new LinkedHashMap<String, String>();
        for (String key : List.of("environmentVariables", "environment_variables")) {
            for (Node variable : entry.get(key).list()) {
                String name = variable.text("name");
                if (name != null) {
                    String value = variable.first("value", "default");
                    variables.put(name, value == null ? "${value}" : value);
                }
            }
        }
        return variables;
    }
}
