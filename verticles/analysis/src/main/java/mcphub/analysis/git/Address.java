package mcphub.analysis.git;

import java.net.URISyntaxException;
import java.util.Locale;
import mcphub.analysis.source.SourceRejected;
import org.eclipse.jgit.transport.URIish;

/** Where a repository is: by https, http or ssh, and in no other way. */
record Address(String url, URIish uri, boolean ssh) {

    /** Refuses local paths, programs, options and passwords; {@link SourceRejected} says what was expected. */
    static Address of(String url) {
        try {
            if (url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
                throw refused();
            }
            var uri = new URIish(url);
            String host = uri.getHost();
            if (host == null
                    || host.startsWith("-")
                    || uri.getPath() == null
                    || uri.getPath().startsWith("-")) {
                throw refused();
            }
            if (uri.getPass() != null) {
                throw new SourceRejected("The repository's address holds a password; those are settings of the hub.");
            }
            String scheme = uri.getScheme() == null ? "ssh" : uri.getScheme().toLowerCase(Locale.ROOT);
            return switch (scheme) {
                case "https", "http" -> new Address(url, uri, false);
                case "ssh" -> new Address(url, uri, true);
                default -> throw refused();
            };
        } catch (URISyntaxException e) {
            throw refused();
        }
    }

    private static SourceRejected refused() {
        return new SourceRejected(
                "The repository's address is none by https, http or ssh, such as https://github.com/owner/name.");
    }

    String host() {
        return String.valueOf(uri.getHost());
    }

    /** For people: without a user. */
    String shown() {
        return uri.setUser(null).toString();
    }
}
