package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Scope;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Classes and what is made of them. All objects of a class are one: what one has in a field, each may have. */
final class Classes {
    private static final Set<String> COMMON = Set.of(
            "get",
            "set",
            "has",
            "add",
            "delete",
            "push",
            "pop",
            "map",
            "filter",
            "forEach",
            "then",
            "catch",
            "toString",
            "next",
            "on",
            "emit",
            "close",
            "end",
            "write",
            "join",
            "split",
            "slice",
            "replace",
            "call",
            "apply",
            "bind",
            "connect",
            "send",
            "parse",
            "keys",
            "values",
            "entries",
            "find",
            "test",
            "exec",
            "constructor",
            "concat",
            "includes",
            "start",
            "stop",
            "open",
            "log",
            "error",
            "info",
            "warn",
            "debug");
    private static final int MOST_OF_ONE_NAME = 2;

    private final Engine engine;
    private final IdentityHashMap<Cls, Box> made = new IdentityHashMap<>();
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
            Value base = engine.eval(cls.base(), frame);
            base.boxes().stream()
                    .filter(b -> b.cls != null && b != box)
                    .forEach(b -> box.fields.put("super", Value.of(b)));
        }
        var inside = new Frame(frame.scope, self, cls.file());
        cls.fields().forEach(field -> engine.eval(field, inside));
        engine.calls().handlers().tool(box, frame);
        for (var each : cls.methods().entrySet()) {
            if (!each.getKey().equals("constructor")) {
                engine.closure(new Closure(each.getValue(), frame.scope, self));
            }
        }
    }

    /** A new one. */
    Value create(Box box, List<Value> arguments) {
        Value self = Value.of(box);
        Value constructor = method(box, "constructor");
        constructor.closures().forEach(each -> engine.call(each, arguments, self));
        return self;
    }

    /** The method of an object, its class's or that of a class above. */
    Value method(Box box, String name) {
        Box each = box;
        for (int i = 0; i < 8 && each != null && each.cls != null && each.scope != null; i++) {
            Fn fn = each.cls.methods().get(name);
            if (fn != null) {
                return Value.of(new Closure(fn, each.scope, Value.of(box)));
            }
            each = above(each);
        }
        return Value.UNKNOWN;
    }

    private static @Nullable Box above(Box box) {
        var base = box.fields.get("super");
        return base == null || base.boxes().isEmpty() ? null : base.boxes().getFirst();
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
