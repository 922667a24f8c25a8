package mcphub.scanner.run;

import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What is known of values where a condition holds, or does not. */
final class Guards {
    static final Set<String> EQUAL = Set.of("==", "===", "is");
    static final Set<String> UNEQUAL = Set.of("!=", "!==", "is not");
    private static final Set<String> MATCHES = Set.of("match", "fullmatch", "exec");
    private static final Set<String> ORDERS = Set.of("sort", "reverse", "at", "slice", "toSorted");
    private static final Set<String> NUMBERS = Set.of("number", "boolean", "bigint");

    private final Engine engine;
    private final GuardCalls calls;

    Guards(Engine engine) {
        this.engine = engine;
        this.calls = new GuardCalls(engine);
    }

    void assume(Ex test, boolean holds, Frame frame) {
        switch (test) {
            case Ex.Op(int at, String op, var of) -> operator(op, of, holds, frame);
            case Ex.Name(int at, String name) -> {
                Ex how = found(frame.scope.written(name));
                if (how instanceof Ex.Call || how instanceof Ex.Op) {
                    engine.predicates().within(() -> assume(how, holds, frame));
                }
                Ex flag = holds ? frame.scope.flag(name) : null;
                if (flag != null) {
                    engine.predicates().within(() -> assume(flag, true, frame));
                }
            }
            case Ex.Call call -> calls.called(call, holds, frame);
            case Ex.Many(int at, var of) when of.size() == 1 -> assume(of.getFirst(), holds, frame);
            case Ex.Index(int at, Ex of, Ex key)
            when holds -> engine.refinements().oneOf(key, Refinements.keys(engine.eval(of, frame)), frame);
            default -> {}
        }
    }

    /** {@code list.filter(…).sort(…)[0]} is there where {@code list.filter(…)} has something. */
    private static @Nullable Ex found(@Nullable Ex how) {
        return switch (how) {
            case Ex.Index(int at, Ex of, Ex key) when of instanceof Ex.Call -> found(of);
            case Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew)
            when ORDERS.contains(name) && of instanceof Ex.Call -> found(of);
            case null, default -> how;
        };
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
                    engine.alternatives().either(of, false, frame);
                }
            }
            case "||", "or" -> {
                if (!holds) {
                    of.forEach(each -> assume(each, false, frame));
                } else {
                    engine.alternatives().either(of, true, frame);
                }
            }
            case "in" -> within(first, last, holds, frame);
            case "not in" -> within(first, last, !holds, frame);
            case ">=", ">", "<", "<=" -> found(op, first, last, holds, frame);
            default -> {
                if (last instanceof Ex.Lit(int at, Object nothing) && nothing == null && isMatch(first, frame)) {
                    assume(first, EQUAL.contains(op) != holds, frame);
                    return;
                }
                boolean isEqual = (EQUAL.contains(op) && holds) || (UNEQUAL.contains(op) && !holds);
                found(op, first, last, holds, frame);
                found(op, last, first, holds, frame);
                if (!isEqual) {
                    firstLetter(first, last, frame);
                    firstLetter(last, first, frame);
                }
                if (isEqual) {
                    equal(first, last, frame);
                    equal(last, first, frame);
                }
            }
        }
    }

    /** {@code text[0] !== "-"}. */
    private void firstLetter(Ex one, Ex other, Frame frame) {
        if (!"-".equals(engine.eval(other, frame).only())) {
            return;
        }
        switch (one) {
            case Ex.Index(int at, Ex of, Ex key) -> engine.refinements().safe(of, Safe.OPTION, frame);
            case Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew) -> {
                if (name.equals("charAt") || name.equals("slice") || name.equals("at")) {
                    engine.refinements().safe(of, Safe.OPTION, frame);
                }
            }
            default -> {}
        }
    }

    /** What gives a match, or nothing. */
    private static boolean isMatch(Ex of, Frame frame) {
        return switch (of) {
            case Ex.Name(int at, String name) -> {
                Ex how = frame.scope.written(name);
                yield how instanceof Ex.Call && isMatch(how, frame);
            }
            case Ex.Call(int at, Ex.Member(int a, Ex o, String name), var args, var named, boolean isNew) ->
                MATCHES.contains(name);
            case Ex.Many(int at, var all) -> all.size() == 1 && isMatch(all.getFirst(), frame);
            default -> false;
        };
    }

    /** {@code x in list}, {@code "x" in text}, {@code folder in path.parents}. */
    private void within(Ex first, Ex last, boolean holds, Frame frame) {
        Value all = engine.eval(last, frame);
        if (!holds) {
            engine.refinements().without(last, engine.eval(first, frame).only(), frame);
        } else if (last instanceof Ex.Member(int at, Ex of, String name)
                && name.equals("parents")
                && PyPaths.isFolded(engine.eval(of, frame))) {
            engine.refinements().safeAlong(of, Safe.PATH, frame, 4);
        } else if (!all.isForeign() || !all.boxes().isEmpty()) {
            if (!all.isConstant() || !all.boxes().isEmpty()) {
                engine.refinements().host(first, frame);
            }
            var texts = engine.refinements().texts(all);
            if (texts != null && !texts.isEmpty()) {
                engine.refinements().firstWord(first, texts, frame);
            }
            var keys = Refinements.keys(all);
            engine.refinements()
                    .oneOf(first, keys == null ? engine.refinements().texts(all) : keys, frame);
        }
    }

    /** {@code list.indexOf(x) >= 0}, and the like. */
    private void found(String op, Ex first, Ex last, boolean holds, Frame frame) {
        if (first instanceof Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew)
                && (name.equals("indexOf") || name.equals("search"))
                && args.size() == 1) {
            String with = engine.eval(last, frame).only();
            if ("0".equals(with) && name.equals("indexOf") && (EQUAL.contains(op) || UNEQUAL.contains(op))) {
                engine.containment().contained((Ex.Call) first, of, EQUAL.contains(op) == holds, frame);
                return;
            }
            boolean isThere = ("-1".equals(with) && (op.startsWith("!") || op.equals(">")))
                    || ("0".equals(with) && op.equals(">="));
            if (isThere == holds && name.equals("indexOf")) {
                engine.refinements().oneOf(args.getFirst(), engine.refinements().texts(engine.eval(of, frame)), frame);
            }
        }
    }

    /** They are equal: where one is known, the other is. */
    void equal(Ex one, Ex other, Frame frame) {
        if (one instanceof Ex.Call call
                && engine.eval(call.callee(), frame).refs().contains("py:os.path.commonpath")) {
            call.args().forEach(each -> commonPath(each, frame));
            return;
        }
        Value known = engine.eval(other, frame);
        if (one instanceof Ex.Op(int at, String op, var of) && op.equals("typeof")) {
            if (known.only() != null && NUMBERS.contains(known.only())) {
                engine.refinements().safe(of.getFirst(), Safe.ALL, frame);
            }
            return;
        }
        if (known.isConstant()) {
            engine.refinements().firstWord(one, known.shapes(), frame);
        }
        if (known.isConstant() || known.labels() == 0) {
            engine.refinements().host(one, frame);
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

    /** What is compared with a folder is in it. */
    private void commonPath(Ex of, Frame frame) {
        if (of instanceof Ex.Arr(int at, var items)) {
            items.forEach(each -> engine.refinements().safeAlong(each, Safe.PATH, frame, 4));
        }
    }
}
