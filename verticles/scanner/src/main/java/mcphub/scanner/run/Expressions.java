package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Scope;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What expressions give. */
final class Expressions {
    private static final Set<String> GLOBALS = Words.of(
            "process globalThis global console JSON Math Object Array String Number Boolean parseInt parseFloat isNaN "
                    + "encodeURIComponent encodeURI decodeURIComponent fetch eval Function require URL URLSearchParams Promise "
                    + "Set Map RegExp Date Buffer BigInt setTimeout setInterval Symbol Error import Reflect isFinite "
                    + "structuredClone Uint8Array window XMLHttpRequest Bun Deno Request escape unescape crypto "
                    + "atob WebSocket EventSource navigator");
    private static final Set<String> NUMBERS = Words.of("- * / % ** | & ^ ~ << >> >>> ++ --");
    private static final Set<String> TRUTHS = Set.of(
            "==",
            "===",
            "!=",
            "!==",
            "<",
            ">",
            "<=",
            ">=",
            "!",
            "in",
            "instanceof",
            "typeof",
            "delete",
            "void",
            "not",
            "is",
            "not in");

    private final Engine engine;
    private final Collections collections;

    Expressions(Engine engine) {
        this.engine = engine;
        this.collections = new Collections(engine);
    }

    Value eval(Ex expression, Frame frame) {
        return switch (expression) {
            case Ex.Lit(int at, Object value) -> literal(value);
            case Ex.Regex regex -> Value.ref('/' + kind(regex) + '/');
            case Ex.Name(int at, String name) -> name(name, frame);
            case Ex.Member(int at, Ex of, String name) ->
                engine.members().attribute(engine.eval(of, frame), name, at, frame);
            case Ex.Index(int at, Ex of, Ex key) -> {
                Value list = engine.eval(of, frame);
                Value place = engine.eval(key, frame);
                Value letter = Marks.letter(list, place);
                yield letter != null ? letter : engine.members().index(list, place, at, frame);
            }
            case Ex.Call call -> engine.calls().call(call, frame);
            case Ex.Lambda(int at, var fn) -> engine.closure(new Closure(fn, frame.scope, frame.self));
            case Ex.ClassOf(int at, var cls) -> {
                engine.classes().define(cls, frame);
                yield engine.classes().value(cls, frame);
            }
            case Ex.Obj obj -> collections.object(obj, frame);
            case Ex.Arr(int at, var items) -> collections.list(items, frame);
            case Ex.Concat(int at, var parts) ->
                Value.concat(
                        parts.stream().map(p -> textual(engine.eval(p, frame))).toList());
            case Ex.Tagged(int at, Ex tag, var parts) -> tagged(tag, parts, frame);
            case Ex.Op(int at, String op, var of) -> operator(op, of, frame);
            case Ex.Cond(int at, Ex test, Ex yes, Ex no) -> condition(test, yes, no, frame);
            case Ex.Assign assign -> engine.assigns().assign(assign, frame);
            case Ex.Spread(int at, Ex of) -> engine.eval(of, frame);
            case Ex.Many(int at, var of) -> {
                Value last = Value.UNKNOWN;
                for (Ex each : of) {
                    last = engine.eval(each, frame);
                }
                yield last;
            }
        };
    }

    private static String kind(Ex.Regex regex) {
        if (regex.flags().contains("m")) {
            return "regex";
        }
        return Regexes.allowsOnlyHarmless(regex.pattern())
                ? Regexes.mayBeginWithDash(regex.pattern()) ? "dash" : "harmless"
                : Regexes.allowsNamesOfDatabases(regex.pattern())
                        ? "name"
                        : Regexes.allowsOnlyArithmetic(regex.pattern())
                                ? "arithmetic"
                                : Regexes.asksForScheme(regex.pattern())
                                        ? "scheme"
                                        : Regexes.beginsPlainly(regex.pattern()) ? "letter" : "regex";
    }

    private static Value literal(Object value) {
        return switch (value) {
            case String text -> Value.text(text);
            case Double number ->
                Value.text(number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString());
            case Boolean truth -> Value.text(truth.toString());
            case null -> Value.text("\uFFFF");
            default -> Value.UNKNOWN;
        };
    }

