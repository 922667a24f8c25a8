package mcphub.scanner.run;

import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Gives values to variables, properties and patterns. */
final class Assigns {
    private final Engine engine;

    Assigns(Engine engine) {
        this.engine = engine;
    }

    Value assign(Ex.Assign assign, Frame frame) {
        Value value = engine.eval(assign.value(), frame);
        if (!assign.op().isEmpty()) {
            Value before = engine.eval(assign.target(), frame);
            Value lists = Python.is(frame) ? engine.expressions().lists(List.of(before, value)) : null;
            value = lists != null
                    ? lists
                    : assign.op().equals("+") ? Value.concat(List.of(before, value)) : before.or(value);
        }
        value = named(assign.target(), value, assign.value(), frame);
        set(assign.target(), value, assign.value(), frame);
        if (assign.target() instanceof Ex.Name(int at, String name)) {
            frame.scope.wrote(name, assign.op().isEmpty() ? assign.value() : assign);
        }
        return value;
    }

    private Value named(Ex target, Value value, Ex how, Frame frame) {
        String name = switch (target) {
            case Ex.Name(int at, String plain) -> plain;
            case Ex.Member(int at, Ex of, String property) -> property;
            case Ex.Index(int at, Ex of, Ex.Lit(int a, Object key)) -> String.valueOf(key);
            default -> null;
        };
        if (!(target instanceof Ex.Name)) {
            Value one = name == null && frame.under == null ? value : Disclosures.kept(value);
            return name == null ? one : engine.marks().named(name, one, how.at(), frame);
        }
        return name == null ? value : engine.marks().named(name, value, how.at(), frame);
    }

    private void set(Ex target, Value value, Ex how, Frame frame) {
        if (value.isForeign() && isOutside(target, frame)) {
            engine.visits().left(value);
        }
        switch (target) {
            case Ex.Name(int at, String name) -> {
                // another value is not the same one known better
                frame.leaving.remove(name);
                frame.scope.set(
                        name, value.labels() == 0 ? value : value.from(Step.after(value.step(), frame.file, at, name)));
            }
            case Ex.Member(int at, Ex of, String name) -> {
                Value object = engine.eval(of, frame);
                object.boxes().forEach(box -> put(box, name, value));
                engine.sinks().certificates.assigned(of, object, name, value, how, frame);
                engine.sinks().pages().assigned(name, value, at, frame);
                if ((object.refs().contains("module") && name.equals("exports"))
                        || object.refs().contains("exports")) {
                    engine.modules().export(frame, object.refs().contains("exports") ? name : "=", value);
                }
            }
            case Ex.Index(int at, Ex of, Ex key) -> {
                Value object = engine.eval(of, frame);
                String name = engine.eval(key, frame).only();
                for (Box box : object.boxes()) {
                    if (name == null) {
                        box.any = box.any.isUnknown() ? value : box.any.or(value);
                    } else {
                        put(box, name, value);
                    }
                }
                if (name != null) {
                    engine.sinks().certificates.assigned(of, object, name, value, how, frame);
                }
            }
            case Ex.Obj obj -> pattern(obj, value, frame, false);
            case Ex.Arr arr -> pattern(arr, value, frame, false);
            default -> engine.eval(target, frame);
        }
    }

    private static void put(Box box, String name, Value value) {
        if (box.cls == null && !box.isList) {
            box.fields.put(name, value);
        } else {
            box.put(name, value);
        }
    }

    /** Whether an expression leads to what was there before a function ran: its object, or variables around it. */
    static boolean isOutside(Ex of, Frame frame) {
        return switch (of) {
            case Ex.Name(int at, String name) ->
                name.equals("this") || name.equals("self") || frame.scope.isOutside(name);
            case Ex.Member(int at, Ex inner, String name) -> isOutside(inner, frame);
            case Ex.Index(int at, Ex inner, Ex key) -> isOutside(inner, frame);
            default -> false;
        };
    }

