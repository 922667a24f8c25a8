package mcphub.policy.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.policy.launch.Flags.Role;
import mcphub.policy.launch.Flags.Takes;
import org.jspecify.annotations.Nullable;

/** Reads one command line from the outermost program to the package. */
final class Reader {
    private static final int DEEPEST = 8;
    private static final Pattern SCRIPT =
            Pattern.compile("[\\w./\\\\:~ -]{1,300}\\.(js|mjs|cjs|ts|py|sh|rb|php|jar|exe|dll)");

    private final Launchers launchers;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Set<String> varied = new LinkedHashSet<>();
    private final List<String> cautions = new ArrayList<>();
    private final Set<CommandLine> found = new LinkedHashSet<>();
    private @Nullable String node;

    Reader(Launchers launchers, Map<String, String> environment) {
        this.launchers = launchers;
        environment.forEach((name, value) -> variables.put(name, expanded(value)));
    }

    /** All that a client starts which is told this. */
    List<CommandLine> line(String command, List<String> arguments) {
        var words = new ArrayList<>(split(expanded(command.strip()), arguments.isEmpty()));
        arguments.forEach(argument -> words.add(expanded(argument)));
        read(words, 0);
        return List.copyOf(found);
    }

    /** A command that is a line of its own: {@code npx -y}. One with a folder in front may have gaps in its path. */
    private List<String> split(String command, boolean isAll) {
        var words = ShellLine.posix(command);
        String first = words == null ? command.split("\\s", 2)[0] : words.getFirst();
        boolean isLine = command.chars().anyMatch(Character::isWhitespace)
                && (launchers.knows(Program.name(first))
                        || (isAll && first.indexOf('/') < 0 && first.indexOf('\\') < 0));
        if (!isLine) {
            return List.of(command);
        }
        return words == null ? List.of(command.split("\\s+", -1)) : words;
    }

    private String expanded(String word) {
        String result = Defaults.filled(word);
        if (!result.equals(word)) {
            varied.add(result);
        }
        return result;
    }

    private void read(List<String> words, int depth) {
        String program = Program.name(words.getFirst());
        if (launchers.knows(program)) {
            if (!Program.isUsual(words.getFirst(), launchers.folders())) {
                cautions.add("What starts it is a program named " + program
                        + " in an unusual place, which may be another one");
            } else if (varied.contains(words.getFirst())) {
                cautions.add("A variable may name another program than " + program);
            }
        }
        var inner = depth > DEEPEST ? null : inner(program, words);
        var line = inner == null ? null : inner.words();
        if (inner != null && line != null) {
            variables.putAll(inner.variables());
            node = inner.node() == null ? node : inner.node();
            read(line, depth + 1);
        } else if (inner != null) {
            unread(program + ": a line within it, which is not read", words);
        } else if (depth > DEEPEST || !launched(program, words)) {
            unread(local(words), words);
        }
    }

    /** The line within this one; null where there is none. */
    private @Nullable Unwrapping inner(String program, List<String> words) {
        String shell = launchers.shells().get(program);
        if (shell != null) {
            return Unwrapping.shell(shell, words);
        }
        for (var wrapper : launchers.wrappers()) {
            if (wrapper.programs().contains(program)) {
                return Unwrapping.of(wrapper, words);
            }
        }
        for (var runtime : launchers.runtimes()) {
            var script = runtime.programs().contains(program) ? script(runtime.flags(), words) : null;
            if (script != null) {
                return script;
            }
        }
        return null;
    }

