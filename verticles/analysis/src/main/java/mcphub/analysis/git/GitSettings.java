package mcphub.analysis.git;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import mcphub.analysis.source.Limits;
import mcphub.kernel.Outbound;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/**
 * How repositories are reached, and how far one fetch goes.
 *
 * @param timeout for a whole look-up or fetch
 * @param maxFetchedBytes what may be received of one commit, packed
 * @param maxFileBytes one file of it
 * @param maxEntries files of it
 * @param credentials for repositories that are not public
 * @param sshKey the private key for repositories by ssh
 * @param knownHosts the keys of their hosts
 * @param mayConnect whether an address may be connected to, asked of every address that is
 */
public record GitSettings(
        Duration timeout,
        long maxFetchedBytes,
        long maxFileBytes,
        int maxEntries,
        List<Credential> credentials,
        @Nullable Path sshKey,
        @Nullable Path knownHosts,
        Predicate<InetAddress> mayConnect) {

    /**
     * What the settings say.
     *
     * @param bounds of what is unpacked afterwards
     */
    public static GitSettings of(Settings settings, Limits bounds) {
        var git = settings.git();
        var outbound = new Outbound(settings.outbound());
        return new GitSettings(
                Duration.ofSeconds(git.timeoutSeconds()),
                git.maxFetchedBytes(),
                bounds.maxFileBytes(),
                bounds.maxEntries(),
                git.credentials().stream().map(Credential::parse).toList(),
                path(git.sshKey()),
                path(git.sshKnownHosts()),
                outbound::mayConnect);
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null || text.isBlank() ? null : Path.of(text.strip());
    }

    /** A name and a password for every repository whose address begins so. */
    public record Credential(String urlPrefix, String user, String password) {

        /**
         * Reads {@code URL-PREFIX USER PASSWORD}.
         *
         * @throws IllegalArgumentException for anything else; does not quote it
         */
        public static Credential parse(String text) {
            String[] parts = text.strip().split("\\s+", -1);
            if (parts.length != 3 || !parts[0].toLowerCase(Locale.ROOT).startsWith("https://")) {
                throw new IllegalArgumentException(
                        "git.credentials: each must be an https address, a user and a password, with blanks between them");
            }
            return new Credential(parts[0].replaceFirst("/+$", ""), parts[1], parts[2]);
        }

        /** Only whole segments of the path count: {@code …/acme} is not the beginning of {@code …/acme-evil}. */
        boolean isFor(String url) {
            return url.equals(urlPrefix) || url.startsWith(urlPrefix + '/') || url.startsWith(urlPrefix + ".git");
        }
    }

    Optional<Credential> credential(String url) {
        return credentials.stream().filter(c -> c.isFor(url)).findFirst();
    }
}
