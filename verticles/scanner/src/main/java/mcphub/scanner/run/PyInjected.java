package mcphub.scanner.run;

import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Parameters of Python that are no part of a request, but made by a framework. */
final class PyInjected {
    /** Defaults that are no defaults. */
    private static final Set<String> NAMES = Set.of("Depends", "Security", "CurrentContext");

    private final Engine engine;

    PyInjected(Engine engine) {
        this.engine = engine;
    }

    static boolean is(String name) {
        return NAMES.contains(name);
    }

    /** What a framework makes for a parameter by another function, which it calls with parts of the request. */
    Value value(@Nullable Ex type, Ex.Call by, Value any, Frame frame) {
        Value all = null;
        for (Ex each : by.args()) {
            for (Closure closure : engine.eval(each, frame).closures()) {
                Value given = engine.call(
                        closure,
                        java.util.Collections.nCopies(closure.fn().params().size(), any),
                        null);
                all = all == null ? given : all.or(given);
            }
        }
        Value made = type == null ? null : made(type, frame);
        return made != null ? made : all == null ? any : all;
    }

    /** An object of a class of the program that says nothing of its fields: nobody sends one; null where it is none. */
    @Nullable
    Value made(Ex type, Frame frame) {
        return engine.eval(type, frame).boxes().stream()
                .filter(box -> box.cls != null
                        && box.cls.types().isEmpty()
                        && !box.cls.methods().isEmpty()
                        && !engine.classes().isBelow(box, "BaseModel"))
                .findFirst()
                .map(Value::of)
                .orElse(null);
    }
}
