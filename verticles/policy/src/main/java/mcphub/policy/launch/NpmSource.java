package mcphub.policy.launch;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What npm and its kin take for a package: a name with a version or range, an alias of another, a repository, or an archive or folder. */
final class NpmSource {
    private static final Pattern NAME =
            Pattern.compile("(@[A-Za-z0-9~-][A-Za-z0-9._~-]*/)?[A-Za-z0-9~-][A-Za-z0-9._~-]*");
    private static final Pattern ALIAS = Pattern.compile("(?:[^@]|@[^@/]+/)[^@]*@npm:(.+)");
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(tgz|tar\\.gz|tar)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME =
            Pattern.compile("(github|gitlab|bitbucket|gist|npm|file|https?|ssh|git)(\\+\\w+)?:");
    /** As ssh names a repository: {@code git@github.com:acme/server}. */
    private static final Pattern SCP = Pattern.compile("[\\w.-]+@[\\w.-]+:[\\w~.-].*/.*");

    private static final Pattern EXACT = Pattern.compile(
            "[v=\\s]*(\\d{1,15})\\.(\\d{1,15})\\.(\\d{1,15})(?:-?([A-Za-z-][0-9A-Za-z-]*(?:\\.[0-9A-Za-z-]++)*+)|-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]++)*+))?(?:\\+[0-9A-Za-z.-]+)?");

    private NpmSource() {}

    /** Reads a package as a command line names it; {@code local} with the reason where no registry or repository has it. */
    static CommandLine read(String spec, String program) {
        String bare = spec.startsWith("npm:") ? spec.substring(4) : spec;
        var alias = ALIAS.matcher(bare);
        if (alias.matches()) {
            return read(alias.group(1), program);
        }
        int at = bare.indexOf('@', 1);
        String name = at < 0 ? bare : bare.substring(0, at);
        String version = at < 0 ? null : bare.substring(at + 1);
        boolean isName = NAME.matcher(name).matches()
                && !(at < 0 && ARCHIVE.matcher(name).matches());
        if (isName
                && (version == null
                        || (!version.contains(":") && !version.contains("/"))
                        || GitSource.isVariable(version))) {
            return versioned(name, version);
        }
        boolean isRemote = version != null
                && !SCHEME.matcher(version).lookingAt()
                && SCP.matcher(bare).matches();
        String target = isName && version != null && !isRemote ? version : bare;
        if (GitSource.isVariable(target)) {
            return CommandLine.local(program + ": a variable names its package");
        }
        var git = GitSource.read(target);
        return git == null ? CommandLine.local(program + ": " + elsewhere(target)) : git;
    }

    private static String elsewhere(String target) {
        String address = target.toLowerCase(Locale.ROOT).startsWith("http")
                ? Registries.other(target, java.util.List.of())
                : null;
        return address == null
                ? "a package that no registry has"
                : "an archive from " + address.replaceFirst("^(\\w+://[^/]+).*", "$1");
    }

    private static CommandLine versioned(String name, @Nullable String version) {
        String bare = version == null ? "" : version.strip();
        if (GitSource.isVariable(bare)) {
            return CommandLine.open("npm", name, "");
        }
        String exact = exact(bare);
        return exact == null
                ? CommandLine.open("npm", name, bare.isEmpty() ? null : bare)
                : CommandLine.pinned("npm", name, exact);
    }

    /** A version as npm reads it, {@code v} and {@code =} in front, zeros in front of its numbers and the build behind it left out; null where it is no exact one. */
    static @Nullable String exact(String version) {
        var exact = EXACT.matcher(version);
        if (!exact.matches()) {
            return null;
        }
        String pre = exact.group(4) == null ? exact.group(5) : exact.group(4);
        String numbers = number(exact, 1) + "." + number(exact, 2) + "." + number(exact, 3);
        return pre == null ? numbers : numbers + '-' + pre;
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
