package mcphub.analysis.reading;

/**
 * One dependency as a manifest declares it.
 *
 * @param name the package's name; Python names in lower case with dashes
 * @param requirement the version, range or URL asked for; empty where any will do
 * @param scope when it is installed
 * @param line where the manifest says so, 1-based
 */
public record Dependency(String name, String requirement, Scope scope, int line) {

    /** When a dependency is installed. */
    public enum Scope {
        RUNTIME,
        OPTIONAL,
        DEVELOPMENT
    }
}
