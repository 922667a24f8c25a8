package mcphub.scanner.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Scope;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Functions of the program: each is run with what it is called with, as often as that is something else, and those that nobody calls are run once. */
final class Functions {
    private final Set<Fn> running = new HashSet<>();
    private final Set<Fn> ran = new HashSet<>();
    private final Known known = new Known();
    private final Deque<Closure> waiting = new ArrayDeque<>();
    private final Engine engine;

    Functions(Engine engine) {
        this.engine = engine;
    }

    Value remembered(Closure made) {
        if (!ran.contains(made.fn())) {
            waiting.addLast(made);
        }
        return Value.of(made);
    }

    void runWaiting() {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!ran.contains(next.fn())) {
                result(next, List.of(), null);
            }
        }
    }

    /** What was left in objects is there now, so that all may give something else. */
    void forget() {
        known.forget();
    }

    Result result(Closure closure, List<Value> arguments, @Nullable Value self) {
        Fn fn = closure.fn();
        ran.add(fn);
        String key = known.key(closure, arguments, engine.tool());
        var before = known.get(key);
        if (before != null) {
            return before;
        }
        boolean isOften = known.isLookedAtOften(fn, arguments);
        var last = isOften ? known.last(fn, arguments) : null;
        if (last != null) {
            return last;
        }
        if (running.contains(fn) || isOften || !engine.budget().enter()) {
            Value all = Value.UNKNOWN;
            for (Value each : arguments) {
                all = all.mixed(each);
            }
            return new Result(all, List.of());
        }
        running.add(fn);
        try {
            var scope = new Scope(closure.scope(), fn.file(), true);
            var frame = new Frame(scope, self == null ? closure.self() : self, fn);
            if (fn.name() != null && !fn.isMethod() && scope.get(fn.name()) == null) {
                scope.declare(fn.name(), Value.of(closure));
            }
            engine.parameters().bindParameters(fn, arguments, frame);
            fn.params()
                    .forEach(param -> Parameters.names(param).forEach(name -> frame.leaving.put(name, Frame.NOBODY)));
            boolean goesOn = engine.statements().run(fn.body(), frame);
            if (goesOn) {
                frame.leaves();
            }
            Value given = frame.returned == null ? Value.UNKNOWN : frame.returned;
            var made = new Result(given, Parameters.after(fn, arguments, frame));
            known.put(key, made);
            known.looked(fn, arguments, made);
            return made;
        } finally {
            running.remove(fn);
            engine.budget().leave();
        }
    }
}
