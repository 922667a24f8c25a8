package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Value;

/** What functions of the program that say yes or no tell of what they are given. */
final class Predicates {
    private static final int DEEPEST = 7;
    private int depth;

    private final Engine engine;

    Predicates(Engine engine) {
        this.engine = engine;
    }

    /** Looks no deeper than is worth it. */
    void within(Runnable look) {
        if (depth < DEEPEST) {
            depth++;
            look.run();
            depth--;
        }
    }

    /** A function of the program that says yes or no: what it looked at is known as far as it looked. */
    void predicate(Ex.Call call, boolean holds, Frame frame) {
        if (depth >= DEEPEST) {
            return;
        }
        for (Closure closure : engine.eval(call.callee(), frame).closures()) {
            var values =
                    call.args().stream().map(arg -> engine.eval(arg, frame)).toList();
            inside(
                    closure.fn(),
                    values,
                    call.args(),
                    new Frame(closure.scope(), closure.self(), frame.file),
                    frame,
                    inner -> given(closure.fn().body(), holds, inner));
        }
    }

    boolean inside(Fn fn, List<Value> values, List<Ex> args, boolean holds, Frame frame) {
        return inside(fn, values, args, frame, frame, inner -> given(fn.body(), holds, inner));
    }

    /** What is known of a value that such a function let through. */
    Value passed(Closure closure, Value value, Frame frame) {
        Fn fn = closure.fn();
        var known = new Value[] {value};
        if (fn.params().isEmpty() || !(fn.params().getFirst() instanceof Ex.Name(int at, String name))) {
            return value;
        }
        inside(fn, List.of(value), List.of(), new Frame(closure.scope(), closure.self(), fn.file()), frame, inner -> {
            given(fn.body(), true, inner);
            known[0] = java.util.Objects.requireNonNullElse(inner.scope.get(name), value);
        });
        return known[0];
    }

    /** A function that gives a part of what it is given: what is known of the part is known there, too. */
    void part(Ex.Call call, Frame frame) {
        for (Closure closure : engine.eval(call.callee(), frame).closures()) {
            if (closure.fn().body().size() == 1
                    && closure.fn().body().getFirst() instanceof St.Return(Ex value)
                    && value != null) {
                var values =
                        call.args().stream().map(arg -> engine.eval(arg, frame)).toList();
                inside(
                        closure.fn(),
                        values,
                        call.args(),
                        new Frame(closure.scope(), closure.self(), closure.fn().file()),
                        frame,
                        inner -> engine.refinements().host(value, inner));
            }
        }
    }

    /** Assumes what the function says when it gives this, and carries what is known of its parameters, and of what it sees, back. */
    private boolean inside(Fn fn, List<Value> values, List<Ex> args, Frame around, Frame frame, Consumer<Frame> look) {
        if (depth >= DEEPEST) {
            return false;
        }
        depth++;
        try {
            var scope = new mcphub.scanner.values.Scope(around.scope, fn.file(), args.isEmpty() ? false : true);
            var inner = new Frame(scope, around.self, fn.file());
            for (int i = 0; i < fn.params().size(); i++) {
                engine.assigns()
                        .bind(fn.params().get(i), i < values.size() ? values.get(i) : Value.UNKNOWN, null, inner);
            }
            fn.params().forEach(param -> {
                if (param instanceof Ex.Name(int at, String name)) {
                    inner.leaving.put(name, Frame.NOBODY);
                }
            });
            look.accept(inner);
            for (int i = 0; i < Math.min(fn.params().size(), args.size()); i++) {
                if (fn.params().get(i) instanceof Ex.Name(int at, String name)) {
                    Value after = inner.leaving.containsKey(name) ? scope.get(name) : null;
                    if (after != null
                            && ((after.labels() == 0 && values.get(i).labels() != 0)
                                    || after.safe() != values.get(i).safe())) {
                        engine.refinements().better(args.get(i), after, frame);
                    }
                }
            }
            return true;
        } finally {
            depth--;
        }
    }

    void given(List<St> body, boolean holds, Frame frame) {
        var ways = new ArrayList<Ex>();
        for (St each : body) {
            switch (each) {
                case St.If(Ex test, var yes, var no)
                when no.isEmpty() && says(yes, !holds) -> engine.guards().assume(test, false, frame);
                case St.If(Ex test, var yes, var no)
                when no.isEmpty() && says(yes, holds) && holds -> {
                    if (!Asking.isUnrestricted(test, yes, frame, engine.budget())) {
                        ways.add(meant(test, frame));
                    }
                }
                case St.Let(Ex target, Ex value)
                when value != null -> engine.assigns().bind(target, engine.eval(value, frame), value, frame);
                case St.Return(Ex value)
                when value != null -> {
                    if (!(value instanceof Ex.Lit(int at, Object plain)
                            && Boolean.valueOf(!holds).equals(plain))) {
                        ways.add(meant(value, frame));
                    }
                    any(ways, holds, frame);
                    return;
                }
                case St.Do(Ex value) -> engine.eval(value, frame);
                case St.Try(var inner, var caught, var handler, var after) -> given(inner, holds, frame);
                case St.Loop(var of, var over, var test, var inner)
                when of != null && over != null -> {
                    engine.assigns().bind(of, engine.elements(engine.eval(over, frame)), null, frame);
                    given(inner, holds, frame);
                }
                default -> {}
            }
        }
        any(ways, holds, frame);
    }

    /** One of these is why it says so. */
    private void any(List<Ex> ways, boolean holds, Frame frame) {
        if (ways.size() == 1) {
            engine.guards().assume(ways.getFirst(), holds, frame);
        } else if (ways.size() > 1) {
            engine.alternatives().either(ways, holds, frame);
        }
    }

    /** What a variable stands for that was made of a question. */
    private static Ex meant(Ex test, Frame frame) {
        Ex how = test instanceof Ex.Name(int at, String name) ? frame.scope.written(name) : null;
        return how instanceof Ex.Call || how instanceof Ex.Op ? how : test;
    }

    boolean says(List<St> body, boolean what) {
        if (body.isEmpty()) {
            return false;
        }
        return switch (body.getLast()) {
            case St.Return(Ex.Lit(int at, Object value)) -> value instanceof Boolean truth && truth == what;
            case St.Return(Ex.Op(int at, String op, var of))
            when op.equals("!") && of.getFirst() instanceof Ex.Lit(int a, Object n) ->
                n instanceof Double number && (number == 0) == what;
            case St.Throw thrown -> !what;
            case St.Block(var inner) -> says(inner, what);
            default -> false;
        };
    }
}
