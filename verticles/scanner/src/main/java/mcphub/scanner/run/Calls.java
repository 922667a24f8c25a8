package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Value;

/** Calls: of functions of the program, of packages, and of what every value has. */
final class Calls {
    /** Of libraries that say what a tool takes, which may be part of a bundle under any name. */
    private static final Set<String> VALIDATORS =
            Words.of("string number boolean enum literal object int uuid bigint nativeEnum date");

    private static final Set<String> HELPERS = Set.of(
            "__toESM",
            "__importStar",
            "__importDefault",
            "_interopRequireDefault",
            "__toCommonJS",
            "_interopRequireWildcard");

    private static final Set<String> VALIDATES =
            Set.of("model_validate", "parse_obj", "model_validate_json", "parse_raw", "validate_python");

    private final Engine engine;
    private final PyTypes types;
    private final Handlers handlers;
    private final Methods methods;
    private final Packages packages;

    Calls(Engine engine, Models models) {
        this.engine = engine;
        this.types = new PyTypes(engine);
        this.handlers = new Handlers(engine, types);
        this.methods = new Methods(engine);
        this.packages = new Packages(engine, models);
    }

    Formats formats() {
        return packages.formats();
    }

    PyTypes types() {
        return types;
    }

    Handlers handlers() {
        return handlers;
    }

    Value member(Value of, String name, int at, Frame frame) {
        return engine.members().member(of, name, at, frame);
    }

    Value call(Ex.Call call, Frame frame) {
        Ex target = call.callee();
        Value receiver = Value.UNKNOWN;
        String name = "";
        Value callee;
        if (target instanceof Ex.Member(int at, Ex of, String property)) {
            receiver = engine.eval(of, frame);
            name = property;
            callee = engine.members().attribute(receiver, property, at, frame);
        } else {
            callee = engine.eval(target, frame);
            if (target instanceof Ex.Name(int at, String plain)) {
                name = plain;
            }
        }
        var arguments = new ArrayList<Value>();
        for (Ex each : call.args()) {
            Value value = engine.eval(each, frame);
            if (each instanceof Ex.Spread) {
                spread(value, arguments);
            } else {
                arguments.add(value);
            }
        }
        Box named = call.named().isEmpty() ? null : named(call.named(), frame);
        if (named != null) {
            arguments.add(Value.of(named));
        }
        if (HELPERS.contains(name) && !arguments.isEmpty()) {
            return arguments.getFirst();
        }
        handlers.registered(name, call, receiver, callee, arguments, frame);
        engine.sinks().called(name, call, receiver, callee, arguments, frame);
        Value given = result(name, call, receiver, callee, arguments, frame);
        Value made = engine.marks().after(name, call, receiver, arguments, given, frame);
        Value kept = engine.intents().takings().after(name, call, receiver, callee, arguments, made, frame);
        return engine.toolUse().strangers().after(callee, call, arguments, kept, frame);
    }

    /** A list whose items are known is as many arguments. */
    private void spread(Value value, List<Value> into) {
        boolean isKnown = !value.boxes().isEmpty()
                && value.labels() == 0
                && value.boxes().stream().allMatch(box -> box.isList && box.any.isUnknown());
        if (isKnown) {
            value.boxes().forEach(box -> into.addAll(box.fields.values()));
            return;
        }
        into.add(engine.elements(value));
    }

    /** Arguments by name, as a map. */
    private Box named(List<Ex.Prop> props, Frame frame) {
        var box = new Box();
        box.isNamed = true;
        for (Ex.Prop each : props) {
            Value value = engine.eval(each.value(), frame);
            if (each.key() == null) {
                Collections.put(value, box);
            } else {
                box.fields.put(
                        each.key(),
                        engine.marks().named(each.key(), value, each.value().at(), frame));
            }
        }
        return box;
    }

    /** Calls what is handed to somebody else to be called, with these. */
    Value apply(Value callee, Ex.Call call, List<Value> arguments, Frame frame) {
        engine.sinks().called("", call, Value.UNKNOWN, callee, arguments, frame);
        return result("", call, Value.UNKNOWN, callee, arguments, frame);
    }

