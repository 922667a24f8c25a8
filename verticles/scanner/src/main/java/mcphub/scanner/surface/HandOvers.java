package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.scanner.Specifiers;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.code.Walk;
import mcphub.scanner.run.PyModules;
import mcphub.scanner.surface.Surface.HandOver;
import org.jspecify.annotations.Nullable;

/** Files that only start something else: a package that does all of the work, a program of its own, or another file of the program. */
final class HandOvers {
    private static final Pattern SPAWNS = Pattern.compile(
            "spawn|spawnSync|execFile|execFileSync|execSync|execa|execaSync|execaNode|fork|execvp|execv|execvpe");
    private static final Pattern OWN = Pattern.compile(
            "(?:node|bun):.*|assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|domain|events|fs|fs/promises|http|http2|https|inspector|module|net|os|path|path/posix|perf_hooks|process|punycode|querystring|readline|readline/promises|repl|stream|stream/promises|string_decoder|timers|timers/promises|tls|tty|url|util|v8|vm|worker_threads|zlib"
                    + "|sys|os|os\\.path|asyncio|subprocess|pathlib|logging|typing|argparse|json|re|__future__|importlib|importlib\\..*|shutil|platform|tempfile|time|signal|functools|contextlib|dataclasses|warnings|io|datetime|collections|collections\\.abc|urllib\\..*|hashlib|threading|runpy|traceback|enum|itertools|stat|tarfile|zipfile|socket|ssl");
    /** Those that start programs, or only colour, load settings or find things for who does. */
    private static final Pattern HELPING = Pattern.compile(
            "(?:cross-spawn|execa|which|chalk|picocolors|dotenv|source-map-support|signal-exit|find-up|minimist|yargs|commander|cac|meow|sade|clipanion|@oclif/core)(?:/.*)?");
    /** Those of them that tell commands apart: who uses one may start other things than itself. */
    private static final Pattern COMMANDS =
            Pattern.compile("(?:yargs|commander|cac|meow|sade|clipanion|@oclif/core)(?:/.*)?");

    private static final Set<String> FETCHING = Set.of("npx", "pnpx", "bunx", "uvx", "pipx", "docker", "podman");
    /** A file with more than this does something itself. */
    private static final int MOST_CALLS = 40;

    /** The same of one that starts the same thing each time. */
    private static final int FEW_CALLS = 12;

    private static final int MOST_FUNCTIONS = 3;
    /** The same of one that looks for a program first, and starts it. */
    private static final int MOST_CALLS_TO_START = 80;

    private final Map<String, List<St>> files;
    private final String file;
    private final TreeSet<String> packages = new TreeSet<>();
    private final TreeSet<String> resolved = new TreeSet<>();
    private final TreeSet<String> inside = new TreeSet<>();
    private final TreeSet<String> named = new TreeSet<>();
    private final List<String> started = new ArrayList<>();
    /** What clients of MCP start. */
    private final TreeSet<String> commands = new TreeSet<>();

    private boolean isClient;
    private int calls;
    private int functions;
    private boolean isSpawning;
    private boolean hasArguments;
    private boolean isInheriting;
    /** Whether what is started gets the arguments that this was started with, and is seen to. */
    private boolean isHandingOn;

    private boolean isLocal;

    private HandOvers(Map<String, List<St>> files, String file) {
        this.files = files;
        this.file = file;
    }

    /** @param isListening whether the program takes requests, which it may pass on to whom it is a client of */
    static List<HandOver> in(Map<String, List<St>> files, boolean isListening) {
        var all = new ArrayList<HandOver>();
        files.forEach((file, statements) -> {
            var each = new HandOvers(files, file);
            each.add(statements, all);
            if (isListening) {
                each.clients(all);
            }
        });
        return all;
    }

    private void add(List<St> statements, List<HandOver> into) {
        for (St each : statements) {
            if (each instanceof St.Import imported) {
                imported(imported.module(), imported.what());
            } else if (each instanceof St.ReExport again) {
                imported(again.module(), again.what());
            }
        }
        Walk.everywhere(statements, cls -> true, this::look);
        if (isSpawning && (isHandingOn || isShort())) {
            process(into);
        } else if (!isSpawning && calls <= MOST_CALLS && isPlain(statements)) {
            if (!isLocal) {
                packages.forEach(each -> into.add(handOver(each, false)));
            }
            if (packages.isEmpty()) {
                inside.forEach(each -> into.add(new HandOver(file, "./" + each, "", false)));
            }
        }
    }

    /** Whether it has hardly a thing to do beside. */
    private boolean isShort() {
        int most = hasArguments ? MOST_CALLS_TO_START : isInheriting ? FEW_CALLS : 0;
        return calls <= most
                && packages.stream().noneMatch(each -> COMMANDS.matcher(each).matches());
    }

    private void look(Ex each) {
        switch (each) {
            case Ex.Call(int at, Ex callee, var args, var more, boolean isNew) -> call(callee, args);
            case Ex.Lambda lambda -> functions++;
            case Ex.Lit(int at, String text) -> {
                isInheriting |= text.equals("inherit");
                String own = text.indexOf('.') > 0 && text.length() < 300 ? own(text) : null;
                if (own != null && !own.equals(file)) {
                    named.add(own);
                }
            }
            default -> hasArguments |= isArguments(each);
        }
    }

