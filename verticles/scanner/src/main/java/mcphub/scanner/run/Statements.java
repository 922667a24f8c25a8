package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Scope;
import mcphub.scanner.values.Value;

/** Runs statements on what is known of values: both ways of a branch, loops twice. */
final class Statements {
    private static final int TURNS = 2;
    private final Engine engine;
    private boolean isUnrestricted;
    private final Endings endings;

    Statements(Engine engine) {
        this.engine = engine;
        this.endings = new Endings(engine);
    }

    /** Whether what stands behind them is reached. */
    boolean run(List<St> statements, Frame frame) {
        for (St each : statements) {
            switch (each) {
                case St.Declared(var fn) -> {
                    if (fn.name() != null) {
                        frame.scope.declare(fn.name(), engine.closure(new Closure(fn, frame.scope, frame.self)));
                    }
                }
                case St.Type(var cls) -> declare(cls, frame);
                default -> {}
            }
        }
        for (St each : statements) {
            if (!run(each, frame)) {
                return false;
            }
        }
        return true;
    }

    private void declare(Cls cls, Frame frame) {
        if (cls.name() != null) {
            frame.scope.declare(cls.name(), engine.classes().value(cls, frame));
        }
    }

    private boolean run(St statement, Frame frame) {
        engine.budget().spend();
        switch (statement) {
            case St.Do(Ex value) -> {
                engine.eval(value, frame);
                return !endings.neverReturns(value, frame);
            }
            case St.Let(Ex target, Ex value) ->
                engine.assigns().bind(target, value == null ? Value.UNKNOWN : engine.eval(value, frame), value, frame);
            case St.If(Ex test, var yes, var no) -> {
                return branch(test, yes, no, frame);
            }
            case St.Return(Ex value) -> {
                Value given = value == null ? Value.UNKNOWN : engine.eval(value, frame);
                if (value != null) {
                    given = engine.marks().returned(given, value, frame);
                    engine.sinks().disclosures.returned(given, value, frame);
                    engine.toolUse().returned(given, value.at(), frame);
                    engine.sinks().pages().returned(given, value, frame);
                }
                frame.returns(given);
                if (!isUnrestricted) {
                    frame.leaves();
                }
                return false;
            }
            case St.Throw(Ex value) -> {
                engine.eval(value, frame);
                return false;
            }
            case St.Jump() -> {
                return false;
            }
            case St.Loop loop -> loop(loop, frame);
            case St.Try(var body, var caught, var handler, var after) -> {
                var before = engine.kept(frame);
                boolean goesOn = run(body, frame);
                var end = engine.kept(frame);
                Scope.join(before);
                if (!handler.isEmpty()) {
                    var inner = new Scope(frame.scope, frame.file, false);
                    if (caught != null) {
                        engine.assigns().bind(caught, Value.UNKNOWN, null, frame.within(inner));
                    }
                    if (inner(handler, frame, inner)) {
                        Scope.join(end);
                        goesOn = true;
                    } else {
                        Scope.restore(end);
                    }
                } else {
                    goesOn |= caught != null || (handler.isEmpty() && after.isEmpty());
                }
                return run(after, frame) && goesOn;
            }
            case St.Switch(Ex on, var cases) -> {
                return choose(on, cases, frame);
            }
            case St.Block(var body) -> {
                return inner(body, frame, new Scope(frame.scope, frame.file, false));
            }
            case St.Declared(var fn) ->
                engine.calls().handlers().decorated(new Closure(fn, frame.scope, frame.self), frame);
            case St.Type(var cls) -> engine.classes().define(cls, frame);
            case St.Import imported -> engine.modules().bind(imported, frame);
            case St.Export(String name, Ex value) -> engine.modules().export(frame, name, engine.eval(value, frame));
            case St.ReExport again -> engine.modules().exportAgain(again, frame);
        }
        return true;
    }

    private boolean inner(List<St> body, Frame frame, Scope scope) {
        var inside = frame.within(scope);
        boolean goesOn = run(body, inside);
        if (inside.returned != null) {
            frame.returns(inside.returned);
        }
        return goesOn;
    }

