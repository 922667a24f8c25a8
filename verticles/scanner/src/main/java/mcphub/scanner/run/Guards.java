package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What is known of values where a condition holds, or does not. */
final class Guards {
    private static final Set<String> EQUAL = Set.of("==", "===", "is");
    private static final Set<String> UNEQUAL = Set.of("!=", "!==", "is not");
    private static final Set<String> NUMBERS = Set.of("number", "boolean", "bigint");
    private static final int DEEPEST = 7;

    private final Engine engine;
    private int depth;

    Guards(Engine engine) {
        this.engine = engine;
    }

    void assume(Ex test, boolean holds, Frame frame) {
        switch (test) {
            case Ex.Op(int at, String op, var of) -> operator(op, of, holds, frame);
            case Ex.Name(int at, String name) -> {
                Ex how = frame.scope.written(name);
                if ((how instanceof Ex.Call || how instanceof Ex.Op) && depth < DEEPEST) {
                    depth++;
                    assume(how, holds, frame);
                    depth--;
                }
            }
            case Ex.Call call -> called(call, holds, frame);
            case Ex.Many(int at, var of) when of.size() == 1 -> assume(of.getFirst(), holds, frame);
            case Ex.Index(int at, Ex of, Ex key) when holds -> oneOf(key, keys(engine.eval(of, frame)), frame);
            default -> {}
        }
    }

    private void operator(String op, List<Ex> of, boolean holds, Frame frame) {
        Ex first = of.getFirst();
        Ex last = of.getLast();
        switch (op) {
            case "!", "not" -> assume(first, !holds, frame);
            case "&&", "and" -> {
                if (holds) {
                    of.forEach(each -> assume(each, true, frame));
                } else {
                    either(of, false, frame);
                }
            }
            case "||", "or" -> {
                if (!holds) {
                    of.forEach(each -> assume(each, false, frame));
                } else {
                    either(of, true, frame);
                }
            }
            case "in" -> {
                if (holds) {
                    Value all = engine.eval(last, frame);
                    oneOf(first, keys(all) == null ? texts(all) : keys(all), frame);
                }
            }
            case "not in" -> {
                if (!holds) {
                    oneOf(first, texts(engine.eval(last, frame)), frame);
                }
            }
            case ">=", ">", "<", "<=" -> found(op, first, last, holds, frame);
            default -> {
                boolean isEqual = EQUAL.contains(op) && holds || UNEQUAL.contains(op) && !holds;
                found(op, first, last, holds, frame);
                found(op, last, first, holds, frame);
                if (isEqual) {
                    equal(first, last, frame);
                    equal(last, first, frame);
                }
            }
        }
    }

    /** One of these holds: known is what follows from each of them. */
    private void either(List<Ex> of, boolean hold, Frame frame) {
        var all = new ArrayList<Ex>();
        of.forEach(each -> flat(each, hold, all));
        Ex target = null;
        var texts = new TreeSet<String>();
        boolean allEqual = true;
        for (Ex each : all) {
            if (each instanceof Ex.Op(int at, String op, var sides) && (hold ? EQUAL : UNEQUAL).contains(op)) {
                String text = engine.eval(sides.getLast(), frame).only();
                allEqual &= text != null && (target == null || same(target, sides.getFirst()));
                target = sides.getFirst();
                texts.add(String.valueOf(text));
            } else {
                allEqual = false;
            }
        }
        if (allEqual && target != null) {
            if (target instanceof Ex.Member(int at, Ex base, String name)
                    && (name.equals("protocol") || name.equals("hostname") || name.equals("host"))) {
                safe(base, name.equals("protocol") ? Safe.OPEN : Safe.OPEN | Safe.URL, frame);
            }
            oneOf(target, texts, frame);
        } else if (all.stream().allMatch(each -> containing(each, hold))) {
            all.stream()
                    .filter(each -> !(each instanceof Ex.Op(int at, String op, var s) && !op.equals("!")))
                    .forEach(each -> assume(each, hold, frame));
        }
    }

    private static void flat(Ex each, boolean hold, List<Ex> into) {
        if (each instanceof Ex.Op(int at, String op, var of) && (op.equals("||") && hold || op.equals("&&") && !hold)) {
            of.forEach(one -> flat(one, hold, into));
        } else if (each instanceof Ex.Many(int at, var of) && of.size() == 1) {
            flat(of.getFirst(), hold, into);
        } else {
            into.add(each);
        }
    }

    private static boolean same(Ex one, Ex other) {
        return switch (one) {
            case Ex.Name(int at, String name) -> other instanceof Ex.Name(int a, String o) && o.equals(name);
            case Ex.Member(int at, Ex of, String name) ->
                other instanceof Ex.Member(int a, Ex o, String n) && n.equals(name) && same(of, o);
            default -> false;
        };
    }

