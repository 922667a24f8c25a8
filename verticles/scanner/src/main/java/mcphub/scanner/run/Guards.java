package mcphub.scanner.run;

import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** What is known of values where a condition holds, or does not. */
final class Guards {
    static final Set<String> EQUAL = Set.of("==", "===", "is");
    static final Set<String> UNEQUAL = Set.of("!=", "!==", "is not");
    private static final Set<String> NUMBERS = Set.of("number", "boolean", "bigint");

    private final Engine engine;

    Guards(Engine engine) {
        this.engine = engine;
    }

    void assume(Ex test, boolean holds, Frame frame) {
        switch (test) {
            case Ex.Op(int at, String op, var of) -> operator(op, of, holds, frame);
            case Ex.Name(int at, String name) -> {
                Ex how = frame.scope.written(name);
                if (how instanceof Ex.Call || how instanceof Ex.Op) {
                    engine.predicates().within(() -> assume(how, holds, frame));
                }
            }
            case Ex.Call call -> called(call, holds, frame);
            case Ex.Many(int at, var of) when of.size() == 1 -> assume(of.getFirst(), holds, frame);
            case Ex.Index(int at, Ex of, Ex key)
            when holds -> engine.refinements().oneOf(key, Refinements.keys(engine.eval(of, frame)), frame);
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
            case "in" -> {
                if (holds) {
                    Value all = engine.eval(last, frame);
                    engine.refinements()
                            .oneOf(
                                    first,
                                    Refinements.keys(all) == null
                                            ? engine.refinements().texts(all)
                                            : Refinements.keys(all),
                                    frame);
                }
            }
            case "not in" -> {
                if (!holds) {
                    engine.refinements().oneOf(first, engine.refinements().texts(engine.eval(last, frame)), frame);
                }
            }
            case ">=", ">", "<", "<=" -> found(op, first, last, holds, frame);
            default -> {
                boolean isEqual = (EQUAL.contains(op) && holds) || (UNEQUAL.contains(op) && !holds);
                found(op, first, last, holds, frame);
                found(op, last, first, holds, frame);
                if (isEqual) {
                    equal(first, last, frame);
                    equal(last, first, frame);
                }
            }
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
        Value known = engine.eval(other, frame);
        if (one instanceof Ex.Op(int at, String op, var of) && op.equals("typeof")) {
            if (known.only() != null && NUMBERS.contains(known.only())) {
                engine.refinements().safe(of.getFirst(), Safe.ALL, frame);
            }
            return;
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

    private void called(Ex.Call call, boolean holds, Frame frame) {
        if (call.callee() instanceof Ex.Member(int at, Ex of, String name)) {
            switch (name) {
                case "endsWith", "endswith" -> {
                    String end = call.args().isEmpty()
                            ? null
                            : engine.eval(call.args().getFirst(), frame).only();
                    if (holds && end != null && end.startsWith(".")) {
                        engine.refinements().host(of, frame);
                    }
                    return;
                }
                case "includes", "has", "contains" -> {
                    if (holds && call.args().size() == 1) {
                        Value all = engine.eval(of, frame);
                        if (all.isForeign() && all.boxes().isEmpty()) {
                            return;
                        }
                        engine.refinements().host(call.args().getFirst(), frame);
                        engine.refinements()
                                .oneOf(
                                        call.args().getFirst(),
                                        engine.refinements().texts(all),
                                        frame);
                    } else if (!holds && call.args().size() == 1) {
                        engine.refinements()
                                .without(
                                        of,
                                        engine.eval(call.args().getFirst(), frame)
                                                .only(),
                                        frame);
                    }
                    return;
                }
                case "hasOwnProperty" -> {
                    if (holds && call.args().size() == 1) {
                        engine.refinements()
                                .oneOf(call.args().getFirst(), Refinements.keys(engine.eval(of, frame)), frame);
                    }
                    return;
                }
                case "test", "fullmatch" -> {
                    var by = engine.eval(of, frame).refs();
                    if (holds && !call.args().isEmpty() && by.contains("/harmless/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.ALL, frame);
                    } else if (holds && !call.args().isEmpty() && by.contains("/arithmetic/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.CODE, frame);
                    } else if (holds && !call.args().isEmpty() && by.contains("/scheme/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.OPEN, frame);
                    }
                    return;
                }
                case "match" -> {
                    if (holds
                            && call.args().size() == 1
                            && engine.eval(call.args().getFirst(), frame).refs().contains("/harmless/")) {
                        engine.refinements().safe(of, Safe.ALL, frame);
                    }
                    return;
                }
                case "startsWith", "startswith" -> {
                    engine.containment().contained(call, of, holds, frame);
                    return;
                }
                case "some", "every", "find" -> {
                    if (call.args().size() == 1
                            && holds
                            && call.args().getFirst() instanceof Ex.Lambda(int a, Fn fn)
                            && engine.predicates()
                                    .inside(
                                            fn,
                                            List.of(engine.elements(engine.eval(of, frame))),
                                            List.of(),
                                            holds,
                                            frame)) {
                        return;
                    }
                }
                case "isInteger", "isFinite", "isSafeInteger" -> {
                    if (holds && !call.args().isEmpty()) {
                        engine.refinements().safe(call.args().getFirst(), Safe.ALL, frame);
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
            engine.refinements().safe(call.args().getFirst(), Safe.ALL, frame);
            return;
        }
        engine.predicates().predicate(call, holds, frame);
    }
}
