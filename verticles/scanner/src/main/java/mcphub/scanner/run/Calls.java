package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;

/** Calls: of functions of the program, of packages, and of what every value has. */
final class Calls {
    private static final Set<String> PATHS =
            Set.of("path.join", "path.resolve", "path.normalize", "fs.realpath", "fs.realpathSync");
    /** Of libraries that say what a tool takes, which may be part of a bundle under any name. */
    private static final Set<String> VALIDATORS = Set.of(
            "string", "number", "boolean", "enum", "literal", "object", "int", "uuid", "bigint", "nativeEnum", "date");

    private static final Set<String> HELPERS = Set.of(
            "__toESM",
            "__importStar",
            "__importDefault",
            "_interopRequireDefault",
            "__toCommonJS",
            "_interopRequireWildcard");

    private final Engine engine;
    private final Models models;
    private final Handlers handlers;
    private final Methods methods;
    private final Expressions expressions;

    Calls(Engine engine, Models models) {
        this.engine = engine;
        this.models = models;
        this.handlers = new Handlers(engine);
        this.methods = new Methods(engine);
        this.expressions = new Expressions(engine);
    }

    Handlers handlers() {
        return handlers;
    }

    Value member(Value of, String name, int at, Frame frame) {
        return expressions.member(of, name, at, frame);
    }

    Value call(Ex.Call call, Frame frame) {
        Ex target = call.callee();
        Value receiver = Value.UNKNOWN;
        String name = "";
        Value callee;
        if (target instanceof Ex.Member(int at, Ex of, String property)) {
            receiver = engine.eval(of, frame);
            name = property;
            callee = member(receiver, property, at, frame);
        } else {
            callee = engine.eval(target, frame);
            if (target instanceof Ex.Name(int at, String plain)) {
                name = plain;
            }
        }
        var arguments = new ArrayList<Value>();
        for (Ex each : call.args()) {
            Value value = engine.eval(each, frame);
            arguments.add(each instanceof Ex.Spread ? engine.elements(value) : value);
        }
        for (Ex.Prop each : call.named()) {
            engine.eval(each.value(), frame);
        }
        if (HELPERS.contains(name) && !arguments.isEmpty()) {
            return arguments.getFirst();
        }
        handlers.registered(name, call, receiver, callee, arguments, frame);
        engine.sinks().called(name, call, receiver, callee, arguments, frame);
        return result(name, call, receiver, callee, arguments, frame);
    }

    private Value result(String name, Ex.Call call, Value receiver, Value callee, List<Value> arguments, Frame frame) {
        Value all = null;
        for (Closure closure : callee.closures()) {
            Value self = receiver.boxes().isEmpty() ? null : closure.self();
            var result = engine.result(closure, arguments, self);
            if (callee.closures().size() == 1) {
                checked(call, result, frame);
            }
            all = all == null ? result.value() : all.or(result.value());
        }
        for (Box box : callee.boxes()) {
            if (box.cls != null) {
                Value given =
                        name.equals("super") ? Value.UNKNOWN : engine.classes().create(box, arguments);
                all = all == null ? given : all.or(given);
            }
        }
        if (name.equals("super")) {
            frame.self.boxes().forEach(box -> {
                var above = box.fields.get("super");
                if (above != null) {
                    above.boxes().forEach(b -> engine.classes().create(b, arguments));
                }
            });
        }
        for (String ref : callee.refs()) {
            Value given = external(ref, call, receiver, arguments, frame);
            all = all == null ? given : all.or(given);
        }
        if (all != null) {
            return all;
        }
        if (!name.isEmpty() && call.callee() instanceof Ex.Member) {
            Value built = methods.call(name, call, receiver, arguments, frame);
            if (built != null) {
                return built;
            }
            for (Closure closure : engine.classes().named(name)) {
                Value given = engine.call(closure, arguments, closure.self());
                all = all == null ? given : all.or(given);
            }
            if (all != null) {
                return all;
            }
            if (VALIDATORS.contains(name) && receiver.labels() == 0) {
                return external("?." + name, call, receiver, arguments, frame);
            }
        }
        callbacks(arguments, receiver.derived());
        Value made = receiver.derived();
        for (Value each : arguments) {
            made = made.mixed(each.labels() == 0 ? engine.elements(each).derived() : each.derived());
        }
        return passedOn(made, arguments);
    }

    /** Who calls a function that throws for what it does not like knows more of what it gave it. */
    private void checked(Ex.Call call, Engine.Result result, Frame frame) {
        for (int i = 0; i < Math.min(result.params().size(), call.args().size()); i++) {
            Value now = result.params().get(i);
            if (now != null) {
                engine.guards().better(call.args().get(i), now, frame);
            }
        }
    }

    /** Whether an expression is a call from which nobody comes back. */
    boolean neverReturns(Ex expression, Frame frame) {
        if (!(expression instanceof Ex.Call call)) {
            return false;
        }
        Value callee = engine.eval(call.callee(), frame);
        return callee.refs().contains("process.exit")
                || !callee.closures().isEmpty()
                        && callee.boxes().isEmpty()
                        && callee.closures().stream().allMatch(each -> throwsAlways(each.fn()));
    }

    private static boolean throwsAlways(mcphub.scanner.code.Fn fn) {
        return !fn.body().isEmpty()
                && fn.body().getLast() instanceof mcphub.scanner.code.St.Throw
                && fn.body().stream()
                        .noneMatch(each -> each instanceof mcphub.scanner.code.St.If
                                || each instanceof mcphub.scanner.code.St.Return);
    }