    /** A launcher that a runtime runs as a script: {@code node …/npx-cli.js}. */
    private @Nullable Unwrapping script(Flags flags, List<String> words) {
        var loads = new ArrayList<String>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            var flag = flags.get(equals < 0 ? word : word.substring(0, equals));
            if (!word.startsWith("-")) {
                String path = word.replace('\\', '/');
                for (var script : launchers.scripts().entrySet()) {
                    if (path.endsWith('/' + script.getKey()) || path.equals(script.getKey())) {
                        if (!path.endsWith("node_modules/" + script.getKey())) {
                            loads.add("What starts it is a script named as one of " + script.getValue()
                                    + " in an unusual place");
                        }
                        cautions.addAll(loads);
                        var line = Stream.concat(
                                Stream.of(script.getValue()), words.subList(i + 1, words.size()).stream());
                        return new Unwrapping(line.toList(), Map.of(), null);
                    }
                }
                return null;
            }
            if (flag == null) {
                return null;
            }
            if (flag.role() == Role.LOADS) {
                loads.add("Its " + (equals < 0 ? word : word.substring(0, equals)) + " may load other code into it");
            }
            i += flag.takes() == Takes.VALUE && equals < 0 ? 1 : 0;
        }
        return null;
    }

    private boolean launched(String program, List<String> words) {
        var rest = words.subList(1, words.size());
        boolean isLauncher = false;
        for (var launcher : launchers.launchers()) {
            if (!launcher.programs().contains(program)) {
                continue;
            }
            isLauncher = true;
            for (var verb : launcher.verbs().isEmpty() ? List.of(List.<String>of()) : launcher.verbs()) {
                var told = Arguments.read(launcher, verb, rest);
                if (told != null && !(launcher.marked() && verb.isEmpty() && !isMarked(told))) {
                    started(launcher, program, told, words);
                    return true;
                }
            }
        }
        return isLauncher && installed(program, rest);
    }

    private static boolean isMarked(Told told) {
        return told.first() != null && told.first().startsWith("npm:");
    }

    /** What a word starts that is installed already. */
    private boolean installed(String program, List<String> rest) {
        var plain = rest.stream().filter(word -> !word.startsWith("-")).limit(2).toList();
        for (var launcher : launchers.launchers()) {
            String verb = plain.isEmpty() ? "" : plain.getFirst();
            if (launcher.programs().contains(program) && !verb.isEmpty()) {
                boolean isVerb = launcher.installed().contains(verb);
                boolean isWord = launcher.installed().contains("*")
                        && !SCRIPT.matcher(verb).matches();
                if (isVerb || isWord) {
                    found.add(CommandLine.local(program + ": it runs what is installed"));
                    plain.stream().skip(isVerb ? 1 : 0).limit(1).forEach(name -> named(launcher, program, name));
                    search(rest);
                    return true;
                }
            }
        }
        return false;
    }

    private void started(Launchers.Launcher launcher, String program, Told told, List<String> words) {
        var packages = new Packages(launchers, launcher, program, told, new Surroundings(launchers, variables), varied);
        if (packages.unread() != null) {
            unread(program + ": " + packages.unread(), words);
            packages.named().forEach(this::add);
            return;
        }
        packages.read().forEach(this::add);
        // what runs may be a launcher itself, or a wrapper of another line
        search(packages.handedOver());
    }

    private void add(CommandLine line) {
        var result = new Surroundings(launchers, variables).around(line).on(node);
        for (String caution : line.isLocal() ? List.<String>of() : cautions) {
            result = result.warned(caution);
        }
        found.add(result);
    }

    private void named(Launchers.Launcher launcher, String program, String spec) {
        var read = Packages.source(launcher, spec, program);
        if (!read.isLocal()) {
            add(read);
        }
    }

    private void unread(String name, List<String> words) {
        found.add(CommandLine.local(name));
        search(words.subList(1, words.size()));
    }

    /** Looks for lines of launchers among words that are not understood: each package that one names counts. */
    private void search(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.indexOf(' ') > 0 || word.indexOf('\n') > 0) {
                ShellLine.pieces(word).forEach(this::search);
                continue;
            }
            var rest = words.subList(i + 1, words.size());
            String program = Program.name(word).replaceFirst("(?<=.)@.*$", "");
            for (var launcher : launchers.launchers()) {
                for (var verb : launcher.verbs().isEmpty() ? List.of(List.<String>of()) : launcher.verbs()) {
                    boolean isIt = launcher.programs().contains(program) && !(launcher.marked() && verb.isEmpty());
                    var told = isIt ? Arguments.read(launcher, verb, rest) : null;
                    if (told != null) {
                        handed(launcher, program, told);
                    }
                }
            }
        }
    }

    private void handed(Launchers.Launcher launcher, String program, Told told) {
        var packages = new Packages(launchers, launcher, program, told, new Surroundings(launchers, variables), varied);
        var all = packages.unread() == null ? packages.read() : packages.named();
        if (packages.unread() != null && all.stream().anyMatch(one -> !one.isLocal())) {
            found.add(CommandLine.local(program + ": " + packages.unread()));
        }
        all.stream().filter(one -> !one.isLocal() || packages.unread() == null).forEach(this::add);
    }

    /** The program, and the script that it runs; not its other arguments, which may be secrets. */
    private static String local(List<String> words) {
        boolean hasScript = words.size() > 1 && SCRIPT.matcher(words.get(1)).matches();
        return hasScript ? words.get(0) + ' ' + words.get(1) : words.get(0);
    }
}
