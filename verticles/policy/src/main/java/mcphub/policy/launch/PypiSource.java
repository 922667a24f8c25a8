package mcphub.policy.launch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What uv, pipx and pip take for a package: a requirement, a repository, or an archive or folder. */
final class PypiSource {
    private static final Pattern REQUIREMENT =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^\\]]*])?\\s*([^;]*?)\\s*(?:;.*)?");
    private static final Pattern FILE =
            Pattern.compile(".*(://|\\.(whl|zip|tar\\.gz|tgz|py|toml)$).*|[./~\\\\].*|[A-Za-z]:[\\\\/].*");
    private static final Pattern EXACT =
            Pattern.compile("(?:===?|@)\\s*([vV]?\\d++(?:\\.\\d++)*+(?:[-_.+]?[A-Za-z0-9]++)*+)");
    private static final Pattern INTERPRETER =
            Pattern.compile("(python|pypy|cpython|graalpy)[0-9.]*(@.*)?", Pattern.CASE_INSENSITIVE);

    /** A comma between packages, not one within brackets or between bounds of a version. */
    private static final Pattern COMMA = Pattern.compile(",(?=\\s*[A-Za-z])(?![^\\[]*])");

    private PypiSource() {}

    /** The packages that one word names, between commas. */
    static List<String> split(String words) {
        return COMMA.splitAsStream(words)
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    /** Reads a package as a command line names it; {@code local} with the reason where no registry or repository has it. */
    static CommandLine read(String spec, String program) {
        String bare = spec.strip();
        int direct = bare.indexOf("://") < 0 ? -1 : bare.indexOf('@');
        String target = direct > 0
                        && direct < bare.indexOf("://")
                        && bare.substring(0, direct).indexOf('/') < 0
                ? bare.substring(direct + 1).strip()
                : bare;
        if (target.startsWith("git+")) {
            var git = GitSource.python(target);
            return git == null ? CommandLine.local(program + ": a repository that is not understood") : git;
        }
        if (FILE.matcher(target).matches()) {
            String address = target.contains("://") ? Registries.other(target, List.of()) : null;
            return CommandLine.local(program + ": "
                    + (address == null
                            ? "a package that no registry has"
                            : "an archive from " + address.replaceFirst("^(\\w+://[^/]+).*", "$1")));
        }
        if (INTERPRETER.matcher(bare).matches()) {
            return CommandLine.local(program + ' ' + bare.replaceFirst("@.*", ""));
        }
        var requirement = REQUIREMENT.matcher(bare);
        if (!requirement.matches()) {
            return CommandLine.local(program + ": "
                    + (GitSource.isVariable(bare)
                            ? "a variable names its package"
                            : "a package whose name is not understood"));
        }
        String name = name(requirement.group(1));
        String bounds = requirement.group(2);
        if (GitSource.isVariable(bounds)) {
            return CommandLine.open("pypi", name, "");
        }
        String exact = exact(bounds);
        return exact == null
                ? CommandLine.open("pypi", name, bounds.isEmpty() ? null : bounds.replaceFirst("^@\\s*", ""))
                : CommandLine.pinned("pypi", name, exact);
    }

    /** As PEP 503 has it, behind the prefix. */
    static String name(String written) {
        return "pypi:" + written.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    /** {@code ==1.0} or {@code @1.0}, without {@code v} and zeros in front of its numbers; null where it is a range. */
    static @Nullable String exact(String bounds) {
        var exact = EXACT.matcher(bounds);
        return exact.matches()
                ? exact.group(1).toLowerCase(Locale.ROOT).replaceFirst("^v", "").replaceAll("(?<![\\w])0+(?=\\d)", "")
                : null;
    }
}
