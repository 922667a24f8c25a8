package mcphub.scanner.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Scope;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** One function while it runs. */
final class Frame {
    final Scope scope;
    final Value self;
    final String file;
    /** The names of the parameters that are watched, and what is known of them where the function is left in peace. */
    final Map<String, Value> leaving;

    @Nullable
    Value returned;

    /** What was asked on the way to here, in this function. */
    @Nullable
    Condition under;

    /** The function that runs; null for a file. */
    final @Nullable Fn fn;

    Frame(Scope scope, Value self, String file) {
        this(scope, self, file, new HashMap<>(), null);
    }

    Frame(Scope scope, Value self, Fn fn) {
        this(scope, self, fn.file(), new HashMap<>(), fn);
    }

    private Frame(Scope scope, Value self, String file, Map<String, Value> leaving, @Nullable Fn fn) {
        this.scope = scope;
        this.self = self;
        this.file = file;
        this.leaving = leaving;
        this.fn = fn;
    }

    /** The same function in a scope within. */
    Frame within(Scope inner) {
        var made = new Frame(inner, self, file, leaving, fn);
        made.under = under;
        return made;
    }

    /** Looks at something that is only reached where this was asked. */
    <T> T under(Ex test, Supplier<T> look) {
        Condition before = under;
        under = new Condition(test, before);
        try {
            return look.get();
        } finally {
            under = before;
        }
    }

    /** The function is left here without an error. */
    void leaves() {
        leaving.replaceAll((name, before) -> {
            Value now = scope.get(name);
            return now == null ? before : before.equals(NOBODY) ? now : before.or(now);
        });
    }

    /** Before it was left for the first time. */
    static final Value NOBODY = Value.text("\uFFFF");

    void returns(Value value) {
        returned = returned == null ? value : returned.or(value);
    }
}
