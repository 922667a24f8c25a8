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

    /** Behind the repository: a branch, a tag or a commit, whose names have no slash mostly, and the path there. */
    private static final Pattern BEHIND =
            Pattern.compile("(?i)https?://[^/]+/.+?/(?:-/)?(tree|blob|src)/[^/?#]+/([^?#]+)(?:[?#].*)?");

    /** No group here is repeated but possessively: others take a piece of the stack for each turn, and strangers write what is read. */
    private static final Pattern PLAIN = Pattern.compile("https://[a-z0-9.-]+(?:/(?!\\.{1,2}(?:/|$))[\\w.~%+@-]++)++");

    private static final int LONGEST_DIRECTORY = 500;
    private static final int LONGEST = 500;
    /** With the folder, the branch and the query that people copy along, in characters. */
    private static final int LONGEST_WRITTEN = 4_000;

    private RepositoryUrl() {}

    /** What to fetch where a person gives the address of a folder, as a forge's pages have it: the repository; elsewhere the address itself. */
    public static String fetchable(String written) {
        return written.length() <= LONGEST_WRITTEN && written.matches("(?i)https?://.*/(tree|blob|commits?|src)(/.*)?")
                ? normalised(written).orElse(written)
                : written;
    }

    /** The folder inside its repository that an address names; empty where it names the repository as a whole. */
    public static Optional<String> folder(String written) {
        if (written.length() > LONGEST_WRITTEN) {
            return Optional.empty();
        }
        var behind = BEHIND.matcher(written.strip());
        if (!behind.matches() || fetchable(written.strip()).equals(written.strip())) {
            return Optional.empty();
        }
        String path = behind.group(2);
        return directory(
                behind.group(1).equalsIgnoreCase("blob")
                        ? path.substring(0, Math.max(0, path.lastIndexOf('/')))
                        : path);
    }

    /** A folder as a manifest names it, in its one form, {@code packages/server}; empty where it names none. */
    public static Optional<String> directory(String written) {
        if (written.length() > LONGEST_WRITTEN) {
            return Optional.empty();
        }
        String path = written.strip().replaceFirst("^(?:\\.?/++)++", "").replaceFirst("/+$", "");
        boolean isFolder = !path.isEmpty()
                && !path.equals(".")
                && path.length() <= LONGEST_DIRECTORY
                && path.codePoints().noneMatch(Character::isISOControl)
                && !("/" + path + "/").contains("/../");
        return isFolder ? Optional.of(path) : Optional.empty();
    }

    /** The normal form, of at most 500 characters, or empty where the text names no repository that can be reached by https, or is longer than 4,000 characters. */
    public static Optional<String> normalised(String written) {
        if (written.length() > LONGEST_WRITTEN) {
            return Optional.empty();
        }
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
                        && url.length() <= LONGEST
                        && PLAIN.matcher(url).matches()
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
