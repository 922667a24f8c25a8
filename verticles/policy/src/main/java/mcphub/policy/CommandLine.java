package mcphub.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a command line starts: a package of npm or PyPI, a container image, or something on the machine.
 *
 * @param kind {@code npm}, {@code pypi}, {@code oci} or {@code local}
 * @param open why what runs may be another version than the one that is judged; null where it cannot
 */
record CommandLine(
        String kind,
        String name,
        @Nullable String version,
        @Nullable String open) {
    private static final Pattern EXACT = Pattern.compile("v?\\d+(\\.\\d+)*([-+.][0-9A-Za-z.+-]+)?");
    private static final Pattern NPM_NAME = Pattern.compile("(@[A-Za-z0-9._~-]+/)?[A-Za-z0-9._~-]+");
    private static final Pattern SCRIPT =
            Pattern.compile("[\\w./\\\\:~ -]{1,300}\\.(js|mjs|cjs|ts|py|sh|rb|php|jar|exe|dll)");
    private static final Pattern ELSEWHERE = Pattern.compile(
            "npm_config_(.*registry|userconfig|globalconfig|prefix|package|call|script_shell|node_options)|(yarn|bun|pnpm)_.*registry.*");
    private static final Set<String> LOADS = Set.of("NODE_OPTIONS", "NODE_PATH", "LD_PRELOAD", "DYLD_INSERT_LIBRARIES");
    private static final Set<String> PYTHON_FLAGS =
            Set.of("--python", "-p", "--with", "--index-url", "--index", "--directory", "--refresh-package");
    private static final Set<String> DOCKER_FLAGS = Set.of(
            ("-e --env --env-file -v --volume --mount --name --network --net -p --publish -u --user -w --workdir --entrypoint --platform"
                            + " -l --label --add-host -m --memory --cpus --gpus -h --hostname --pull --security-opt --cap-add --cap-drop --dns --ulimit --tmpfs --device --runtime --restart")
                    .split(" "));

    /**
     * All that a command line may start, in an environment where these variables are set: what it reads as, and where a launcher of packages is told what is not understood, each
     * package that it names as well, so that what is said against one of them counts all the same.
     */
    static List<CommandLine> all(String command, List<String> arguments, Collection<String> variables) {
        var all = new ArrayList<CommandLine>();
        var read = read(command, arguments).within(variables);
        all.add(read);
        var bare = unwrapped(words(command, arguments));
        var npm = npmWords(bare);
        if (npm != null && read.kind().equals("local")) {
            for (String spec : NpmArguments.named(npm, isNpm(bare))) {
                var named = npmPackage(spec);
                if (named != null) {
                    all.add(named);
                }
            }
        }
        return all;
    }

    /** Reads a command and its arguments; what is not understood is local. */
    static CommandLine read(String command, List<String> arguments) {
        var words = words(command, arguments);
        var bare = unwrapped(words);
        var assigned = words.subList(0, words.size() - bare.size()).stream()
                .filter(word -> word.indexOf('=') > 0)
                .map(word -> word.substring(0, word.indexOf('=')))
                .toList();
        return started(bare).within(assigned);
    }

    private static List<String> words(String command, List<String> arguments) {
        var words = new ArrayList<String>();
        words.add(command);
        words.addAll(arguments);
        if (arguments.isEmpty() && command.indexOf(' ') > 0) {
            words.clear();
            words.addAll(List.of(command.strip().split("\\s+", -1)));
        }
        return words;
    }

    private static boolean isNpm(List<String> bare) {
        return program(bare.getFirst()).equals("npm");
    }

    private static @Nullable List<String> npmWords(List<String> bare) {
        return NpmArguments.behind(program(bare.getFirst()), bare.subList(1, bare.size()));
    }

    private static CommandLine started(List<String> bare) {
        var npm = npmWords(bare);
        if (npm != null) {
            return node(npm, bare);
        }
        String program = program(bare.getFirst());
        var rest = bare.subList(1, bare.size());
        String verb = rest.isEmpty() ? "" : rest.getFirst();
        var behind = rest.isEmpty() ? rest : rest.subList(1, rest.size());
        return switch (program) {
            case "uvx" -> python(rest, bare);
            case "uv" ->
                verb.equals("tool") && !behind.isEmpty() && behind.getFirst().equals("run")
                        ? python(behind.subList(1, behind.size()), bare)
                        : local(bare);
            case "pipx" -> verb.equals("run") ? python(behind, bare) : local(bare);
            case "docker", "podman" ->
                verb.equals("run")
                        ? docker(behind, bare)
                        : verb.equals("container")
                                        && !behind.isEmpty()
                                        && behind.getFirst().equals("run")
                                ? docker(behind.subList(1, behind.size()), bare)
                                : local(bare);
            default -> local(bare);
        };
    }

    /** Without what only passes it on: {@code cmd /c}, {@code env A=b}. */
    private static List<String> unwrapped(List<String> words) {
        String program = program(words.getFirst());
        int from = 0;
        if (program.equals("cmd") && words.size() > 2 && words.get(1).equalsIgnoreCase("/c")) {
            from = 2;
        } else if (program.equals("env")) {
            from = 1;
            while (from < words.size() && words.get(from).indexOf('=') > 0) {
                from++;
            }
        }
        return from == 0 || from >= words.size() ? words : unwrapped(words.subList(from, words.size()));
    }

    private static String program(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT);
        return name.replaceFirst("\\.(cmd|exe|bat|ps1)$", "");
    }

    /** The program, and the script that it runs; not its other arguments, which may be secrets. */
    private static CommandLine local(List<String> words) {
        boolean hasScript = words.size() > 1 && SCRIPT.matcher(words.get(1)).matches();
        return new CommandLine("local", hasScript ? words.get(0) + ' ' + words.get(1) : words.get(0), null, null);
    }

    /** The first word that is no flag, or the value of a flag that names it. */
    private static @Nullable String subject(List<String> words, Set<String> withValue, Set<String> naming) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            if (naming.contains(word)) {
                return i + 1 < words.size() ? words.get(i + 1) : null;
            }
            if (equals > 0 && naming.contains(word.substring(0, equals))) {
                return word.substring(equals + 1);
            }
            if (!word.startsWith("-")) {
                return word;
            }
            if (withValue.contains(word)) {
                i++;
            }
        }
        return null;
    }

    private static CommandLine node(List<String> words, List<String> all) {
        var read = NpmArguments.read(words, isNpm(all));
        if (read.unread() != null) {
            return new CommandLine("local", all.getFirst() + ": " + read.unread(), null, null);
        }
        var judged = npmPackage(read.packages().getFirst());
        if (judged == null) {
            return local(all);
        }
        String name = judged.name();
        String program = read.program();
        if (program == null || program.equals(name.substring(name.lastIndexOf('/') + 1))) {
            return judged;
        }
        String shown = NPM_NAME.matcher(program).matches() ? "'" + program + "'" : "another program than the package's";
        return judged.warned("What runs is " + shown
                + ", which is a program of the machine where the package has none of that name");
    }

    /** A package as a command line names it; null where that is no name in the registry. */
    private static @Nullable CommandLine npmPackage(String spec) {
        int at = spec.indexOf('@', 1);
        String name = at < 0 ? spec : spec.substring(0, at);
        String version = at < 0 ? "" : spec.substring(at + 1);
        return !NPM_NAME.matcher(name).matches() || version.indexOf(':') >= 0 || version.indexOf('/') >= 0
                ? null
                : pinned("npm", name, version);
    }

    /** The same with another reason why what runs may not be what is judged. */
    CommandLine warned(String why) {
        return new CommandLine(kind, name, version, open == null ? why : open + ". " + why);
    }

    /** What becomes of it in an environment that is set for it: one that leads the package manager elsewhere makes it unread, one that loads code is told. */
    CommandLine within(Collection<String> variables) {
        if (!kind.equals("npm")) {
            return this;
        }
        for (String variable : variables) {
            String known = variable.toLowerCase(Locale.ROOT);
            if (ELSEWHERE.matcher(known).matches()) {
                return new CommandLine("local", name + ": " + variable + " may fetch it from elsewhere", null, null);
            }
        }
        return variables.stream()
                .filter(LOADS::contains)
                .findFirst()
                .map(variable -> warned(variable + " may load other code into it"))
                .orElse(this);
    }

    private static CommandLine python(List<String> words, List<String> all) {
        String spec = subject(words, PYTHON_FLAGS, Set.of("--from", "--spec"));
        if (spec == null || spec.contains("://") || spec.startsWith(".") || spec.startsWith("/")) {
            return local(all);
        }
        String[] parts = spec.split("==|@", 2);
        return pinned("pypi", "pypi:" + parts[0].replaceFirst("\\[.*]$", ""), parts.length < 2 ? "" : parts[1]);
    }

    private static CommandLine docker(List<String> words, List<String> all) {
        String image = subject(words, DOCKER_FLAGS, Set.of());
        if (image == null) {
            return local(all);
        }
        int digest = image.indexOf('@');
        int tag = image.lastIndexOf(':');
        if (digest > 0) {
            return new CommandLine("oci", "oci:" + image.substring(0, digest), image.substring(digest + 1), null);
        }
        return tag > image.lastIndexOf('/')
                ? new CommandLine("oci", "oci:" + image.substring(0, tag), image.substring(tag + 1), null)
                : new CommandLine("oci", "oci:" + image, null, null);
    }

    /** A version counts only if it is exact; what is not could be any when it runs. */
    private static CommandLine pinned(String kind, String name, String version) {
        if (EXACT.matcher(version).matches()) {
            return new CommandLine(kind, name, version, null);
        }
        String what = version.isEmpty() ? "no version is named" : "'" + version + "' is no exact version";
        return new CommandLine(
                kind, name, null, "Not pinned: " + what + ", so what runs may be newer than what was judged");
    }
}
