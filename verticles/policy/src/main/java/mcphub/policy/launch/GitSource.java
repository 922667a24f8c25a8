package mcphub.policy.launch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Repositories as npm, pip and uv name them, to {@code git:host/owner/repository}. */
final class GitSource {
    private static final Map<String, String> HOSTS = Map.of(
            "github", "github.com", "gitlab", "gitlab.com", "bitbucket", "bitbucket.org", "gist", "gist.github.com");
    private static final Pattern SHORT =
            Pattern.compile("(github|gitlab|bitbucket|gist):(?:[^/@#]+@)?([^#]+?)(?:\\.git)?(?:#(.*))?");
    private static final Pattern PAIR =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+?)(?:\\.git)?(?:#(.*))?");
    private static final Pattern ADDRESS = Pattern.compile(
            "(git\\+)?(git|ssh|https?|rsync|ftp|file)://(?:[^/@]*@)?([^/:#@]*)(?::\\d+)?[/:]([^#]+?)(?:#(.*))?");
    private static final Pattern SCP = Pattern.compile("(?:git\\+ssh://)?[A-Za-z0-9._-]+@([^:/#]+):([^#]+?)(?:#(.*))?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~-]++(?:/[A-Za-z0-9._~-]++)*+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{|\\$[A-Za-z_]|%[A-Za-z_]\\w*%|\\{\\{");

    private GitSource() {}

    /** Whether part of a text is a variable of a client or a shell. */
    static boolean isVariable(String text) {
        return VARIABLE.matcher(text).find();
    }

    /** As npm names it; null where it is no repository. */
    static @Nullable CommandLine read(String spec) {
        var hosted = SHORT.matcher(spec);
        if (hosted.matches()) {
            return repository(String.valueOf(HOSTS.get(hosted.group(1))), hosted.group(2), hosted.group(3));
        }
        var pair = PAIR.matcher(spec);
        if (pair.matches()) {
            return repository("github.com", pair.group(1), pair.group(2));
        }
        var address = ADDRESS.matcher(spec);
        if (address.matches()) {
            boolean isGit = address.group(1) != null || List.of("git", "ssh").contains(address.group(2));
            String path = address.group(4);
            boolean isHosted =
                    HOSTS.containsValue(address.group(3).toLowerCase(Locale.ROOT)) && path.matches("[^/]+/[^/]+/?");
            return isGit || isHosted ? repository(address.group(3), path, address.group(5)) : null;
        }
        var scp = SCP.matcher(spec);
        return scp.matches() ? repository(scp.group(1), scp.group(2), scp.group(3)) : null;
    }

    /** As pip and uv name it, behind {@code git+}: the commit, tag or branch stands behind an at sign, a folder behind the hash. */
    static @Nullable CommandLine python(String spec) {
        String bare = spec.replaceFirst("#.*$", "");
        int at = bare.lastIndexOf('@');
        boolean hasRef = at > bare.indexOf("://") + 3 && bare.indexOf('/', bare.indexOf("://") + 3) < at;
        return read(hasRef ? bare.substring(0, at) + '#' + bare.substring(at + 1) : bare);
    }

    private static @Nullable CommandLine repository(String host, String path, @Nullable String reference) {
        String plain = path.replaceFirst("^/+", "").replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        if (!PATH.matcher(plain).matches()) {
            return null;
        }
        String name = "git:" + (host.isEmpty() ? "" : host.toLowerCase(Locale.ROOT) + '/') + plain;
        if (reference != null && COMMIT.matcher(reference).matches()) {
            return CommandLine.pinned("git", name, reference);
        }
        return CommandLine.open(
                "git", name, reference == null || reference.isEmpty() ? null : isVariable(reference) ? "" : reference);
    }
}
