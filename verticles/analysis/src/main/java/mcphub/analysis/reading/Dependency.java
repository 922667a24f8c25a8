package mcphub.analysis.reading;

import java.util.Locale;
import java.util.Set;

/**
 * One dependency as a manifest declares it.
 *
 * @param name what it is called where it is used; Python names in lower case with dashes
 * @param requirement the version, range or URL asked for; empty where any will do
 * @param scope when it is installed
 * @param line where the manifest says so, 1-based
 * @param isPeer whether the surroundings are asked for it; npm installs it where they have none
 * @param extras of a Python package that are asked for with it
 */
public record Dependency(String name, String requirement, Scope scope, int line, boolean isPeer, Set<String> extras) {

    /** When a dependency is installed. */
    public enum Scope {
        RUNTIME,
        OPTIONAL,
        DEVELOPMENT
    }

    public Dependency {
        extras = Set.copyOf(extras);
    }

    /** One that is no peer and asks for no extras. */
    public Dependency(String name, String requirement, Scope scope, int line) {
        this(name, requirement, scope, line, false, Set.of());
    }

    /** The package that is installed, which an alias calls otherwise. */
    public String packageName() {
        return Alias.name(name, requirement);
    }

    /** A name as Python's tools compare it. */
    public static String pythonName(String written) {
        return written.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }
}
