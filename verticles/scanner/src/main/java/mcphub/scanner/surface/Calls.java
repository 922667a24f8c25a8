package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Ref;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** Calls: of functions and classes of the program, of what the language has, and of packages, which are kept as they are written. */
final class Calls {
    private static final Set<String> SAME = Set.of(
            "__toESM",
            "__importStar",
            "__importDefault",
            "_interopRequireDefault",
            "__toCommonJS",
            "_interopRequireWildcard");
    private final Interpreter interpreter;
    private final Evaluator evaluator;
    private final Builtins builtins;
    private final Methods methods;

    Calls(Interpreter interpreter, Evaluator evaluator) {
        this.interpreter = interpreter;
        this.evaluator = evaluator;
        this.builtins = new Builtins(interpreter);
        this.methods = new Methods(interpreter);
    }

    /** A call as it is looked at: what is called, on what, under which name, and with what. */
    record Call(
            Ex.Call written,
            String name,
            Term receiver,
            Term target,
            List<Term> args,
            Map<String, Term> named,
            Frame frame) {}

    Term call(Ex.Call call, Frame frame) {
        Ex callee = call.callee() instanceof Ex.Many(int at, var of) && !of.isEmpty() ? of.getLast() : call.callee();
        Term receiver = Unknown.UNKNOWN;
        String name = "";
        Term target;
        if (callee instanceof Ex.Name(int at, String plain) && plain.equals("super")) {
            return above(call, frame);
        } else if (callee instanceof Ex.Member(int at, Ex.Name(int a, String above), String last)
                && above.equals("super")) {
            name = last;
            receiver = frame.self();
            target = frame.home() == null || frame.home().bases.isEmpty()
                    ? Unknown.UNKNOWN
                    : Terms.now(frame.home().bases.getFirst()) instanceof Kls kls
                            ? java.util.Objects.requireNonNullElse(
                                    interpreter.values.inherited(kls, last, receiver, 0), Unknown.UNKNOWN)
                            : Unknown.UNKNOWN;
        } else if (callee instanceof Ex.Member(int at, Ex of, String last)) {
            name = last;
            receiver = evaluator.eval(of, frame);
            target = interpreter.values.member(receiver, last);
        } else {
            name = callee instanceof Ex.Name(int at, String plain) ? plain : "";
            target = evaluator.eval(callee, frame);
        }
        var args = arguments(call.args(), frame);
        if (SAME.contains(name) && !args.isEmpty()) {
            return args.getFirst();
        }
        return result(new Call(call, name, receiver, target, args, named(call.named(), frame), frame));
    }

    private List<Term> arguments(List<Ex> written, Frame frame) {
        var args = new ArrayList<Term>();
        for (Ex each : written) {
            Term value = evaluator.eval(each, frame);
            if (each instanceof Ex.Spread) {
                args.addAll(Terms.list(value).items);
            } else {
                args.add(value);
            }
        }
        return args;
    }

    private Map<String, Term> named(List<Ex.Prop> written, Frame frame) {
        var named = new LinkedHashMap<String, Term>();
        for (Ex.Prop each : written) {
            Term value = evaluator.eval(each.value(), frame);
            if (each.key() != null) {
                named.put(each.key(), value);
            } else if (value instanceof Obj obj) {
                named.putAll(obj.fields);
            }
        }
        return named;
    }

    /** {@code super(…)}. */
    private Term above(Ex.Call call, Frame frame) {
        var args = arguments(call.args(), frame);
        for (Term base : frame.home() == null ? List.<Term>of() : frame.home().bases) {
            if (Terms.now(base) instanceof Kls kls) {
                interpreter.values.construct(kls, frame.self(), args, named(call.named(), frame));
            } else {
                interpreter.found.made(new Call(call, "", base, base, args, Map.of(), frame), interpreter);
            }
        }
        return Term.NOTHING;
    }

    /** What stands above a function is called with it. */
    void decorated(Fn fn, Frame frame) {
        Fun fun = interpreter.values.function(fn, frame);
        Term value = fun;
        for (Ex mark : fn.marks().reversed()) {
            Ex callee = mark instanceof Ex.Call call ? call.callee() : mark;
            Term by = evaluator.eval(mark, frame);
            interpreter.found.decorated(mark, callee, by, fun, frame, interpreter);
            if (Terms.now(by) instanceof Fun wrapper) {
                Term given = interpreter.call(wrapper, List.of(value), Map.of(), null);
                value = given instanceof Fun || given instanceof Kls ? given : value;
            }
        }
        if (fn.name() != null) {
            frame.env().declare(fn.name(), value);
        }
    }

    Term result(Call call) {
        var known = interpreter.found.called(call, interpreter);
        if (known != null) {
            return known;
        }
        if (Builders.isBuilder(call)) {
            return new Made(new Ref("zod"), call.name(), call.args(), Map.of(), false);
        }
        var all = new ArrayList<Term>();
        for (Term each : Terms.all(call.target())) {
            all.add(one(each, call));
        }
        return Terms.either(all);
    }

    private Term one(Term target, Call call) {
        boolean isMade = call.written().isNew() || call.frame().isPython();
        if (target instanceof Fun fun) {
            var self = call.receiver() instanceof Obj obj && fun.fn().isMethod() ? obj : null;
            return interpreter.call(fun, call.args(), call.named(), self);
        }
        if (target instanceof Kls kls && isMade) {
            interpreter.found.made(call, interpreter);
            return Enums.is(kls)
                    ? new Made(kls, "()", call.args(), Map.of(), true)
                    : interpreter.values.create(kls, call.args(), call.named());
        }
        Term given = target instanceof Ref ref ? builtins.call(ref.path(), call) : null;
        given = given == null && !call.name().isEmpty() ? methods.call(call) : given;
        return given != null ? given : elsewhere(target, call);
    }

    /** What a package makes of it; it may call what it is handed. */
    private Term elsewhere(Term target, Call call) {
        interpreter.found.made(call, interpreter);
        call.args().forEach(this::handed);
        call.named().values().forEach(this::handed);
        var made = target instanceof Ref(String path) && path.indexOf('.') > 0
                ? new Made(
                        new Ref(path.substring(0, path.lastIndexOf('.'))),
                        path.substring(path.lastIndexOf('.') + 1),
                        call.args(),
                        call.named(),
                        call.written().isNew())
                : new Made(
                        call.name().isEmpty() || target instanceof Ref ? target : call.receiver(),
                        // whatever a file calls it, it is what the package calls so
                        target instanceof Ref(String name) ? name : call.name().isEmpty() ? "()" : call.name(),
                        call.args(),
                        call.named(),
                        call.written().isNew());
        if (call.named().containsKey("name") || call.named().containsKey("uri")) {
            interpreter.spots.put(
                    made,
                    new Interpreter.Spot(call.frame().file(), call.written().at()));
        }
        return made;
    }

    private void handed(Term given) {
        switch (Terms.now(given)) {
            case Fun fun -> interpreter.callback(fun);
            case Obj obj
            when obj.kls == null ->
                obj.fields.values().forEach(each -> {
                    if (Terms.now(each) instanceof Fun fun) {
                        interpreter.callback(fun);
                    }
                });
            case Lst list ->
                list.items.stream().filter(Fun.class::isInstance).forEach(each -> interpreter.callback((Fun) each));
            default -> {}
        }
    }

    static @Nullable Term first(List<Term> args) {
        return args.isEmpty() ? null : Terms.now(args.getFirst());
    }
}
