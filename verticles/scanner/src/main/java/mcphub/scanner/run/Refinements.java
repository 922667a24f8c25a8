package mcphub.scanner.run;

import java.util.Set;
import java.util.TreeSet;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Makes what is known of values better, and of what they were made of. */
final class Refinements {

    private static final Set<String> OTHERWISE = Set.of("or", "||", "??");
    private final Engine engine;

    Refinements(Engine engine) {
        this.engine = engine;
    }

    /** A text without this: it cannot leave a folder without dots, or be an option without a dash in front. */
    void without(Ex of, @Nullable String what, Frame frame) {
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

    /** A part of an address is known: the address that it is a part of is as good. */
    void host(Ex part, Frame frame) {
        host(part, frame, 4);
    }

    private void host(Ex part, Frame frame, int most) {
        if (most == 0) {
            return;
        }
        switch (part) {
            case Ex.Member(int at, Ex of, String name) -> {
                switch (name) {
                    case "protocol", "scheme" -> along(of, Safe.OPEN, frame, 4);
                    case "hostname", "host", "origin", "netloc" -> along(of, Safe.OPEN | Safe.URL, frame, 4);
                    case "toLowerCase", "lower" -> host(of, frame, most - 1);
                    default -> {}
                }
            }
            case Ex.Op(int at, String op, var of) when OTHERWISE.contains(op) -> host(of.getFirst(), frame, most - 1);
            case Ex.Many(int at, var of) when of.size() == 1 -> host(of.getFirst(), frame, most - 1);
            case Ex.Name(int at, String name) -> {
                Ex how = frame.scope.written(name);
                if (how instanceof Ex.Member || how instanceof Ex.Call || how instanceof Ex.Op) {
                    host(how, frame, most - 1);
                }
            }
            case Ex.Call(int at, Ex.Member(int a, Ex of, String name), var args, var named, boolean isNew)
            when args.isEmpty() -> host(of, frame, most - 1);
            case Ex.Call(int at, Ex.Name callee, var args, var named, boolean isNew)
            when args.size() == 1 -> engine.predicates().part((Ex.Call) part, frame);
            default -> {}
        }
    }

    void along(Ex how, int kinds, Frame frame, int most) {
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

    /** {@code line.split(" ")[0]}: the line begins with one of these words. */
    void firstWord(Ex word, Set<String> texts, Frame frame) {
        Ex of = word
                                instanceof
                                Ex.Call(
                                        int at,
                                        Ex.Member(int a, Ex inner, String name),
                                        var args,
                                        var named,
                                        boolean isNew)
                        && args.isEmpty()
                ? inner
                : word;
        if (!(of instanceof Ex.Index(int at, Ex list, Ex key))
                || !"0".equals(engine.eval(key, frame).only())) {
            return;
        }
        Ex how = list instanceof Ex.Name(int n, String name) ? frame.scope.written(name) : list;
        if (how instanceof Ex.Call call
                && call.callee() instanceof Ex.Member(int a, Ex receiver, String split)
                && split.equals("split")) {
            boolean isShlex = engine.eval(receiver, frame).refs().contains("py:shlex")
                    && !call.args().isEmpty();
            Ex line = isShlex ? call.args().getFirst() : receiver;
            Value value = engine.eval(line, frame);
            if (value.isForeign() && value.boxes().isEmpty() && Sinks.startsForeign(value)) {
                engine.assigns().refine(line, value.beginning(texts), frame);
            }
        }
    }

    void oneOf(Ex of, @Nullable Set<String> texts, Frame frame) {
        if (texts != null && engine.eval(of, frame).labels() != 0) {
            engine.assigns().refine(of, texts.isEmpty() ? Value.UNKNOWN : Value.oneOf(texts), frame);
        }
    }

    /** What a list may hold; empty where it is nobody's, and not known; null where somebody's. */
    @Nullable
    Set<String> texts(Value list) {
        if (list.boxes().isEmpty()) {
            return list.labels() == 0 && !list.isConstant() ? Set.of() : null;
        }
        var all = new TreeSet<String>();
        for (Box box : list.boxes()) {
            Value each = box.all();
            if (each.labels() != 0 && each.isForeign()) {
                return null;
            }
            if (!each.isConstant()) {
                return Set.of();
            }
            all.addAll(each.shapes());
        }
        return all.size() > 12 ? Set.of() : all;
    }

    static @Nullable Set<String> keys(Value map) {
        for (Box box : map.boxes()) {
            if (!box.isList && !box.fields.isEmpty()) {
                return box.fields.size() > 12 ? Set.of() : new TreeSet<>(box.fields.keySet());
            }
        }
        return null;
    }
}