    /** Whether it asks if a path is a folder, or in it. */
    private static boolean containing(Ex each, boolean hold) {
        return switch (each) {
            case Ex.Op(int at, String op, var of) when op.equals("!") -> containing(of.getFirst(), !hold);
            case Ex.Op(int at, String op, var of) -> (hold ? EQUAL : UNEQUAL).contains(op);
            case Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew) ->
                hold && name.equalsIgnoreCase("startsWith");
            case Ex.Many(int at, var of) when of.size() == 1 -> containing(of.getFirst(), hold);
            default -> false;
        };
    }

    /** {@code list.indexOf(x) >= 0}, and the like. */
    private void found(String op, Ex first, Ex last, boolean holds, Frame frame) {
        if (first instanceof Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew)
                && (name.equals("indexOf") || name.equals("search"))
                && args.size() == 1) {
            String with = engine.eval(last, frame).only();
            if ("0".equals(with) && name.equals("indexOf") && (EQUAL.contains(op) || UNEQUAL.contains(op))) {
                engine.sinks().contained((Ex.Call) first, of, EQUAL.contains(op) == holds, frame);
                return;
            }
            boolean isThere =
                    "-1".equals(with) && (op.startsWith("!") || op.equals(">")) || "0".equals(with) && op.equals(">=");
            if (isThere == holds && name.equals("indexOf")) {
                oneOf(args.getFirst(), texts(engine.eval(of, frame)), frame);
            }
        }
    }

    /** They are equal: where one is known, the other is. */
    void equal(Ex one, Ex other, Frame frame) {
        Value known = engine.eval(other, frame);
        if (one instanceof Ex.Op(int at, String op, var of) && op.equals("typeof")) {
            if (known.only() != null && NUMBERS.contains(known.only())) {
                safe(of.getFirst(), Safe.ALL, frame);
            }
            return;
        }
        if (one instanceof Ex.Member(int at, Ex of, String name)
                && Set.of("protocol", "hostname", "host", "origin").contains(name)
                && known.isConstant()) {
            safe(of, name.equals("protocol") ? Safe.OPEN : Safe.OPEN | Safe.URL, frame);
        }
        if (one instanceof Ex.Name(int at, String name) && name.equals("true")) {
            return;
        }
        Value value = engine.eval(one, frame);
        if (known.isConstant() && value.labels() != 0) {
            engine.assigns().refine(one, Value.oneOf(known.shapes()), frame);
        }
        if (known.only() != null && known.only().equals("true")) {
            assume(one, true, frame);
        } else if (known.only() != null && known.only().equals("false")) {
            assume(one, false, frame);
        }
    }

    private void called(Ex.Call call, boolean holds, Frame frame) {
        if (call.callee() instanceof Ex.Member(int at, Ex of, String name)) {
            switch (name) {
                case "includes", "has", "contains" -> {
                    if (holds && call.args().size() == 1) {
                        Value all = engine.eval(of, frame);
                        if (Engine.isForeign(all) && all.boxes().isEmpty()) {
                            return;
                        }
                        oneOf(call.args().getFirst(), texts(all), frame);
                    } else if (!holds && call.args().size() == 1) {
                        without(of, engine.eval(call.args().getFirst(), frame).only(), frame);
                    }
                    return;
                }
                case "hasOwnProperty" -> {
                    if (holds && call.args().size() == 1) {
                        oneOf(call.args().getFirst(), keys(engine.eval(of, frame)), frame);
                    }
                    return;
                }
                case "test", "fullmatch" -> {
                    if (holds
                            && call.args().size() >= 1
                            && engine.eval(of, frame).refs().contains("/harmless/")) {
                        safe(call.args().getLast(), Safe.ALL, frame);
                    }
                    return;
                }
                case "match" -> {
                    if (holds
                            && call.args().size() == 1
                            && engine.eval(call.args().getFirst(), frame).refs().contains("/harmless/")) {
                        safe(of, Safe.ALL, frame);
                    }
                    return;
                }
                case "startsWith", "startswith" -> {
                    engine.sinks().contained(call, of, holds, frame);
                    return;
                }
                case "some", "every", "find" -> {
                    if (call.args().size() == 1
                            && holds
                            && call.args().getFirst() instanceof Ex.Lambda(int a, Fn fn)
                            && inside(fn, List.of(engine.elements(engine.eval(of, frame))), List.of(), holds, frame)) {
                        return;
                    }
                }
                case "isInteger", "isFinite", "isSafeInteger" -> {
                    if (holds && !call.args().isEmpty()) {
                        safe(call.args().getFirst(), Safe.ALL, frame);
                    }
                    return;
                }
                case "isAbsolute" -> {
                    return;
                }
                default -> {}
            }
        }
        if (call.callee() instanceof Ex.Name(int at, String name)
                && name.equals("isNaN")
                && !holds
                && !call.args().isEmpty()) {
            safe(call.args().getFirst(), Safe.ALL, frame);
            return;
        }
        predicate(call, holds, frame);
    }

    /** A function of the program that says yes or no: what it looked at is known as far as it looked. */
    private void predicate(Ex.Call call, boolean holds, Frame frame) {
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
                    holds,
                    new Frame(closure.scope(), closure.self(), frame.file),
                    frame);
        }
    }

    private boolean inside(Fn fn, List<Value> values, List<Ex> args, boolean holds, Frame frame) {
        return inside(fn, values, args, holds, frame, frame);
    }

    /** Assumes what the function says when it gives this, and carries what is known of its parameters, and of what it sees, back. */
    private boolean inside(Fn fn, List<Value> values, List<Ex> args, boolean holds, Frame around, Frame frame) {
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
            given(fn.body(), holds, inner);
            for (int i = 0; i < Math.min(fn.params().size(), args.size()); i++) {
                if (fn.params().get(i) instanceof Ex.Name(int at, String name)) {
                    Value after = scope.get(name);
                    if (after != null
                            && (after.labels() == 0 && values.get(i).labels() != 0
                                    || after.safe() != values.get(i).safe())) {
                        better(args.get(i), after, frame);
                    }
                }
            }
            return true;
        } finally {
            depth--;
        }
    }

    private void given(List<St> body, boolean holds, Frame frame) {
        for (St each : body) {
            switch (each) {
                case St.If(Ex test, var yes, var no)
                when no.isEmpty() && says(yes, !holds) -> assume(test, false, frame);
                case St.If(Ex test, var yes, var no)
                when no.isEmpty() && says(yes, holds) && holds -> {
                    if (!containing(test, true)) {
                        assume(test, true, frame);
                        return;
                    }
                }
                case St.Let(Ex target, Ex value)
                when value != null -> engine.assigns().bind(target, engine.eval(value, frame), value, frame);
                case St.Return(Ex value)
                when value != null -> {
                    assume(value, holds, frame);
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
    }

    private boolean says(List<St> body, boolean what) {
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

    /** A text without this: it cannot leave a folder without dots, or be an option without a dash in front. */
    private void without(Ex of, @Nullable String what, Frame frame) {
        if ("..".equals(what) || "../".equals(what)) {
            safeAlong(of, Safe.PATH, frame, 4);
        }
    }

    void safe(Ex of, int kinds, Frame frame) {
        Value value = engine.eval(of, frame);
        if (value.labels() != 0) {
            engine.assigns().refine(of, kinds == Safe.ALL ? Value.UNKNOWN : value.with(kinds), frame);
        }
        if (of instanceof Ex.Call(int at, Ex callee, var args, var named, boolean isNew)
                && args.size() == 1
                && callee instanceof Ex.Name(int a, String name)
                && name.equals("String")) {
            safe(args.getFirst(), kinds, frame);
        }
    }

    /** An argument is known better, and with it what it was made of. */
    void better(Ex argument, Value now, Frame frame) {
        if (now.labels() == 0) {
            engine.assigns().refine(argument, now, frame);
        } else {
            safeAlong(argument, now.safe(), frame, 4);
        }
    }

    /** What it was made of is as harmless, too. */
    void safeAlong(Ex of, int kinds, Frame frame, int most) {
        safe(of, kinds, frame);
        if (most == 0) {
            return;
        }
        switch (of) {
            case Ex.Name(int at, String name) -> {
                Ex how = frame.scope.written(name);
                if (how != null) {
                    along(how, kinds, frame, most - 1);
                }
            }
            default -> {}
        }
    }

    private void along(Ex how, int kinds, Frame frame, int most) {
        switch (how) {
            case Ex.Call(int at, Ex callee, var args, var named, boolean isNew) -> {
                args.forEach(arg -> along(arg, kinds, frame, most));
                if (callee instanceof Ex.Member(int a, Ex of, String name)) {
                    along(of, kinds, frame, most);
                }
            }
            case Ex.Cond(int at, Ex test, Ex yes, Ex no) -> {
                along(yes, kinds, frame, most);
                along(no, kinds, frame, most);
            }
            case Ex.Name name -> safeAlong(name, kinds, frame, most);
            case Ex.Member member -> safe(member, kinds, frame);
            default -> {}
        }
    }

    private void oneOf(Ex of, @Nullable Set<String> texts, Frame frame) {
        if (texts != null && engine.eval(of, frame).labels() != 0) {
            engine.assigns().refine(of, texts.isEmpty() ? Value.UNKNOWN : Value.oneOf(texts), frame);
        }
    }

    /** What a list may hold; empty where it is nobody's, and not known; null where somebody's. */
    private @Nullable Set<String> texts(Value list) {
        if (list.boxes().isEmpty()) {
            return list.labels() == 0 && !list.isConstant() ? Set.of() : null;
        }
        var all = new TreeSet<String>();
        for (Box box : list.boxes()) {
            Value each = box.all();
            if (each.labels() != 0 && Engine.isForeign(each)) {
                return null;
            }
            if (!each.isConstant()) {
                return Set.of();
            }
            all.addAll(each.shapes());
        }
        return all.size() > 12 ? Set.of() : all;
    }

    private static @Nullable Set<String> keys(Value map) {
        for (Box box : map.boxes()) {
            if (!box.isList && !box.fields.isEmpty()) {
                return box.fields.size() > 12 ? Set.of() : new TreeSet<>(box.fields.keySet());
            }
        }
        return null;
    }
}
