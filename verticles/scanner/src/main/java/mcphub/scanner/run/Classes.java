package mcphub.scanner.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Scope;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Classes and what is made of them. All objects of a class are one: what one has in a field, each may have. */
final class Classes {
    private static final Set<String> COMMON = Words.of(
            "get set has add delete push pop map filter forEach then catch toString next on emit close end write join "
                    + "split slice replace call apply bind connect send parse keys values entries find test exec constructor "
                    + "concat includes start stop open log error info warn debug");
    private static final int MOST_OF_ONE_NAME = 2;
    private static final int MOST_ABOVE = 32;

    private final Engine engine;
    private final IdentityHashMap<Cls, Box> made = new IdentityHashMap<>();
    private final List<Box> inOrder = new ArrayList<>();
    private final Map<String, List<Box>> byMethod = new HashMap<>();

    Classes(Engine engine) {
        this.engine = engine;
    }

    /** The class as a value: an object with its static members, that makes others when it is called. */
    Value value(Cls cls, Frame frame) {
        return Value.of(instance(cls, frame.scope));
    }

    private Box instance(Cls cls, Scope scope) {
        return made.computeIfAbsent(cls, each -> {
            var box = new Box();
            box.cls = cls;
            box.scope = scope;
            inOrder.add(box);
            cls.methods()
                    .keySet()
                    .forEach(name -> byMethod.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(box));
            return box;
        });
    }

    /** Runs what stands in it, and remembers its methods as functions that somebody may call. */
    void define(Cls cls, Frame frame) {
        Box box = instance(cls, frame.scope);
        Value self = Value.of(box);
        if (cls.base() != null) {
            var bases = cls.base() instanceof Ex.Arr(int at, var several) ? several : List.of(cls.base());
            for (Ex each : bases) {
                Value base = engine.eval(each, frame);
                box.bases.addAll(base.refs());
                base.boxes().stream()
                        .filter(b -> b.cls != null && b != box)
                        .forEach(b -> box.fields.merge("super", Value.of(b), Value::or));
            }
        }
        var inside = new Frame(frame.scope, self, cls.file());
        cls.fields().forEach(field -> engine.eval(field, inside));
        served(box, frame, cls);
        engine.calls().handlers().tool(box, frame);
        for (var each : cls.methods().entrySet()) {
            if (!each.getKey().equals("constructor")) {
                var method = new Closure(each.getValue(), frame.scope, self);
                engine.closure(method);
                engine.calls().handlers().decorated(method, inside);
            }
        }
    }

    /** Objects that answer requests have these in fields. */
    private void served(Box box, Frame frame, Cls cls) {
        if (isBelow(box, "HTTPRequestHandler")) {
            for (String field : List.of("path", "headers", "rfile", "requestline")) {
                box.fields.put(field, Engine.from(Label.HTTP, frame.file, cls.at(), "a request over HTTP"));
            }
        }
    }

    /** A new one. */
    Value create(Box box, List<Value> arguments, @Nullable Box named, Frame frame) {
        Value self = Value.of(box);
        Value constructor = method(box, "constructor");
        constructor.closures().forEach(each -> engine.call(each, engine.placed(each.fn(), arguments, named), self));
        if (constructor.closures().isEmpty()
                && box.cls != null
                && !box.cls.types().isEmpty()) {
            fill(box, arguments, named, frame);
        }
        return self;
    }

    /** A class that only says what its fields are is given them in their order, or by name. */
    private void fill(Box box, List<Value> arguments, @Nullable Box named, Frame frame) {
        boolean isChecked = isBelow(box, "BaseModel") || isBelow(box, "Struct");
        int i = 0;
        for (var field : PyTypes.fields(box).entrySet()) {
            Value given =
                    i < arguments.size() ? arguments.get(i) : named == null ? Value.UNKNOWN : named.get(field.getKey());
            i++;
            if (!given.isUnknown()) {
                box.put(
                        field.getKey(),
                        isChecked ? engine.calls().types().through(field.getValue(), null, given, frame) : given);
            }
        }
    }

    /** Runs what makes objects of classes of which the program makes none: others do. What work is left is spent on it, and no more. */
    void construct(Runnable waiting) {
        try {
            inOrder.forEach(box -> method(box, "constructor").closures().forEach(engine::closure));
            waiting.run();
        } catch (Budget.Spent | StackOverflowError spent) {
            // what the program does itself has been looked at
        }
    }

    /** Any of its methods, beside what else it may be. */
    Value methods(Box box, Value other) {
        Value all = other;
        int n = 0;
        for (String name :
                box.cls == null ? List.<String>of() : box.cls.methods().keySet()) {
            if (++n > 40) {
                break;
            }
            if (name.equals("constructor")) {
                continue;
            }
            Value method = method(box, name);
            all = all.isUnknown() ? method : all.or(method);
        }
        return all;
    }

    /** Whether it stands below a class whose name ends so. */
    boolean isBelow(Box box, String name) {
        return line(box).stream().anyMatch(each -> each.bases.stream().anyMatch(ref -> ref.endsWith(name)));
    }

    boolean isEnum(Box box) {
        return isBelow(box, "Enum") || isBelow(box, "IntFlag");
    }

    /** A method, or what it gives where it is read like a field. */
    Value attribute(Box box, String name) {
        Value method = method(box, name);
        for (Closure closure : method.closures()) {
            if (closure.fn().marks().stream().anyMatch(Classes::isProperty)) {
                return engine.call(closure, List.of(), Value.of(box));
            }
        }
        return method;
    }

    private static boolean isProperty(Ex mark) {
        return switch (mark) {
            case Ex.Name(int at, String name) -> name.equals("property") || name.equals("cached_property");
            case Ex.Member(int at, Ex of, String name) -> name.equals("cached_property") || name.equals("setter");
            default -> false;
        };
    }

    /** The method of an object, its class's or that of a class above. */
    Value method(Box box, String name) {
        for (Box each : line(box)) {
            Fn fn = each.cls == null ? null : each.cls.methods().get(name);
            if (fn != null && each.scope != null) {
                return Value.of(new Closure(fn, each.scope, Value.of(box)));
            }
        }
        return Value.UNKNOWN;
    }

    /** A class, and those above it, the nearest first. */
    private static Set<Box> line(Box box) {
        var all = new LinkedHashSet<Box>(List.of(box));
        var waiting = new ArrayDeque<Box>(List.of(box));
        while (!waiting.isEmpty() && all.size() < MOST_ABOVE) {
            var above = waiting.removeFirst().fields.get("super");
            if (above != null) {
                above.boxes().stream().filter(all::add).forEach(waiting::addLast);
            }
        }
        return all;
    }

    /** Of an object that is not known: methods of that name, where few classes have one. */
    List<Closure> named(String name) {
        var boxes = byMethod.get(name);
        if (boxes == null || boxes.size() > MOST_OF_ONE_NAME || COMMON.contains(name)) {
            return List.of();
        }
        var all = new ArrayList<Closure>();
        for (Box box : boxes) {
            all.addAll(method(box, name).closures());
        }
        return all;
    }
}
