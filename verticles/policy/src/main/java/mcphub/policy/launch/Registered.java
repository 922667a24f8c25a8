package mcphub.policy.launch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Packages as a {@code server.json} names them: the registry's type, an identifier, a version, perhaps the registry's address. */
public final class Registered {
    private static final Pattern HOST = Pattern.compile("^[a-z]+://(?:[^/@]*@)?([^/]+).*$");

    private Registered() {}

    /** What cannot be read. */
    public static CommandLine unknown(String what) {
        return CommandLine.local(what);
    }

    /**
     * One package.
     *
     * @param type {@code npm}, {@code pypi}, {@code oci}, {@code nuget} or {@code mcpb}, in small letters
     * @param base the registry's address; null for the usual one
     */
    public static CommandLine read(String type, String identifier, @Nullable String version, @Nullable String base) {
        String wanted = version == null ? "" : version.strip();
        var read = switch (type) {
            case "npm" -> NpmSource.read(wanted.isEmpty() ? identifier : identifier + '@' + wanted, "server.json");
            case "pypi" ->
                PypiSource.read(
                        wanted.isEmpty()
                                ? identifier
                                : identifier + (Character.isDigit(wanted.charAt(0)) ? "==" : "@") + wanted,
                        "server.json");
            case "oci", "docker" -> image(identifier, wanted, base);
            case "nuget" -> named("nuget", "nuget:" + identifier.toLowerCase(Locale.ROOT), wanted);
            case "mcpb" -> {
                String address = Registries.other(identifier, List.of());
                yield named("mcpb", "mcpb:" + (address == null ? "a bundle" : address), wanted);
            }
            default -> CommandLine.local("server.json: a package of a registry that is not known");
        };
        return base == null || !read.isPackage() ? read : read.from(Registries.other(type, base));
    }

    private static CommandLine named(String kind, String name, String version) {
        boolean isExact = !version.isEmpty() && Character.isDigit(version.charAt(0)) && !version.contains("*");
        return isExact
                ? CommandLine.pinned(kind, name, version)
                : CommandLine.open(kind, name, version.isEmpty() ? null : version);
    }

    private static CommandLine image(String identifier, String version, @Nullable String base) {
        var host = HOST.matcher(base == null ? "" : base.toLowerCase(Locale.ROOT));
        String first = identifier.split("/", 2)[0];
        boolean hasHost = identifier.contains("://")
                || (first.length() < identifier.length() && (first.contains(".") || first.contains(":")));
        String image = host.matches() && !hasHost ? host.group(1) + '/' + identifier : identifier;
        boolean isTagged = image.contains("@") || image.lastIndexOf(':') > image.lastIndexOf('/');
        return ImageSource.read(isTagged || version.isEmpty() ? image : image + ':' + version, "server.json");
    }
}