    /** Declares what a pattern names. {@code from} is how the value was written, for the trace. */
    void bind(Ex target, Value value, @Nullable Ex from, Frame frame) {
        switch (target) {
            case Ex.Name(int at, String name) -> {
                Value marked = from == null
                        ? engine.marks().received(name, value, at, frame)
                        : engine.marks().named(name, value, from.at(), frame);
                Value named =
                        marked.labels() == 0 ? marked : marked.from(Step.after(marked.step(), frame.file, at, name));
                frame.scope.declare(name, named);
                if (from != null) {
                    frame.scope.wrote(name, from);
                }
            }
            case Ex.Assign(int at, Ex inner, String op, Ex usual) -> {
                Value otherwise = engine.eval(usual, frame);
                // what says how a parameter is checked, such as Field(…), is no value of it
                boolean isSaid = value.labels() != 0
                        && otherwise.refs().stream()
                                .anyMatch(ref -> ref.startsWith(Python.PREFIX) && ref.endsWith("()"));
                bind(inner, value.isUnknown() ? otherwise : isSaid ? value : value.or(otherwise), null, frame);
            }
            case Ex.Spread(int at, Ex of) -> bind(of, value, null, frame);
            case Ex.Obj obj -> {
                pattern(obj, value, frame, true);
                for (Ex.Prop prop : from == null ? List.<Ex.Prop>of() : obj.props()) {
                    if (prop.key() != null && prop.value() instanceof Ex.Name(int at, String name)) {
                        frame.scope.wrote(name, new Ex.Member(at, java.util.Objects.requireNonNull(from), prop.key()));
                    }
                }
            }
            case Ex.Arr arr -> pattern(arr, value, frame, true);
            default -> set(target, value, from == null ? target : from, frame);
        }
    }

    private void pattern(Ex.Obj obj, Value value, Frame frame, boolean declares) {
        for (Ex.Prop prop : obj.props()) {
            Value part = prop.key() == null
                    ? prop.value() instanceof Ex.Spread ? value : engine.elements(value)
                    : engine.calls().member(value, prop.key(), obj.at(), frame);
            one(prop.value(), part, frame, declares);
        }
    }

    private void pattern(Ex.Arr arr, Value value, Frame frame, boolean declares) {
        int i = 0;
        for (Ex item : arr.items()) {
            Value part = item instanceof Ex.Spread
                    ? value
                    : engine.calls().member(value, Integer.toString(i++), arr.at(), frame);
            boolean isKnown = value.boxes().size() == 1
                    && value.boxes().getFirst().isList
                    && value.boxes().getFirst().fields.containsKey(Integer.toString(i - 1));
            one(item, part.isUnknown() && !isKnown ? engine.elements(value) : part, frame, declares);
        }
    }

    private void one(Ex target, Value value, Frame frame, boolean declares) {
        if (declares) {
            bind(target, value, null, frame);
        } else if (target instanceof Ex.Assign(int at, Ex inner, String op, Ex usual)) {
            set(inner, value.or(engine.eval(usual, frame)), usual, frame);
        } else {
            set(target, value, target, frame);
        }
    }

    /** Makes what is known of a variable or property better; anything else stays as it is. */
    void refine(Ex target, Value value, Frame frame) {
        switch (target) {
            case Ex.Name(int at, String name) -> frame.scope.set(name, value);
            case Ex.Assign(int at, Ex inner, String op, Ex usual) -> refine(inner, value, frame);
            case Ex.Many(int at, var of) when of.size() == 1 -> refine(of.getFirst(), value, frame);
            case Ex.Member(int at, Ex of, String name) -> {
                Value object = engine.eval(of, frame);
                Value better = refined(object, name, value);
                if (!better.equals(object)) {
                    refine(of, better, frame);
                }
            }
            case Ex.Index(int at, Ex of, Ex key) -> {
                String name = engine.eval(key, frame).only();
                if (name != null) {
                    refine(new Ex.Member(at, of, name), value, frame);
                }
            }
            default -> {}
        }
    }

    /** A copy of an object with a property that is known better. */
    private static Value refined(Value object, String name, Value value) {
        var box = new Box();
        if (object.boxes().size() > 1 || (object.boxes().isEmpty() && object.labels() == 0)) {
            return object;
        }
        if (!object.boxes().isEmpty()) {
            Box before = object.boxes().getFirst();
            if (before.cls != null) {
                return object;
            }
            box.fields.putAll(before.fields);
            box.any = before.any;
            box.isList = before.isList;
            box.exact.addAll(before.exact);
        }
        box.fields.put(name, value);
        box.exact.add(name);
        return new Value(
                object.labels(),
                object.safe(),
                object.shapes(),
                object.refs(),
                object.closures(),
                java.util.List.of(box),
                object.step());
    }
}