    /** Statements that are only reached where this was asked. */
    private boolean under(Ex test, List<St> body, Frame frame) {
        return frame.under(test, () -> inner(body, frame, new Scope(frame.scope, frame.file, false)));
    }

    private boolean branch(Ex test, List<St> yes, List<St> no, Frame frame) {
        engine.eval(test, frame);
        if (refuses(yes) || refuses(no)) {
            engine.privates().tested(test, frame);
        }
        flags(test, yes, frame);
        var before = engine.kept(frame);
        engine.guards().assume(test, true, frame);
        isUnrestricted = Asking.isUnrestricted(test, yes, frame, engine.budget());
        boolean first = engine.within(
                ToolNames.of(test, engine, frame),
                () -> engine.sinks().listeners().transports().where(test, frame, () -> under(test, yes, frame)));
        isUnrestricted = false;
        var after = engine.kept(frame);
        Scope.restore(before);
        engine.guards().assume(test, false, frame);
        boolean second = under(test, no, frame);
        if (first != second) {
            frame.under = new Condition(test, frame.under);
            engine.sinks().listeners().transports().turnsAway(test, first ? no : yes, frame);
        }
        if (first && second) {
            Scope.join(after);
        } else if (first) {
            Scope.restore(after);
        }
        return first || second;
    }

    /** Remembers what is set to true under a condition: a later question whether it was set is this one. */
    private static void flags(Ex test, List<St> yes, Frame frame) {
        for (St each : yes) {
            switch (each) {
                case St.Block(var inner) -> flags(test, inner, frame);
                case St.Do(Ex.Assign(int at, Ex.Name target, String op, Ex.Lit value))
                when Boolean.TRUE.equals(value.value()) -> frame.scope.flags(target.name(), test);
                default -> {}
            }
        }
    }

    /** Whether this way out of a branch is one of refusal. */
    private static boolean refuses(List<St> body) {
        return !body.isEmpty()
                && switch (body.getLast()) {
                    case St.Throw thrown -> true;
                    case St.Return value -> true;
                    case St.Block(var inner) -> refuses(inner);
                    default -> false;
                };
    }

    private void loop(St.Loop loop, Frame frame) {
        Value over = loop.over() == null ? Value.UNKNOWN : engine.eval(loop.over(), frame);
        for (int turn = 0; turn < TURNS; turn++) {
            var before = engine.kept(frame);
            var scope = new Scope(frame.scope, frame.file, false);
            if (loop.each() != null) {
                engine.assigns().bind(loop.each(), Collections.each(engine, over, frame), null, frame.within(scope));
            }
            if (loop.test() != null) {
                engine.eval(loop.test(), frame);
                engine.guards().assume(loop.test(), true, frame);
            }
            inner(loop.body(), frame, scope);
            Scope.join(before);
        }
    }

    private boolean choose(Ex on, List<St.Case> cases, Frame frame) {
        engine.eval(on, frame);
        Map<Scope, Map<String, Value>> before = engine.kept(frame);
        var ends = new ArrayList<Map<Scope, Map<String, Value>>>();
        boolean goesOn = cases.stream().noneMatch(each -> each.test() == null);
        for (int i = 0; i < cases.size(); i++) {
            Scope.restore(before);
            var each = cases.get(i);
            if (each.test() != null) {
                engine.eval(each.test(), frame);
                if (!each.body().isEmpty()) {
                    engine.guards().equal(on, each.test(), frame);
                }
            }
            boolean through =
                    engine.within(ToolNames.of(on, each.test(), engine, frame), () -> under(on, each.body(), frame));
            boolean breaks = !each.body().isEmpty() && each.body().getLast() instanceof St.Jump;
            if (through || breaks || Endings.holdsJump(each.body())) {
                ends.add(engine.kept(frame));
                goesOn = true;
            }
        }
        Scope.restore(before);
        ends.forEach(Scope::join);
        return goesOn;
    }

    /** A new list of one kind of value. */
    static Value list(Value any) {
        var box = new Box();
        box.isList = true;
        box.any = any;
        var made = Value.of(box);
        return any.labels() == 0 ? made : made.mixed(any);
    }
}
