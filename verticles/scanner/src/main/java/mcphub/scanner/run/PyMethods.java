package mcphub.scanner.run;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What texts, lists and maps of Python have as methods. */
final class PyMethods {
    private static final Set<String> SAME = Words.of(
            "strip lstrip rstrip title capitalize casefold removeprefix removesuffix encode decode copy model_dump "
                    + "dict read readlines readline expandtabs zfill ljust rjust swapcase geturl group groups unicode_string "
                    + "bindparams as_string tolist");
    private static final Set<String> TRUTHS = Words.of(
            "startswith endswith isdigit isalnum isalpha isidentifier isdecimal isnumeric isspace find index count "
                    + "rfind exists is_file is_dir issubset match fullmatch search");

    private final Engine engine;
    private final Formats formats;

    PyMethods(Engine engine, Formats formats) {
        this.engine = engine;
        this.formats = formats;
    }

    /** Null for what is none of them. */
    @Nullable
    Value call(String name, Ex.Call call, Value receiver, List<Value> arguments, Frame frame) {
        if (PyPaths.is(receiver)) {
            Value given = PyPaths.call(name, receiver, arguments);
            if (given != null) {
                if (name.equals("relative_to") && PyPaths.isFolded(receiver)) {
                    // it raises where the path is not in the folder
                    engine.refinements().safeAlong(((Ex.Member) call.callee()).of(), Safe.PATH, frame, 4);
                    return given.with(Safe.PATH);
                }
                return given;
            }
        }
        boolean isSomething = receiver.labels() != 0 || !receiver.boxes().isEmpty() || receiver.isConstant();
        if (SAME.contains(name) && isSomething) {
            if (name.endsWith("strip")) {
                boolean takesDashes =
                        !arguments.isEmpty() && "-".equals(arguments.getFirst().only()) && !name.startsWith("r");
                return takesDashes ? receiver.with(Safe.OPTION) : receiver.without(Safe.OPTION);
            }
            return receiver;
        }
        if (TRUTHS.contains(name)) {
            return Value.UNKNOWN;
        }
        return switch (name) {
            case "format", "format_map" -> {
                boolean hasObject = arguments.stream().anyMatch(PyMethods::hasObject);
                if (hasObject && receiver.isForeign() && Sinks.startsForeign(receiver)) {
                    engine.sinks()
                            .report(
                                    "format",
                                    call.at(),
                                    receiver,
                                    frame,
                                    "A format of somebody else's choice reaches the fields of objects");
                }
                yield formats.braces(receiver, arguments);
            }
            case "join" ->
                arguments.isEmpty() ? Value.UNKNOWN : Collections.join(engine, arguments.getFirst(), receiver);
            case "lower", "upper" ->
                receiver.isConstant()
                        ? Value.oneOf(new java.util.TreeSet<>(receiver.shapes().stream()
                                .map(t ->
                                        name.equals("lower") ? t.toLowerCase(Locale.ROOT) : t.toUpperCase(Locale.ROOT))
                                .toList()))
                        : receiver;
            case "split", "rsplit", "splitlines", "partition", "rpartition", "findall" ->
                receiver.labels() == 0 ? Value.UNKNOWN : Statements.list(receiver.derived());
            case "replace" -> replaced(call, receiver);
            case "append", "insert", "add", "appendleft", "put_nowait", "put" -> {
                receiver.boxes().forEach(box -> arguments.forEach(a -> box.push(a)));
                if (call.callee() instanceof Ex.Member(int at, Ex of, String n) && Assigns.isOutside(of, frame)) {
                    arguments.forEach(engine.visits()::left);
                }
                yield Value.UNKNOWN;
            }
            case "extend" -> {
                arguments.forEach(a -> receiver.boxes().forEach(box -> Collections.append(a, box, engine)));
                yield Value.UNKNOWN;
            }
            case "update" -> {
                arguments.forEach(a -> receiver.boxes().forEach(box -> Collections.put(a, box)));
                yield Value.UNKNOWN;
            }
            case "values" -> receiver.boxes().isEmpty() ? listed(receiver) : Statements.list(engine.elements(receiver));
            case "items" ->
                receiver.boxes().isEmpty()
                        ? receiver.is(Label.ENVIRONMENT)
                                ? Statements.list(PyPackages.pair(Value.UNKNOWN, variable(receiver)))
                                : receiver
                        : Statements.list(
                                PyPackages.pair(Collections.each(engine, receiver, frame), engine.elements(receiver)));
            case "get", "pop", "setdefault" -> get(receiver, arguments, call, frame);
            case "run_in_executor" ->
                arguments.size() < 2
                        ? Value.UNKNOWN
                        : engine.calls().apply(arguments.get(1), call, arguments.subList(2, arguments.size()), frame);
            default -> null;
        };
    }

    /** Any variable of the environment, where each is looked at. */
    private static Value variable(Value environment) {
        return Disclosures.variable(environment, environment.derived());
    }

    private static Value listed(Value map) {
        return map.is(Label.ENVIRONMENT) ? Statements.list(variable(map)) : map;
    }

    private static boolean hasObject(Value value) {
        return value.boxes().stream()
                .anyMatch(box -> box.cls != null
                        || box.fields.values().stream()
                                .anyMatch(v -> v.boxes().stream().anyMatch(b -> b.cls != null)));
    }

    private @Nullable Value get(Value receiver, List<Value> arguments, Ex.Call call, Frame frame) {
        if (receiver.boxes().isEmpty()) {
            return receiver.labels() == 0
                    ? null
                    : arguments.size() > 1 ? receiver.derived().or(arguments.get(1)) : receiver.derived();
        }
        Value found = arguments.isEmpty()
                ? engine.elements(receiver)
                : engine.members().index(receiver, arguments.getFirst(), call.at(), frame);
        return arguments.size() > 1 ? found.or(arguments.get(1)) : found;
    }

    private static Value replaced(Ex.Call call, Value receiver) {
        if (receiver.labels() != 0
                && call.args().size() == 2
                && call.args().getFirst() instanceof Ex.Lit(int at, Object what)
                && call.args().get(1) instanceof Ex.Lit(int a, Object with)
                && (("'".equals(what) && "''".equals(with)) || ("\"".equals(what) && "\"\"".equals(with)))) {
            return receiver.with(Safe.SQL);
        }
        return receiver.labels() == 0 ? receiver : receiver.derived();
    }
}