    private static boolean isArguments(Ex each) {
        return each instanceof Ex.Member(int at, Ex.Name(int a, String from), String name)
                && name.equals("argv")
                && Set.of("process", "sys", "Bun").contains(from);
    }

    private void call(Ex callee, List<Ex> args) {
        calls++;
        String name = callee instanceof Ex.Member(int a, Ex of, String last)
                ? last
                : callee instanceof Ex.Name(int a, String plain) ? plain : "";
        if (args.isEmpty()) {
            return;
        }
        if (name.equals("StdioClientTransport")) {
            isClient = true;
            args.forEach(arg -> Walk.over(arg, this::command));
        }
        String first = args.getFirst() instanceof Ex.Lit(int a, String text) ? text : "";
        if (SPAWNS.matcher(name).matches()) {
            isSpawning = true;
            started.add(first);
            args.forEach(arg -> Walk.over(arg, each -> isHandingOn |= isArguments(each)));
        }
        if (name.equals("resolve") && isPackage(first)) {
            resolved.add(first);
        } else if (!first.isEmpty() && (name.equals("require") || name.equals("import"))) {
            imported(first, "*");
        }
    }

    /** A command that stands in the settings of a client; who starts it chooses any other. */
    private void command(Ex each) {
        if (each instanceof Ex.Obj(int at, var props)) {
            props.stream()
                    .filter(prop -> "command".equals(prop.key()))
                    .map(prop -> prop.value() instanceof Ex.Lit(int a, String text) ? text : "")
                    .filter(text -> !text.isBlank())
                    .forEach(commands::add);
        }
    }

    private void clients(List<HandOver> into) {
        if (isClient && !resolved.isEmpty()) {
            resolved.forEach(each -> into.add(handOver(each, true)));
        } else {
            commands.forEach(each -> into.add(new HandOver(file, each, "", true)));
        }
    }

    private void imported(String module, String what) {
        boolean isPython = file.endsWith(".py");
        String found = isPython ? PyModules.file(module, file, files) : own(module);
        if (found != null && !found.equals(file)) {
            inside.add(found);
            String within =
                    isPython ? PyModules.file(module + (module.endsWith(".") ? "" : ".") + what, file, files) : null;
            inside.add(within == null ? found : within);
        }
        isLocal |= found != null || (module.startsWith(".") && !module.endsWith(".json"));
        if (found == null && isPackage(module)) {
            packages.add(module);
        }
    }

    /** A file of the program, as one of its files or whoever stands in its folder names it. */
    private @Nullable String own(String name) {
        if (name.startsWith(".") || name.endsWith("js") || name.endsWith(".py") || name.endsWith("ts")) {
            String found = Specifiers.file(file, name, files.keySet());
            return found == null && !name.startsWith(".") ? Specifiers.file("", name, files.keySet()) : found;
        }
        return Specifiers.aliased(file, name, files.keySet());
    }

    private static boolean isPackage(String module) {
        return !module.isEmpty()
                && !module.startsWith(".")
                && !module.startsWith("/")
                && !module.startsWith("#")
                && module.indexOf(' ') < 0
                && !OWN.matcher(module).matches();
    }

    private void process(List<HandOver> into) {
        String program =
                started.stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
        packages.removeIf(each -> HELPING.matcher(each).matches());
        if (!named.isEmpty() || !resolved.isEmpty()) {
            // whatever else is started, these fetch something and start it
            started.stream()
                    .map(each -> each.strip().split("\\s+", 2)[0])
                    .filter(FETCHING::contains)
                    .distinct()
                    .forEach(each -> into.add(new HandOver(file, each, "", true)));
        }
        if (!named.isEmpty()) {
            named.forEach(each -> into.add(new HandOver(file, "./" + each, "", true)));
        } else if (!resolved.isEmpty()) {
            resolved.forEach(each -> into.add(handOver(each, true)));
        } else if (!program.isEmpty()) {
            String word = program.strip().split("\\s+", 2)[0];
            // what lies beside it and is no file of the program is machine code, or a script of others
            into.add(new HandOver(file, word.startsWith("./") ? "the program " + word.substring(2) : word, "", true));
        } else {
            into.add(packages.isEmpty() ? new HandOver(file, "a program", "", true) : handOver(packages.first(), true));
        }
    }

    private HandOver handOver(String module, boolean isProcess) {
        String name = file.endsWith(".py") ? module.split("\\.", 2)[0] : Specifiers.packageName(module);
        String path = module.substring(Math.min(module.length(), name.length() + 1));
        return new HandOver(file, name, path, isProcess);
    }

    /** Whether it makes no class and hardly a function. */
    private boolean isPlain(List<St> statements) {
        return statements.size() <= MOST_CALLS
                && statements.stream().noneMatch(each -> each instanceof St.Type || each instanceof St.Loop)
                && statements.stream()
                                .filter(each -> each instanceof St.Declared)
                                .count()
                        <= 2
                && functions <= MOST_FUNCTIONS;
    }
}
