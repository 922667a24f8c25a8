package mcphub.policy.launch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of registries as command lines, variables and {@code server.json} name them. */
public final class Registries {
    static final String NPMRC = "an npmrc of its own";
    static final String SETTINGS = "settings of its own";
    private static final Pattern ADDRESS =
            Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#@]*@)?([^/?#@]+)([^?#]*)");
    /** As uv names an index: {@code name=https://…}. */
    private static final Pattern LABEL = Pattern.compile("^[A-Za-z0-9_.-]+=(?=[a-z]+://)");

    private Registries() {}

    /** An address that is not one of the ecosystem's own, as scheme, host and path without credentials; in words where it is none; null for the ecosystem's own. */
    static @Nullable String other(String value, List<String> own) {
        var address = ADDRESS.matcher(LABEL.matcher(value.strip()).replaceFirst(""));
        if (!address.find()) {
            return value.isBlank()
                    ? null
                    : value.indexOf('$') >= 0 || value.indexOf('%') >= 0
                            ? "a registry that a variable names"
                            : "a folder or registry of this machine";
        }
        String plain = (address.group(1) + "://" + address.group(2)).toLowerCase(Locale.ROOT)
                + address.group(3).replaceFirst("/+$", "");
        return own.contains(plain) ? null : plain;
    }

    /** The same for an ecosystem by name: {@code npm} or {@code pypi}. */
    public static @Nullable String other(String ecosystem, String value) {
        return other(value, Launchers.SHIPPED.own().getOrDefault(ecosystem, List.of()));
    }
}