    /** What a package's function makes harmless. */
    int safe(String ref) {
        return packages.safe(ref);
    }

    private Value result(String name, Ex.Call call, Value receiver, Value callee, List<Value> arguments, Frame frame) {
        Value all = null;
        Box named = Parameters.named(arguments);
        var positional = named == null ? arguments : arguments.subList(0, arguments.size() - 1);
        for (Closure closure : callee.closures()) {
            Value self = receiver.boxes().isEmpty() ? null : closure.self();
            var result = engine.result(closure, engine.placed(closure.fn(), positional, named), self);
            if (callee.closures().size() == 1) {
                checked(call, result, frame);
                engine.privates().called(closure, call, frame);
            }
            all = all == null ? result.value() : all.or(result.value());
        }
        if (Python.is(frame) && VALIDATES.contains(name)) {
            for (Box box : receiver.boxes()) {
                if (box.cls != null && !arguments.isEmpty() && all == null) {
                    return types.object(box, arguments.getFirst().derived(), frame);
                }
            }
        }
        for (Box box : callee.boxes()) {
            if (box.isKept) {
                positional.stream().limit(1).forEach(box::push);
            } else if (box.target != null) {
                Value given = apply(box.target, call, Parameters.behind(box.bound, arguments), frame);
                all = all == null ? given : all.or(given);
            } else if (box.cls != null && (call.isNew() || name.equals("super") || Python.is(frame))) {
                Value given =
                        name.equals("super") ? Value.UNKNOWN : engine.classes().create(box, positional, named, frame);
                all = all == null ? given : all.or(given);
            }
        }
        if (name.equals("super")) {
            frame.self.boxes().forEach(box -> {
                var above = box.fields.get("super");
                if (above != null) {
                    above.boxes().forEach(b -> engine.classes().create(b, positional, named, frame));
                }
            });
        }
        for (String ref : callee.refs()) {
            if (ref.startsWith("#")) {
                continue;
            }
            Value given = engine.sinks()
                    .certificates
                    .places()
                    .made(packages.external(ref, call, receiver, arguments, frame), arguments);
            all = all == null ? given : all.or(given);
        }
        if (all != null) {
            return all;
        }
        if (!name.isEmpty() && call.callee() instanceof Ex.Member) {
            Value built = Python.is(frame) ? packages.python().call(name, call, receiver, arguments, frame) : null;
            if (built == null) {
                built = methods.call(name, call, receiver, arguments, frame);
            }
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
                return packages.external("?." + name, call, receiver, arguments, frame);
            }
        }
        packages.callbacks(arguments, receiver.derived());
        Value made = receiver.derived().mixed(callee.derived());
        for (Value each : arguments) {
            made = made.mixed(each.labels() == 0 ? engine.elements(each).derived() : each.derived());
        }
        return passedOn(made, arguments);
    }

    /** Who calls a function that throws for what it does not like knows more of what it gave it. */
    private void checked(Ex.Call call, Result result, Frame frame) {
        for (int i = 0; i < Math.min(result.params().size(), call.args().size()); i++) {
            Value now = result.params().get(i);
            if (now != null && call.args().get(i) instanceof Ex.Obj object) {
                for (Ex.Prop prop : object.props()) {
                    Value part = prop.key() == null
                            ? null
                            : now.boxes().getFirst().fields.get(prop.key());
                    if (part != null) {
                        engine.refinements().better(prop.value(), part, frame);
                    }
                }
            } else if (now != null && now.boxes().isEmpty()) {
                engine.refinements().better(call.args().get(i), now, frame);
            }
        }
    }

    /** What wraps a function gives one that does the same. */
    private static Value passedOn(Value made, List<Value> arguments) {
        Value all = made;
        for (Value each : arguments) {
            if (!each.closures().isEmpty()) {
                all = all.isUnknown()
                        ? new Value(0, 0, Value.UNKNOWN.shapes(), Set.of(), each.closures(), List.of(), null)
                        : all;
            }
        }
        return all;
    }
}