    private Value name(String name, Frame frame) {
        if (name.equals("this") || name.equals("self")) {
            var declared = frame.scope.get(name);
            return declared == null ? frame.self : declared;
        }
        var found = frame.scope.get(name);
        return found != null
                ? found
                : Python.is(frame)
                        ? Python.isBuiltin(name) ? Value.ref(Python.PREFIX + name) : Value.UNKNOWN
                        : GLOBALS.contains(name) ? Value.ref(name) : Value.UNKNOWN;
    }

    /** As text: a list or object of foreign things is foreign. */
    Value textual(Value value) {
        if (value.labels() != 0 || value.boxes().isEmpty()) {
            return value;
        }
        Value inside = engine.elements(value);
        return inside.labels() == 0 ? value : inside.derived();
    }

    private Value tagged(Ex tag, List<Ex> parts, Frame frame) {
        var values = new ArrayList<Value>();
        for (Ex part : parts) {
            values.add(engine.eval(part, frame));
        }
        Value by = engine.eval(tag, frame);
        // a tag that is not known binds what is put in; String.raw does not
        return by.refs().contains("String.raw") ? Value.concat(values) : Value.UNKNOWN;
    }

    private Value operator(String op, List<Ex> of, Frame frame) {
        return switch (op) {
            case "+" -> {
                if (of.size() == 1) {
                    engine.eval(of.getFirst(), frame);
                    yield Value.UNKNOWN;
                }
                var values = of.stream().map(each -> engine.eval(each, frame)).toList();
                Value lists = Python.is(frame) ? collections.plus(values) : null;
                yield lists != null
                        ? lists
                        : Value.concat(values.stream().map(this::textual).toList());
            }
            case "||", "??", "or" -> {
                Value first = engine.eval(of.getFirst(), frame);
                var before = engine.kept(frame);
                if (!op.equals("??")) {
                    engine.guards().assume(of.getFirst(), false, frame);
                }
                Value second = frame.under(of.getFirst(), () -> engine.eval(of.getLast(), frame));
                Scope.restore(before);
                yield first.or(second);
            }
            case "&&", "and" -> {
                engine.eval(of.getFirst(), frame);
                var before = engine.kept(frame);
                engine.guards().assume(of.getFirst(), true, frame);
                Value second = frame.under(of.getFirst(), () -> engine.eval(of.getLast(), frame));
                Scope.restore(before);
                yield second;
            }
            default -> {
                if (op.equals("!")) {
                    String text = engine.eval(of.getFirst(), frame).only();
                    yield text == null
                            ? Value.UNKNOWN
                            : Value.text(
                                    Boolean.toString(Set.of("", "0", "false").contains(text)));
                }
                var values = of.stream().map(each -> engine.eval(each, frame)).toList();
                Value given =
                        Python.is(frame) && of.size() == 2 ? ofPython(op, values.getFirst(), values.getLast()) : null;
                if (given != null) {
                    yield Marks.counted(given, values);
                }
                Value all = Value.UNKNOWN;
                for (Value each : values) {
                    all = all.mixed(each);
                }
                yield NUMBERS.contains(op)
                        ? Marks.counted(Value.UNKNOWN, values)
                        : TRUTHS.contains(op.toLowerCase(Locale.ROOT)) ? Value.UNKNOWN : all;
            }
        };
    }

    /** Paths are put together by a slash, texts by a percent sign; null for anything else. */
    private @Nullable Value ofPython(String op, Value first, Value second) {
        if (op.equals("/") && (PyPaths.is(first) || PyPaths.is(second))) {
            return PyPaths.join(first, List.of(second));
        }
        return op.equals("%") && first.shapes().stream().anyMatch(shape -> shape.indexOf('%') >= 0)
                ? engine.calls().formats().percent(first, second)
                : null;
    }

    /** Lists behind each other; null where none of them is one. */
    @Nullable
    Value lists(List<Value> values) {
        return collections.plus(values);
    }

    private Value condition(Ex test, Ex yes, Ex no, Frame frame) {
        engine.eval(test, frame);
        var before = engine.kept(frame);
        engine.guards().assume(test, true, frame);
        Value first = frame.under(test, () -> engine.eval(yes, frame));
        Scope.restore(before);
        engine.guards().assume(test, false, frame);
        Value second = frame.under(test, () -> engine.eval(no, frame));
        Scope.restore(before);
        return first.or(second);
    }
}
