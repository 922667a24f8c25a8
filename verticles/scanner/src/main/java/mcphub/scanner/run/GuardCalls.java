package mcphub.scanner.run;

import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** What is known of values where a call says yes or no. */
final class GuardCalls {
    private final Engine engine;
    private final PyGuards python;

    GuardCalls(Engine engine) {
        this.engine = engine;
        this.python = new PyGuards(engine);
    }

    void called(Ex.Call call, boolean holds, Frame frame) {
        if (Python.is(frame) && python.called(call, holds, frame)) {
            return;
        }
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
                    if (holds && !call.args().isEmpty() && by.contains("/dash/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.BUT_OPTION, frame);
                    } else if (holds && !call.args().isEmpty() && by.contains("/harmless/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.ALL, frame);
                    } else if (holds && !call.args().isEmpty() && by.contains("/arithmetic/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.CODE, frame);
                    } else if (holds && !call.args().isEmpty() && by.contains("/name/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.NAMES, frame);
                    } else if (holds && !call.args().isEmpty() && by.contains("/letter/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.OPTION, frame);
                    } else if (holds && !call.args().isEmpty() && by.contains("/scheme/")) {
                        engine.refinements().safe(call.args().getLast(), Safe.OPEN, frame);
                    }
                    return;
                }
                case "match" -> {
                    if (holds
                            && call.args().size() == 1
                            && engine.eval(call.args().getFirst(), frame).refs().stream()
                                    .anyMatch(each -> each.equals("/harmless/") || each.equals("/dash/"))) {
                        engine.refinements()
                                .safe(
                                        of,
                                        engine.eval(call.args().getFirst(), frame)
                                                        .refs()
                                                        .contains("/dash/")
                                                ? Safe.BUT_OPTION
                                                : Safe.ALL,
                                        frame);
                    }
                    return;
                }
                case "startsWith", "startswith" -> {
                    engine.containment().contained(call, of, holds, frame);
                    return;
                }
                case "some", "every", "find", "filter", "findLast" -> {
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
