package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** What expressions give. */
final class Expressions {
    private static final Set<String> GLOBALS = Set.of(
            "process",
            "globalThis",
            "global",
            "console",
            "JSON",
            "Math",
            "Object",
            "Array",
            "String",
            "Number",
            "Boolean",
            "parseInt",
            "parseFloat",
            "isNaN",
            "encodeURIComponent",
            "encodeURI",
            "decodeURIComponent",
            "fetch",
            "eval",
            "Function",
            "require",
            "URL",
            "URLSearchParams",
            "Promise",
            "Set",
            "Map",
            "RegExp",
            "Date",
            "Buffer",
            "BigInt",
            "setTimeout",
            "setInterval",
            "Symbol",
            "Error",
            "import",
            "Reflect",
            "isFinite",
            "structuredClone",
            "window",
            "XMLHttpRequest",
            "Bun",
            "Deno",
            "Request",
            "escape",
            "unescape",
            "crypto");
    private static final Set<String> NUMBERS =
            Set.of("-", "*", "/", "%", "**", "|", "&", "^", "~", "<<", ">>", ">>>", "++", "--");
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

    Expressions(Engine engine) {
        this.engine = engine;
    }

    Value eval(Ex expression, Frame frame) {
        return switch (expression) {
            case Ex.Lit(int at, Object value) -> literal(value);
            case Ex.Regex regex ->
                Value.ref("/"
                        + (Regexes.allowsOnlyHarmless(regex.pattern())
                                        && !regex.flags().contains("m")
                                ? "harmless"
                                : "regex")
                        + "/");
            case Ex.Name(int at, String name) -> name(name, frame);
            case Ex.Member(int at, Ex of, String name) -> member(engine.eval(of, frame), name, at, frame);
            case Ex.Index(int at, Ex of, Ex key) -> index(engine.eval(of, frame), engine.eval(key, frame), at, frame);
            case Ex.Call call -> engine.calls().call(call, frame);
            case Ex.Lambda(int at, var fn) -> engine.closure(new Closure(fn, frame.scope, frame.self));
            case Ex.ClassOf(int at, var cls) -> {
                engine.classes().define(cls, frame);
                yield engine.classes().value(cls, frame);
            }
            case Ex.Obj obj -> object(obj, frame);
            case Ex.Arr(int at, var items) -> list(items, frame);
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

    private static Value literal(Object value) {
        return switch (value) {
            case String text -> Value.text(text);
            case Double number ->
                Value.text(number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString());
            case Boolean truth -> Value.text(truth.toString());
            case null -> Value.text("");
            default -> Value.UNKNOWN;
        };
    }

    private Value name(String name, Frame frame) {
        if (name.equals("this") || name.equals("self")) {
            var declared = frame.scope.get(name);
            return declared == null ? frame.self : declared;
        }
        var found = frame.scope.get(name);
        return found != null ? found : GLOBALS.contains(name) ? Value.ref(name) : Value.UNKNOWN;
    }

    Value member(Value of, String name, int at, Frame frame) {
        Value all = null;
        if (of.boxes().size() == 1 && of.boxes().getFirst().exact.contains(name)) {
            return of.boxes().getFirst().get(name);
        }
        for (Box box : of.boxes()) {
            Value value = box.get(name);
            if (value == Value.UNKNOWN && box.cls != null) {
                value = engine.classes().method(box, name);
            }
            all = all == null ? value : all.or(value);
        }
        for (String ref : of.refs()) {
            if (ref.charAt(0) == '#') {
                continue;
            }
            Value value = reference(ref, name, at, frame);
            all = all == null ? value : all.or(value);
        }
        if (of.labels() != 0 && (all == null || all == Value.UNKNOWN)) {
            return name.equals("length") || name.equals("size") ? Value.UNKNOWN : of.derived();
        }
        return all == null ? Value.UNKNOWN : all;
    }

    private static Value reference(String ref, String name, int at, Frame frame) {
        if (ref.equals("process") && (name.equals("env") || name.equals("argv"))) {
            return Engine.from(Label.OPERATOR, frame.file, at, "process." + name);
        }
        if (ref.equals("process")
                && Set.of("pid", "ppid", "platform", "arch", "execPath", "version")
                        .contains(name)) {
            return Value.UNKNOWN;
        }
        if (name.equals("default")
                || name.equals("promises") && ref.equals("fs")
                || ref.equals("globalThis")
                || ref.equals("global")) {
            return Value.ref(ref.startsWith("glob") ? name : ref);
        }
        if (ref.equals("path") && name.equals("sep")) {
            return Value.text("/");
        }
        if (ref.equals("path") && (name.equals("posix") || name.equals("win32"))) {
            return Value.ref("path");
        }
        return ref.length() > 200 ? Value.UNKNOWN : Value.ref(ref + '.' + name);
    }

    private Value index(Value of, Value key, int at, Frame frame) {
        if (key.isConstant() && key.shapes().size() <= 4) {
            Value all = null;
            for (String name : key.shapes()) {
                Value value = member(of, name, at, frame);
                all = all == null ? value : all.or(value);
            }
            if (all != null && all != Value.UNKNOWN) {
                return all;
            }
        }
        return engine.elements(of);
    }

    private Value object(Ex.Obj obj, Frame frame) {
        var box = new Box();
        for (Ex.Prop prop : obj.props()) {
            Value value = engine.eval(prop.value(), frame);
            if (prop.key() != null) {
                box.fields.put(prop.key(), value);
            } else if (prop.value() instanceof Ex.Spread) {
                value.boxes().forEach(other -> {
                    box.fields.putAll(other.fields);
                    box.any = box.any == Value.UNKNOWN ? other.any : box.any.or(other.any);
                });
                if (value.labels() != 0) {
                    box.any = box.any.or(value.derived());
                }
            } else {
                String key = prop.computed() == null
                        ? null
                        : engine.eval(prop.computed(), frame).only();
                if (key == null) {
                    box.any = box.any.or(value);
                } else {
                    box.fields.put(key, value);
                }
            }
        }
        engine.calls().handlers().table(box, frame);
        return Value.of(box);
    }

    private Value list(List<Ex> items, Frame frame) {
        var box = new Box();
        box.isList = true;
        int n = 0;
        for (Ex item : items) {
            Value value = engine.eval(item, frame);
            if (item instanceof Ex.Spread) {
                Value all = engine.elements(value);
                box.any = box.any == Value.UNKNOWN ? all : box.any.or(all);
                n += 100;
            } else {
                box.fields.put(Integer.toString(n++), value);
            }
        }
        return Value.of(box);
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
        engine.sinks().tagged(by, Value.concat(values), tag.at(), frame);
        // a tag that is not known binds what is put in; String.raw does not
        return by.refs().contains("String.raw") ? Value.concat(values) : Value.UNKNOWN;
    }

    private Value operator(String op, List<Ex> of, Frame frame) {
        switch (op) {
            case "+" -> {
                if (of.size() == 1) {
                    engine.eval(of.getFirst(), frame);
                    return Value.UNKNOWN;
                }
                return Value.concat(of.stream()
                        .map(each -> textual(engine.eval(each, frame)))
                        .toList());
            }
            case "||", "??", "or" -> {
                Value first = engine.eval(of.getFirst(), frame);
                var before = frame.scope.kept();
                if (!op.equals("??")) {
                    engine.guards().assume(of.getFirst(), false, frame);
                }
                Value second = engine.eval(of.getLast(), frame);
                mcphub.scanner.values.Scope.restore(before);
                return first.or(second);
            }
            case "&&", "and" -> {
                engine.eval(of.getFirst(), frame);
                var before = frame.scope.kept();
                engine.guards().assume(of.getFirst(), true, frame);
                Value second = engine.eval(of.getLast(), frame);
                mcphub.scanner.values.Scope.restore(before);
                return second;
            }
            default -> {
                if (op.equals("!")) {
                    String text = engine.eval(of.getFirst(), frame).only();
                    return text == null
                            ? Value.UNKNOWN
                            : Value.text(
                                    Boolean.toString(Set.of("", "0", "false").contains(text)));
                }
                Value all = Value.UNKNOWN;
                for (Ex each : of) {
                    all = all.mixed(engine.eval(each, frame));
                }
                return NUMBERS.contains(op) || TRUTHS.contains(op.toLowerCase(Locale.ROOT)) ? Value.UNKNOWN : all;
            }
        }
    }

    private Value condition(Ex test, Ex yes, Ex no, Frame frame) {
        engine.eval(test, frame);
        var before = frame.scope.kept();
        engine.guards().assume(test, true, frame);
        Value first = engine.eval(yes, frame);
        mcphub.scanner.values.Scope.restore(before);
        engine.guards().assume(test, false, frame);
        Value second = engine.eval(no, frame);
        mcphub.scanner.values.Scope.restore(before);
        return first.or(second);
    }

    static Value harmless(Value value) {
        return value.with(Safe.ALL);
    }
}
