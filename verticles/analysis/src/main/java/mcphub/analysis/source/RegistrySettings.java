package mcphub.analysis.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.kernel.Settings;

/**
 * How the npm registry is reached; every value comes from the configuration.
 *
 * @param base the registry's base URL, ending in {@code /}; {@link RegistryUrl} finds it
 * @param tarballHosts further hosts, as {@code host} or {@code host:port}, that tarballs may come from and redirects may lead to
 * @param connectTimeout until a connection stands
 * @param manifestTimeout for a version's description, from the first byte sent to the last received, redirects included
 * @param tarballTimeout the same for an archive
 * @param maxManifestBytes size of a version's description
 * @param maxPackumentBytes size of the description of a package with all its releases
 * @param maxTarballBytes size of a packed archive
 * @param maxRedirects redirects followed for one request
 */
public record RegistrySettings(
        URI base,
        Set<String> tarballHosts,
        Duration connectTimeout,
        Duration manifestTimeout,
        Duration tarballTimeout,
        int maxManifestBytes,
        int maxPackumentBytes,
        long maxTarballBytes,
        int maxRedirects) {

    /** Refuses settings without a bound. */
    public RegistrySettings {
        tarballHosts = tarballHosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        if (!base.toString().endsWith("/") || base.getHost() == null) {
            throw new IllegalArgumentException("base must be a URL with a host that ends in /");
        }
        if (!connectTimeout.isPositive() || !manifestTimeout.isPositive() || !tarballTimeout.isPositive()) {
            throw new IllegalArgumentException("time-outs must be positive");
        }
        if (maxManifestBytes < 1 || maxPackumentBytes < 1 || maxTarballBytes < 1 || maxRedirects < 0) {
            throw new IllegalArgumentException("sizes must be at least 1, redirects at least 0");
        }
    }

    /** The values that hold where the configuration says nothing. */
    public static RegistrySettings of(URI base) {
        return new RegistrySettings(
                base,
                Set.of(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                4 * 1024 * 1024,
                128 * 1024 * 1024,
                128L * 1024 * 1024,
                5);
    }

    /** What the settings say; the registry of this machine's npm client where they name none. */
    public static RegistrySettings of(Settings settings) {
        var npm = settings.npm();
        var timeout = Duration.ofMillis(npm.timeoutMs());
        var usual = of(RegistryUrl.find(
                Optional.ofNullable(npm.registryUrl()), System.getenv(), Path.of(System.getProperty("user.home"))));
        return new RegistrySettings(
                usual.base,
                Set.copyOf(npm.tarballHosts()),
                usual.connectTimeout,
                timeout,
                timeout.multipliedBy(10),
                usual.maxManifestBytes,
                settings.sources().npm().maxPackumentBytes(),
                settings.analysis().maxTarballBytes(),
                usual.maxRedirects);
    }

    /** The same for another registry, which sends us nowhere else. */
    public RegistrySettings at(URI other) {
        return new RegistrySettings(
                other,
                Set.of(),
                connectTimeout,
                manifestTimeout,
                tarballTimeout,
                maxManifestBytes,
                maxPackumentBytes,
                maxTarballBytes,
                maxRedirects);
    }

    /** Whether an address is on the registry's own host and port. */
    boolean isOwn(URI uri) {
        return String.valueOf(uri.getHost()).equalsIgnoreCase(base.getHost()) && port(uri) == port(base);
    }

    /** Whether we may connect there: http or https, without a user, on the registry's own host and port or a configured one. */
    boolean allows(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null || port(uri) < 0) {
            return false;
        }
        if ("https".equalsIgnoreCase(base.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            return false;
        }
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        var hostAndPort = host + ":" + port(uri);
        return hostAndPort.equals(base.getHost().toLowerCase(Locale.ROOT) + ":" + port(base))
                || tarballHosts.contains(hostAndPort)
                || (tarballHosts.contains(host) && uri.getPort() < 0);
    }

    private static int port(URI uri) {
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> uri.getPort() < 0 ? 443 : uri.getPort();
            case "http" -> uri.getPort() < 0 ? 80 : uri.getPort();
            default -> -1;
        };
    }
}
