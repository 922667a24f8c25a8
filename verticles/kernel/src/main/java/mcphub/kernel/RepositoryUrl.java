package mcphub.kernel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Brings the many ways in which people and forges name a repository into one: {@code https://host/owner/name}. */
public final class RepositoryUrl {
    private static final Pattern SHORT = Pattern.compile("(?:(github|gitlab|bitbucket):)?([\\w.-]+/[\\w.-]+)");
    private static final Pattern SSH = Pattern.compile("[\\w.-]+@([\\w.-]+):(?!\\d+/)/?(.+)");

    private static final Pattern FOLDER = Pattern.compile("^(/[^/]+/[^/]+)/(?:tree|blob|commits?)(?:/.*)?$");
    private static final Pattern SOURCES = Pattern.compile("^(/[^/]+/[^/]+)/src(?:/.*)?$");

    private RepositoryUrl() {}

    /** The normal form, or empty where the text names no repository that can be reached by https. */
    public static Optional<String> normalised(String written) {
        var text = written.strip();
        var hash = text.indexOf('#');
        text = hash < 0 ? text : text.substring(0, hash);
        var shorthand = SHORT.matcher(text);
        if (shorthand.matches()) {
            return https(host(shorthand.group(1)), "/" + shorthand.group(2));
        }
        var ssh = SSH.matcher(text);
        if (!text.contains("://") && ssh.matches()) {
            return https(ssh.group(1), "/" + ssh.group(2));
        }
        try {
            var uri = new URI(text.startsWith("git+") ? text.substring(4) : text);
            var path = uri.getRawPath();
            if (uri.getScheme() == null || path == null) {
                return Optional.empty();
            }
            return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                case "https", "http", "git", "ssh" -> fromAuthority(uri.getRawAuthority(), path);
                default -> Optional.empty();
            };
        } catch (URISyntaxException noUri) {
            return Optional.empty();
        }
    }

    /**
     * What two names of one repository have in common, such as {@code github.com/owner/name}: the normal form without its scheme, in lower case, which every
     * large forge takes for the same. Empty where {@link #normalised} is.
     */
    public static Optional<String> key(String written) {
        return normalised(written).map(url -> url.substring("https://".length()).toLowerCase(Locale.ROOT));
    }

    private static Optional<String> fromAuthority(@Nullable String authority, String path) {
        if (authority == null) {
            return Optional.empty();
        }
        // "git+ssh://git@host:owner/name" is no valid URL, and common: the owner stands where a port would
        var hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        var colon = hostAndPort.indexOf(':');
        if (colon < 0) {
            return https(hostAndPort, path);
        }
        var host = hostAndPort.substring(0, colon);
        var rest = hostAndPort.substring(colon + 1);
        return https(host, rest.isEmpty() || rest.matches("\\d+") ? path : "/" + rest + path);
    }

    private static Optional<String> https(String host, String rawPath) {
        var path = withoutFolder(host, rawPath.replaceFirst("/+$", "")).replaceFirst("\\.git$", "");
        var url = "https://" + host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "") + path;
        return path.length() > 1
                        && host.contains(".")
                        && url.matches("https://[a-z0-9.-]+(/(?!\\.{1,2}(/|$))[\\w.~%+@-]+)+")
                        && url.length() <= 500
                ? Optional.of(url)
                : Optional.empty();
    }

    /** People copy the address of a folder: what stands behind the repository there names no repository. */
    private static String withoutFolder(String host, String path) {
        return switch (host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "")) {
            case "github.com" -> FOLDER.matcher(path).replaceFirst("$1");
            case "bitbucket.org" -> SOURCES.matcher(path).replaceFirst("$1");
            default -> path.replaceFirst("/-/(tree|blob|commits)(/.*)?$", "");
        };
    }

    private static String host(@Nullable String shorthand) {
        return switch (shorthand) {
            case "gitlab" -> "gitlab.com";
            case "bitbucket" -> "bitbucket.org";
            case null, default -> "github.com";
        };
    }
}
