package mcphub.scanner.run;

import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** What is known where a call of Python says yes or no. */
final class PyGuards {
    private static final Set<String> PLAIN =
            Set.of("isdigit", "isalnum", "isalpha", "isidentifier", "isdecimal", "isnumeric");
    private static final Set<String> NUMBERS = Set.of("py:int", "py:float", "py:bool");

    private final Engine engine;

    PyGuards(Engine engine) {
        this.engine = engine;
    }

    /** Whether it is one of these. */
    boolean called(Ex.Call call, boolean holds, Frame frame) {
        if (call.callee() instanceof Ex.Member(int at, Ex of, String name)) {
            if (PLAIN.contains(name) && call.args().isEmpty()) {
                if (holds) {
                    engine.refinements().safe(of, Safe.ALL, frame);
                }
                return true;
            }
            switch (name) {
                case "is_relative_to" -> {
                    if (holds && PyPaths.isFolded(engine.eval(of, frame))) {
                        engine.refinements().safeAlong(of, Safe.PATH, frame, 4);
                    }
                    return true;
                }
                case "match", "fullmatch", "search" -> {
                    matched(name, call, engine.eval(of, frame), holds, frame);
                    return true;
                }
                default -> {}
            }
        } else if (call.callee() instanceof Ex.Name(int at, String name)) {
            if (name.equals("isinstance") && call.args().size() == 2) {
                if (holds && isNoText(engine.eval(call.args().get(1), frame))) {
                    engine.refinements().safe(call.args().getFirst(), Safe.ALL, frame);
                }
                return true;
            }
            if (name.equals("all") && call.args().size() == 1) {
                if (holds) {
                    each(call.args().getFirst(), frame);
                }
                return true;
            }
        }
        return false;
    }

    /** Numbers, and classes of packages: what a caller sends is never one. */
    private static boolean isNoText(Value type) {
        return !type.refs().isEmpty()
                && type.refs().stream().allMatch(ref -> NUMBERS.contains(ref) || ref.indexOf('.') > 0);
    }

    /** {@code all(c.isalnum() or c in "-_" for c in text)}: each letter is harmless, so the text is. */
    private void each(Ex all, Frame frame) {
        if (all instanceof Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew)
                && name.equals("map")
                && args.getFirst() instanceof Ex.Lambda(int l, var fn)
                && fn.params().getFirst() instanceof Ex.Name(int n, String letter)
                && fn.body().getFirst() instanceof mcphub.scanner.code.St.Return(Ex test)
                && test != null
                && isHarmless(test, letter, frame)) {
            engine.refinements().safe(of, Safe.ALL, frame);
        }
    }

    private boolean isHarmless(Ex test, String letter, Frame frame) {
        return switch (test) {
            case Ex.Op(int at, String op, var of)
            when op.equals("or") -> of.stream().allMatch(each -> isHarmless(each, letter, frame));
            case Ex.Op(int at, String op, var of)
            when op.equals("in") -> {
                String letters = engine.eval(of.getLast(), frame).only();
                yield of.getFirst() instanceof Ex.Name(int n, String name)
                        && name.equals(letter)
                        && letters != null
                        && letters.matches("[\\w.@:+=,-]*");
            }
            case Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew) ->
                of instanceof Ex.Name(int n, String plain) && plain.equals(letter) && PLAIN.contains(name);
            default -> false;
        };
    }

    private void matched(String name, Ex.Call call, Value by, boolean holds, Frame frame) {
        boolean isModule = by.refs().contains("py:re");
        int place = isModule ? 1 : 0;
        if (!holds || call.args().size() <= place) {
            return;
        }
        var refs = isModule
                ? PyPackages.pattern(engine.eval(call.args().getFirst(), frame)).refs()
                : by.refs();
        boolean isWhole = refs.contains("/harmless/")
                || (name.equals("fullmatch") && refs.contains("/full/"))
                || (name.equals("match") && refs.contains("/from/"));
        Ex text = call.args().get(place);
        if (isWhole) {
            engine.refinements().safe(text, refs.contains("/dash/") ? Safe.BUT_OPTION : Safe.ALL, frame);
        } else if ((name.equals("match") && refs.contains("/name/"))
                || (name.equals("fullmatch") && refs.contains("/name-full/"))) {
            engine.refinements().safe(text, Safe.NAMES, frame);
        } else if (!name.equals("search") && refs.contains("/letter/")) {
            engine.refinements().safe(text, Safe.OPTION, frame);
        } else if (refs.contains("/arithmetic/") || (name.equals("fullmatch") && refs.contains("/arithmetic-full/"))) {
            engine.refinements().safe(text, Safe.CODE, frame);
        } else if (refs.contains("/scheme/") || (!name.equals("search") && refs.contains("/scheme-from/"))) {
            engine.refinements().safe(text, Safe.OPEN, frame);
        }
    }
}
