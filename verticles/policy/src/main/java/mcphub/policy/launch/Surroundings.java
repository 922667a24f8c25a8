package mcphub.policy.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the variables that are set for a line change about what it starts. */
record Surroundings(Launchers launchers, Map<String, String> variables) {
    private static final Pattern NOBODY = Pattern.compile("(?!)");
    private static final Pattern SCOPED = Pattern.compile("npm_config_(@[^:/]+):registry");

    static String plain(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** The reason why a line of an ecosystem does not tell what runs; null where no variable is one. */
    @Nullable
    String unread(String ecosystem) {
        return first(launchers.variables().call().getOrDefault(ecosystem, NOBODY), " makes it start something else");
    }

    /** The variable that changes which release an open range means; null where there is none. */
    @Nullable
    String selects(String ecosystem) {
        return first(launchers.variables().selects().getOrDefault(ecosystem, NOBODY), "");
    }

    private @Nullable String first(Pattern pattern, String behind) {
        return variables.keySet().stream()
                .filter(name -> pattern.matcher(plain(name)).matches())
                .findFirst()
                .map(name -> name + behind)
                .orElse(null);
    }

    /** The same package with what the variables say of it. */
    CommandLine around(CommandLine read) {
        if (read.isLocal()) {
            return read;
        }
        var result = read;
        var cautions = new ArrayList<String>();
        for (var variable : variables.entrySet()) {
            String name = plain(variable.getKey());
            if (read.isPackage()) {
                result = result.from(registry(read, name, variable.getValue()));
            }
            if (launchers.variables().loads().matcher(name).matches()) {
                cautions.add(variable.getKey() + " may load other code into it");
            } else if (launchers.variables().elsewhere().matcher(name).matches()) {
                cautions.add(variable.getKey() + " may lead to other settings or another machine");
            }
        }
        for (String caution : cautions) {
            result = result.warned(caution);
        }
        return result;
    }

    /** Whether it is a folder in which the settings of a user usually are: those that it is started with anyway. */
    private boolean isUsual(String folder) {
        String plain = folder.replace('\\', '/').replaceFirst("/+$", "");
        return launchers.homes().stream().anyMatch(home -> home.matcher(plain).matches());
    }

    private @Nullable String registry(CommandLine read, String name, String value) {
        String ecosystem = read.kind();
        var rules = launchers.variables();
        List<String> own = launchers.own().getOrDefault(ecosystem, List.of());
        if (rules.config().getOrDefault(ecosystem, NOBODY).matcher(name).matches()) {
            if (isUsual(value)) {
                return null;
            }
            return ecosystem.equals("npm") ? Registries.NPMRC : Registries.SETTINGS;
        }
        var scoped = SCOPED.matcher(name);
        if (scoped.matches()) {
            return read.name()
                                    .toLowerCase(Locale.ROOT)
                                    .startsWith(scoped.group(1).replace('_', '-') + '/')
                            || read.name().toLowerCase(Locale.ROOT).startsWith(scoped.group(1) + '/')
                    ? Registries.other(value, own)
                    : null;
        }
        return rules.registry().getOrDefault(ecosystem, NOBODY).matcher(name).matches()
                ? Registries.other(value, own)
                : null;
    }
}
