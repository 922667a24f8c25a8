package mcphub.analysis.source;

import com.github.eirslett.maven.plugins.frontend.lib.NPMInstaller;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the npm registry that this machine uses, the way the npm client does, so that a company's mirror needs no second setting.
 * Our own code names no registry.
 */
public final class RegistryUrl {
    private static final int MAX_NPMRC_BYTES = 1024 * 1024;
    private static final Pattern REGISTRY_LINE =
            Pattern.compile("(?m)^[ \\t]*registry[ \\t]*=[ \\t]*\"?([^\"\\s]+)\"?[ \\t]*\\r?$");

    private RegistryUrl() {}

    /**
     * The registry's base URL, ending in {@code /}: the configured one, else {@code npm_config_registry} or
     * {@code NPM_CONFIG_REGISTRY}, else the last {@code registry=} of {@code .npmrc} in the home folder, else the npm client's own
     * default.
     *
     * @param configured our own configuration; blank means none
     * @param environment the process's environment
     * @param home the home folder of whoever runs the hub
     * @throws IllegalArgumentException where the first that is given is no http or https URL; says which one it was
     */
    public static URI find(Optional<String> configured, Map<String, String> environment, Path home) {
        return given(configured, "the configured registry")
                .or(() -> fromEnvironment(environment, "npm_config_registry"))
                .or(() -> fromEnvironment(environment, "NPM_CONFIG_REGISTRY"))
                .or(() -> given(fromNpmrc(home.resolve(".npmrc")), "registry in .npmrc"))
                // a constant that the compiler copies: nothing of that library is needed at run time
                .orElseGet(
                        () -> URI.create(NPMInstaller.DEFAULT_NPM_DOWNLOAD_ROOT).resolve("/"));
    }

    private static Optional<URI> fromEnvironment(Map<String, String> environment, String name) {
        return given(Optional.ofNullable(environment.get(name)), name);
    }

    private static Optional<String> fromNpmrc(Path npmrc) {
        try {
            if (!Files.isRegularFile(npmrc) || Files.size(npmrc) > MAX_NPMRC_BYTES) {
                return Optional.empty();
            }
            var lines = REGISTRY_LINE.matcher(new String(Files.readAllBytes(npmrc), StandardCharsets.UTF_8));
            Optional<String> last = Optional.empty();
            while (lines.find()) {
                last = Optional.of(lines.group(1));
            }
            return last;
        } catch (IOException unreadable) {
            return Optional.empty(); // somebody else's file: as good as none
        }
    }

    private static Optional<URI> given(Optional<String> value, String where) {
        return value.map(String::strip).filter(text -> !text.isEmpty()).map(text -> checked(text, where));
    }

    private static URI checked(String text, String where) {
        try {
            var uri = new URI(text.endsWith("/") ? text : text + "/");
            var http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException noUri) {
            // said below; the text itself may hold a password and is not shown
        }
        throw new IllegalArgumentException(where + " must be an http or https URL without user, query or variables");
    }
}
