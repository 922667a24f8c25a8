package mcphub.scanner.run;

import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Calls of what Python brings along. */
final class PyPackages {
    private static final Set<String> PATHS = Words.of(
            "os.path.join os.path.abspath os.path.normpath os.path.realpath os.path.expanduser os.path.expandvars "
                    + "pathlib.Path pathlib.PurePath pathlib.PosixPath pathlib.PurePosixPath anyio.Path os.path.dirname "
                    + "os.fspath");
    private static final Set<String> ELSEWHERE = Set.of(
            "asyncio.to_thread",
            "anyio.to_thread.run_sync",
            "starlette.concurrency.run_in_threadpool",
            "fastapi.concurrency.run_in_threadpool",
            "functools.partial");

    private static final Set<String> FOLDS = Set.of("os.path.abspath", "os.path.normpath", "os.path.realpath");

    private final Engine engine;
    private final Formats formats;

    PyPackages(Engine engine) {
        this.engine = engine;
        this.formats = new Formats(engine);
    }

    /** Null for what models know, or nobody. */
    @Nullable
    Value external(String ref, Ex.Call call, List<Value> arguments, Frame frame) {
        Value first = arguments.isEmpty() ? Value.UNKNOWN : arguments.getFirst();
        String name = ref.substring(Python.PREFIX.length());
        if (PATHS.contains(name)) {
            Value path = Packages.path(
                    name.startsWith("os.path.") && !name.endsWith("join")
                            ? "py.path"
                            : name.endsWith("os.path.join") ? "py.join" : "path.join",
                    arguments);
            return FOLDS.contains(name)
                    ? PyPaths.folded(path).with(name.endsWith("normpath") ? 0 : Safe.OPTION)
                    : path.without(name.startsWith("os.") ? 0 : Safe.OPTION);
        }
        if (ELSEWHERE.contains(name) && !arguments.isEmpty()) {
            return name.endsWith("partial")
                    ? bound(first, arguments.subList(1, arguments.size()))
                    : engine.calls().apply(first, call, arguments.subList(1, arguments.size()), frame);
        }
        return switch (name) {
            case "pathlib.Path.home", "pathlib.Path.cwd" -> Packages.path("path.join", List.of(Value.UNKNOWN));
            case "os.path.relpath" -> first.derived();
            case "list", "set", "frozenset", "sorted", "tuple", "reversed" ->
                first.boxes().isEmpty() ? Statements.list(engine.elements(first)) : first;
            case "next" -> engine.elements(first);
            case "shlex.split" -> first.labels() == 0 || Sinks.startsForeign(first) ? first : words(first);
            case "dict" -> arguments.isEmpty() ? Value.of(new Box()) : map(first);
            case "enumerate" -> Statements.list(pair(Value.UNKNOWN, engine.elements(first)));
            case "zip" ->
                Statements.list(pair(
                        engine.elements(first),
                        arguments.size() < 2 ? Value.UNKNOWN : engine.elements(arguments.get(1))));
            case "map", "filter" -> mapped(name, first, arguments);
            case "getattr" -> attribute(first, arguments, call, frame);
            // numbers are not compared with texts
            case "min", "max" -> call.args().stream().anyMatch(Ex::isNumber) ? Value.UNKNOWN : null;
            case "isinstance", "issubclass", "hasattr", "callable", "print", "any", "all" -> Value.UNKNOWN;
            case "re.compile" ->
                arguments.size() > 1 && isByLine(arguments.get(1)) ? Value.ref("/regex/") : pattern(first);
            case "re.sub" -> substituted(arguments);
            case "format" -> first;
            case "os.getenv" -> {
                Value set = Engine.from(Label.OPERATOR, frame.file, call.at(), "the environment");
                yield arguments.size() > 1 ? set.or(arguments.get(1)) : set;
            }
            case "urllib.parse.urljoin" -> {
                Value last = arguments.size() < 2 ? first : arguments.get(1);
                yield Sinks.startsForeign(last) ? last : Value.concat(List.of(first, last));
            }
            case "collections.deque",
                    "collections.defaultdict",
                    "collections.OrderedDict",
                    "queue.Queue",
                    "asyncio.Queue" -> Statements.list(engine.elements(first));
            case "typing.cast" -> arguments.size() > 1 ? arguments.get(1) : Value.UNKNOWN;
            case "importlib.import_module", "__import__" ->
                first.only() == null ? null : engine.modules().named(first.only(), frame.file);
            default -> null;
        };
    }

    Formats formats() {
        return formats;
    }

    /** A function that is given these in front of others. */
    private static Value bound(Value function, List<Value> arguments) {
        var box = new Box();
        box.target = function;
        box.bound = List.copyOf(arguments);
        return Value.of(box);
    }

    /** Of a list of pairs. */
    private Value map(Value pairs) {
        Value pair = engine.elements(pairs);
        if (pairs.labels() != 0 || pair.boxes().size() != 1 || !pair.boxes().getFirst().isList) {
            return pairs;
        }
        var map = new Box();
        map.keys = pair.boxes().getFirst().get("0");
        map.any = pair.boxes().getFirst().get("1");
        return Value.of(map);
    }

