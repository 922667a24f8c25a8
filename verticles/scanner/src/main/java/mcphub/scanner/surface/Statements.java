package mcphub.scanner.surface;

import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.code.Walk;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** What statements do. */
final class Statements {
    private static final int MOST_TURNS = 4_000;
    /** Of loops that only count: they hardly ever make what is offered. */
    private static final int MOST_COUNTED = 500;

    private static final Set<String> SAME = Set.of("==", "===");

    enum Way {
        ON,
        LEFT,
        JUMPED
    }

    private final Interpreter interpreter;

    Statements(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Runs code where a condition that is not known decides whether it does. */
    private Way perhaps(List<St> body, Frame frame) {
        interpreter.maybe++;
        try {
            return run(body, frame.in(new Env(frame.env(), interpreter.maybe)));
        } finally {
            interpreter.maybe--;
        }
    }

    Way run(List<St> body, Frame frame) {
        for (St each : body) {
            if (each instanceof St.Declared(var fn) && fn.marks().isEmpty() && fn.name() != null) {
                frame.env().declare(fn.name(), interpreter.values.function(fn, frame));
            }
        }
        for (St each : body) {
            interpreter.spend();
            Way way = one(each, frame);
            if (way != Way.ON) {
                return way;
            }
        }
        return Way.ON;
    }

    private Way one(St statement, Frame frame) {
        switch (statement) {
            case St.Do(Ex value) -> interpreter.evaluator.eval(value, frame);
            case St.Let(Ex target, Ex value) ->
                interpreter.values.bind(
                        target, value == null ? Term.NOTHING : interpreter.evaluator.eval(value, frame), frame);
            case St.Return(Ex value) -> {
                frame.returned().add(value == null ? Term.NOTHING : interpreter.evaluator.eval(value, frame));
                return Way.LEFT;
            }
            case St.Throw(Ex value) -> {
                return Way.LEFT;
            }
            case St.Jump jump -> {
                return Way.JUMPED;
            }
            case St.If(Ex test, var yes, var no) -> {
                return branch(test, yes, no, frame);
            }
            case St.Loop(Ex each, Ex over, Ex test, var body) -> {
                return loop(each, over, test, body, frame);
            }
            case St.Try(var body, Ex caught, var handler, var after) -> {
                Way way = run(body, frame.in(new Env(frame.env(), interpreter.maybe)));
                perhaps(handler, frame);
                Way last = run(after, frame);
                return last == Way.ON ? way : last;
            }
            case St.Switch(Ex on, var cases) -> {
                return choose(on, cases, frame);
            }
            case St.Block(var body) -> {
                return run(body, frame.in(new Env(frame.env(), interpreter.maybe)));
            }
            case St.Declared(var fn) -> {
                if (!fn.marks().isEmpty()) {
                    interpreter.evaluator.calls().decorated(fn, frame);
                }
            }
            case St.Type(var cls) -> interpreter.values.define(cls, frame);
            case St.Import imported -> interpreter.modules.bind(imported, frame);
            case St.Export(String name, Ex value) -> interpreter.modules.export(frame, name, value);
            case St.ReExport again -> interpreter.modules.exportAgain(again, frame);
        }
        return Way.ON;
    }

    private Way branch(Ex test, List<St> yes, List<St> no, Frame frame) {
        Boolean holds = isStarted(test) ? Boolean.TRUE : Terms.truth(interpreter.evaluator.eval(test, frame));
        if (holds != null) {
            return run(holds ? yes : no, frame.in(new Env(frame.env(), interpreter.maybe)));
        }
        Way one = perhaps(yes, frame);
        Way other = perhaps(no, frame);
        return one == other ? one : Way.ON;
    }

    /** Whether it asks if this file is what was started: what is offered then is meant. */
    private static boolean isStarted(Ex test) {
        boolean[] asks = new boolean[1];
        boolean isSame = test instanceof Ex.Op(int at, String op, var of) && SAME.contains(op);
        if (isSame) {
            Walk.over(
                    test,
                    each -> asks[0] |= switch (each) {
                        case Ex.Name(int at, String name) -> name.equals("__name__");
                        case Ex.Member(int at, Ex.Name(int a, String of), String name) ->
                            of.equals("require") && name.equals("main");
                        // import.meta has no form of its own
                        case Ex.Member(int at, Ex.Many(int a, var of), String name) ->
                            of.isEmpty() && (name.equals("url") || name.equals("filename"));
                        default -> false;
                    });
        }
        return asks[0];
    }

    private Way loop(@Nullable Ex each, @Nullable Ex over, @Nullable Ex test, List<St> body, Frame frame) {
        if (each != null && over != null) {
            var list = Terms.list(interpreter.evaluator.eval(over, frame));
            for (Term item : list.items.stream().limit(MOST_TURNS).toList()) {
                var turn = frame.in(new Env(frame.env(), interpreter.maybe));
                interpreter.values.bind(each, item, turn);
                if (run(body, turn) == Way.LEFT) {
                    return Way.LEFT;
                }
            }
            if (list.isOpen) {
                interpreter.maybe++;
                var turn = frame.in(new Env(frame.env(), interpreter.maybe));
                interpreter.values.bind(each, Unknown.UNKNOWN, turn);
                run(body, turn);
                interpreter.maybe--;
            }
            return Way.ON;
        }
        for (int turns = 0; turns < MOST_COUNTED; turns++) {
            // one without an end is left by what nobody knows
            boolean isEndless = test instanceof Ex.Lit;
            Boolean holds = (test == null || isEndless) ? null : Terms.truth(interpreter.evaluator.eval(test, frame));
            if (holds == null) {
                perhaps(body, frame);
                return Way.ON;
            }
            Way way = holds ? run(body, frame.in(new Env(frame.env(), interpreter.maybe))) : Way.JUMPED;
            if (way != Way.ON) {
                return way == Way.LEFT ? Way.LEFT : Way.ON;
            }
        }
        boolean[] offers = new boolean[1];
        Walk.everywhere(body, cls -> true, call -> offers[0] |= Mentions.isOffer(call));
        if (offers[0]) {
            interpreter.found.gap("A loop has more turns than are followed (" + frame.file() + ')');
        }
        return Way.ON;
    }

    private Way choose(Ex on, List<St.Case> cases, Frame frame) {
        Term value = Terms.now(interpreter.evaluator.eval(on, frame));
        if (!(value instanceof Lit)) {
            cases.forEach(each -> perhaps(each.body(), frame));
            return Way.ON;
        }
        boolean isTaken = false;
        for (int pass = 0; pass < 2 && !isTaken; pass++) {
            for (St.Case each : cases) {
                isTaken |= each.test() == null
                        ? pass == 1
                        : value.equals(Terms.now(interpreter.evaluator.eval(each.test(), frame)));
                Way way = isTaken ? run(each.body(), frame) : Way.ON;
                if (way != Way.ON) {
                    return way == Way.LEFT ? Way.LEFT : Way.ON;
                }
            }
        }
        return Way.ON;
    }
}