    /** What wraps a function gives one that does the same. */
    private static Value passedOn(Value made, List<Value> arguments) {
        Value all = made;
        for (Value each : arguments) {
            if (!each.closures().isEmpty()) {
                all = all == Value.UNKNOWN
                        ? new Value(0, 0, Value.UNKNOWN.shapes(), Set.of(), each.closures(), List.of(), null)
                        : all;
            }
        }
        return all;
    }

    /** Functions that are given away are called, by whom and with what is not known. */
    private void callbacks(List<Value> arguments, Value with) {
        for (Value each : arguments) {
            for (Closure closure : each.closures()) {
                engine.call(closure, Engine.several(with, closure.fn().params().size()), null);
            }
        }
    }

    private Value external(String ref, Ex.Call call, Value receiver, List<Value> arguments, Frame frame) {
        Value first = arguments.isEmpty() ? Value.UNKNOWN : arguments.getFirst();
        if ((ref.equals("require") || ref.equals("import") || ref.endsWith(".createRequire()"))
                && first.only() != null) {
            return engine.modules().named(first.only(), frame.file);
        }
        if (ref.endsWith(".bind")) {
            return Value.ref(ref.substring(0, ref.length() - 5));
        }
        if (ref.equals("JSON.stringify")) {
            return expressions.textual(first).derived();
        }
        if (PATHS.contains(ref)) {
            return path(ref, arguments);
        }
        if (ref.equals("path.relative")) {
            return arguments.size() < 2 ? Value.UNKNOWN : arguments.get(1).derived();
        }
        if (ref.equals("Set") || ref.equals("Map")) {
            return first.boxes().isEmpty() ? Statements.list(engine.elements(first)) : first;
        }
        if (ref.equals("Object.keys") || ref.equals("Object.getOwnPropertyNames")) {
            return keys(first);
        }
        if (ref.equals("Object.values")) {
            return Statements.list(engine.elements(first));
        }
        if (ref.equals("Object.entries")) {
            var pair = new Box();
            pair.isList = true;
            pair.fields.put("0", engine.elements(keys(first)));
            pair.fields.put("1", engine.elements(first));
            return Statements.list(Value.of(pair));
        }
        int safe = models.safe(ref);
        if (safe == Safe.ALL) {
            return Value.ref(short_(ref) + "()");
        }
        if (models.isSame(ref) || safe != 0) {
            return first.with(safe);
        }
        Value built = call.callee() instanceof Ex.Member(int at, Ex of, String name) && receiver.labels() != 0
                ? methods.call(name, call, receiver, arguments, frame)
                : null;
        if (built != null) {
            return built;
        }
        String last = ref.substring(ref.lastIndexOf('.') + 1);
        if (first.labels() != 0
                && (last.equals("parse") || last.equals("parseAsync") || last.equals("safeParse"))
                && !receiver.boxes().isEmpty()) {
            return handlers.narrowed(receiver, first);
        }
        int label = models.source(ref);
        callbacks(
                arguments,
                label == 0
                        ? receiver.derived()
                        : Engine.from(label, frame.file, call.at(), "what " + ref + " answers"));
        if (label != 0) {
            return Engine.from(label, frame.file, call.at(), "what " + ref + " answers");
        }
        if (!models.sinks(ref).isEmpty() || ref.length() > 160) {
            return Value.ref(short_(ref) + "()");
        }
        Value made = Value.ref(ref
                + (call.args().stream()
                                .anyMatch(a -> a instanceof Ex.Regex r && Regexes.allowsOnlyHarmless(r.pattern()))
                        ? "(/harmless/)"
                        : "()"));
        for (Value each : arguments) {
            made = made.mixed(each.derived());
        }
        // an object of a validator keeps its fields
        var boxes =
                ref.endsWith(".object") ? first.boxes() : ref.contains(".object()") ? receiver.boxes() : List.<Box>of();
        return boxes.isEmpty()
                ? made
                : new Value(made.labels(), made.safe(), made.shapes(), made.refs(), List.of(), boxes, made.step());
    }

    private static String short_(String ref) {
        return ref.length() > 160 ? ref.substring(0, ref.indexOf('.', 0) < 0 ? 20 : ref.indexOf('.')) : ref;
    }

    private Value keys(Value of) {
        if (of.labels() != 0) {
            return Statements.list(of.derived());
        }
        var box = new Box();
        box.isList = true;
        int n = 0;
        for (Box each : of.boxes()) {
            for (String key : each.fields.keySet()) {
                box.fields.put(Integer.toString(n++), Value.text(key));
            }
            if (each.any.labels() != 0) {
                box.any = each.any.derived();
            }
        }
        return Value.of(box);
    }

    /** A path is marked as one, so that comparisons of it are known for what they are. */
    private static Value path(String ref, List<Value> arguments) {
        var parts = new ArrayList<Value>();
        for (Value each : arguments) {
            if (!parts.isEmpty() && !ref.startsWith("fs.")) {
                parts.add(Value.text("/"));
            }
            if (!ref.startsWith("fs.") || parts.isEmpty()) {
                parts.add(each);
            }
        }
        Value all = Value.concat(parts);
        return new Value(all.labels(), all.safe(), all.shapes(), Set.of(Sinks.PATH), List.of(), List.of(), all.step());
    }

    static Step step(Value value, Frame frame, int at, String what) {
        return Step.after(value.step(), frame.file, at, what);
    }
}