    static Value pair(Value first, Value second) {
        var pair = new Box();
        pair.isList = true;
        pair.fields.put("0", first);
        pair.fields.put("1", second);
        return Value.of(pair);
    }

    private Value mapped(String name, Value function, List<Value> arguments) {
        if (arguments.size() < 2) {
            return Value.UNKNOWN;
        }
        Value each = engine.elements(arguments.get(1));
        Value all = null;
        for (Closure closure : function.closures()) {
            Value given = engine.call(closure, List.of(each), null);
            all = all == null ? given : all.or(given);
        }
        if (name.equals("filter")) {
            return arguments.get(1);
        }
        if (all == null) {
            int safe = function.refs().stream().mapToInt(engine.calls()::safe).reduce(0, (a, b) -> a | b);
            all = safe == Safe.ALL ? Value.UNKNOWN : each.with(safe);
        }
        return Statements.list(all);
    }

    private Value attribute(Value of, List<Value> arguments, Ex.Call call, Frame frame) {
        if (arguments.size() > 1 && arguments.get(1).isConstant()) {
            Value all = null;
            for (String name : arguments.get(1).shapes()) {
                Value each = engine.members().member(of, name, call.at(), frame);
                all = all == null ? each : all.or(each);
            }
            return all == null ? Value.UNKNOWN : all;
        }
        boolean isModule = of.refs().stream().anyMatch(r -> r.startsWith(Python.PREFIX) && r.indexOf('(') < 0);
        if (isModule && arguments.size() > 1 && arguments.get(1).isForeign() && Sinks.startsForeign(arguments.get(1))) {
            engine.sinks()
                    .report(
                            "code",
                            call.at(),
                            arguments.get(1),
                            frame,
                            "A function is called whose name somebody else chooses");
        }
        Value all = engine.elements(of);
        for (Box box : of.boxes()) {
            all = box.cls == null ? all : engine.classes().methods(box, all);
        }
        return all;
    }

    /** As many words as its blanks make. */
    private static Value words(Value line) {
        var list = new Box();
        list.isList = true;
        for (String shape : line.shapes()) {
            int blank = shape.indexOf(' ');
            if (blank > 0 && shape.indexOf(Value.FOREIGN) > blank) {
                list.fields.put("0", Value.text(shape.substring(0, blank)));
            }
        }
        list.any = line.derived();
        return Value.of(list);
    }

    /** What is known of a regular expression, as the engine has those of JavaScript. */
    static Value pattern(Value text) {
        String pattern = text.only();
        if (pattern == null) {
            return Value.ref("/regex/").mixed(text.derived());
        }
        var all = new java.util.TreeSet<String>();
        all.add('/' + kind(pattern) + '/');
        String bare = pattern.replaceFirst("^\\^", "").replaceFirst("(?:\\$|\\\\Z)$", "");
        if (Regexes.allowsNamesOfDatabases('^' + bare + '$')) {
            all.add("/name-full/");
            if (pattern.endsWith("$") || pattern.endsWith("\\Z")) {
                all.add("/name/");
            }
        }
        if (Regexes.beginsPlainly('^' + pattern.replaceFirst("^\\^", ""))) {
            all.add("/letter/");
        }
        if (Regexes.mayBeginWithDash('^' + pattern.replaceFirst("^\\^", ""))) {
            all.add("/dash/");
        }
        if (Regexes.allowsOnlyArithmetic('^' + bare + '$')) {
            all.add("/arithmetic-full/");
        }
        if (Regexes.asksForScheme('^' + bare)) {
            all.add("/scheme-from/");
        }
        // fullmatch and match say themselves where it begins and ends
        if (Regexes.allowsOnlyHarmless('^' + (bare.indexOf('|') < 0 ? bare : "(?:" + bare + ')') + '$')) {
            all.add("/full/");
            if (pattern.endsWith("$") || pattern.endsWith("\\Z")) {
                all.add("/from/");
            }
        }
        return new Value(0, 0, Value.UNKNOWN.shapes(), all, List.of(), List.of(), null);
    }

    private static String kind(String pattern) {
        String as = pattern.endsWith("\\Z") ? pattern.substring(0, pattern.length() - 2) + '$' : pattern;
        return Regexes.allowsOnlyHarmless(as)
                ? "harmless"
                : Regexes.allowsOnlyArithmetic(as) ? "arithmetic" : Regexes.asksForScheme(as) ? "scheme" : "regex";
    }

    /** Whether the ends of lines count as ends. */
    private static boolean isByLine(Value flags) {
        return flags.refs().stream().anyMatch(r -> r.endsWith(".M") || r.endsWith(".MULTILINE"));
    }

    private static Value substituted(List<Value> arguments) {
        if (arguments.size() < 3) {
            return Value.UNKNOWN;
        }
        String pattern = arguments.getFirst().only();
        return pattern != null && Regexes.isAllButHarmless(pattern)
                ? Value.UNKNOWN
                : arguments.get(2).derived();
    }
}
