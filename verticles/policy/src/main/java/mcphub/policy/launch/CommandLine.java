package mcphub.policy.launch;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a command line starts: a package of npm or PyPI, a container image, a repository, or something on the machine.
 *
 * @param kind {@code npm}, {@code pypi}, {@code oci}, {@code git} or {@code local}
 * @param name of an npm package as it is written, of others behind a prefix: {@code pypi:fetch}, {@code oci:mcp/time}, {@code git:github.com/acme/server}
 * @param version exactly, in the form that its registry has it; null where the line leaves it open
 * @param range what stands there where it is no exact version: a range or a tag; empty for a variable, null where nothing is named
 * @param registry another registry than the usual one: its address without credentials, or in words; null for the usual one
 * @param node the version of Node that the line has it started on; null where it names none
 * @param cautions sentences about why what runs may not be what is judged
 */
public record CommandLine(
        String kind,
        String name,
        @Nullable String version,
        @Nullable String range,
        @Nullable String registry,
        @Nullable String node,
        List<String> cautions) {

    /** Takes a copy. */
    public CommandLine {
        cautions = List.copyOf(cautions);
    }

    /**
     * All that a command line starts. Where it is not understood, the first that is named is {@code local} with the reason, and each package that the line names stands behind it.
     *
     * @param environment the variables that are set for it, with their values
     */
    public static List<CommandLine> read(String command, List<String> arguments, Map<String, String> environment) {
        return new Reader(Launchers.SHIPPED, environment).line(command, arguments);
    }

    /** Whether one of these variables may load other code into what runs. */
    public static boolean mayLoad(Map<String, String> environment) {
        var loads = Launchers.SHIPPED.variables().loads();
        return environment.keySet().stream()
                .anyMatch(name -> loads.matcher(Surroundings.plain(name)).matches());
    }

    static CommandLine local(String name) {
        return new CommandLine("local", name, null, null, null, null, List.of());
    }

    /** With an exact version. */
    static CommandLine pinned(String kind, String name, String version) {
        return new CommandLine(kind, name, version, null, null, null, List.of());
    }

    /** What is not pinned could be any release when it runs. */
    static CommandLine open(String kind, String name, @Nullable String range) {
        String what = range == null
                ? "no version is named"
                : range.isEmpty() ? "a variable names the version" : "'" + range + "' is no exact version";
        return new CommandLine(
                kind,
                name,
                null,
                range,
                null,
                null,
                List.of("Not pinned: " + what + ", so what runs may be newer than what was judged"));
    }

    /** The same with another caution; one that it has already is not said twice. */
    CommandLine warned(String caution) {
        return cautions.contains(caution)
                ? this
                : new CommandLine(
                        kind,
                        name,
                        version,
                        range,
                        registry,
                        node,
                        Stream.concat(cautions.stream(), Stream.of(caution)).toList());
    }

    /** The same from another registry; the first that was found stays. */
    CommandLine from(@Nullable String address) {
        return address == null || registry != null
                ? this
                : new CommandLine(kind, name, version, range, address, node, cautions);
    }

    /** The same on a version of Node. */
    CommandLine on(@Nullable String nodeVersion) {
        return new CommandLine(kind, name, version, range, registry, nodeVersion, cautions);
    }

    /** The same with the registry and the cautions, save those about its version, that the line of that name has. */
    public CommandLine like(List<CommandLine> line) {
        var result = this;
        for (var one : line) {
            if (one.name().equals(name)) {
                result = result.from(one.registry());
                for (String caution : one.cautions()) {
                    result = caution.startsWith("Not pinned") ? result : result.warned(caution);
                }
            }
        }
        return result;
    }

    /** Whether a registry serves it, so that another registry is another source. */
    boolean isPackage() {
        return kind.equals("npm") || kind.equals("pypi");
    }

    boolean isLocal() {
        return kind.equals("local");
    }
}
