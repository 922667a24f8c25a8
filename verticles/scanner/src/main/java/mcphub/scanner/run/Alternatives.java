package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mcphub.scanner.code.Ex;
import org.jspecify.annotations.Nullable;

/** What follows where one of several conditions holds. */
final class Alternatives {
    private static final Set<String> EQUAL = Guards.EQUAL;
    private static final Set<String> UNEQUAL = Guards.UNEQUAL;

    private final Engine engine;

    Alternatives(Engine engine) {
        this.engine = engine;
    }

    /** What is compared with a name, or with the end of names; null where something else is asked. */
    private @Nullable Ex host(Ex each, boolean hold, Frame frame) {
        return switch (each) {
            case Ex.Op(int at, String op, var of) when op.equals("!") -> host(of.getFirst(), !hold, frame);
            case Ex.Op(int at, String op, var of)
            when (hold ? EQUAL : UNEQUAL).contains(op) ->
                engine.eval(of.getLast(), frame).isConstant() ? of.getFirst() : null;
            case Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew)
            when hold && name.equals("endsWith") && args.size() == 1 -> {
                String end = engine.eval(args.getFirst(), frame).only();
                yield end != null && end.startsWith(".") ? of : null;
            }
            default -> null;
        };
    }

    /** One of these holds: known is what follows from each of them. */
    void either(List<Ex> of, boolean hold, Frame frame) {
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
        var hosts = all.stream().map(each -> host(each, hold, frame)).toList();
        if (!hosts.contains(null) && !allEqual) {
            engine.refinements().host(java.util.Objects.requireNonNull(hosts.getFirst()), frame);
        }
        if (allEqual && target != null) {
            engine.refinements().host(target, frame);
            engine.refinements().oneOf(target, texts, frame);
        } else if (all.stream().allMatch(each -> containing(each, hold))) {
            all.stream()
                    .filter(each -> !(each instanceof Ex.Op(int at, String op, var s) && !op.equals("!")))
                    .forEach(each -> engine.guards().assume(each, hold, frame));
        }
    }

    static void flat(Ex each, boolean hold, List<Ex> into) {
        if (each instanceof Ex.Op(int at, String op, var of)
                && ((op.equals("||") && hold) || (op.equals("&&") && !hold))) {
            of.forEach(one -> flat(one, hold, into));
        } else if (each instanceof Ex.Many(int at, var of) && of.size() == 1) {
            flat(of.getFirst(), hold, into);
        } else {
            into.add(each);
        }
    }

    static boolean same(Ex one, Ex other) {
        return switch (one) {
            case Ex.Name(int at, String name) -> other instanceof Ex.Name(int a, String o) && o.equals(name);
            case Ex.Member(int at, Ex of, String name) ->
                other instanceof Ex.Member(int a, Ex o, String n) && n.equals(name) && same(of, o);
            default -> false;
        };
    }

    /** Whether it asks if a path is a folder, or in it. */
    static boolean containing(Ex each, boolean hold) {
        return switch (each) {
            case Ex.Op(int at, String op, var of) when op.equals("!") -> containing(of.getFirst(), !hold);
            case Ex.Op(int at, String op, var of) -> (hold ? EQUAL : UNEQUAL).contains(op);
            case Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew) ->
                hold && name.equalsIgnoreCase("startsWith");
            case Ex.Many(int at, var of) when of.size() == 1 -> containing(of.getFirst(), hold);
            default -> false;
        };
    }
}
