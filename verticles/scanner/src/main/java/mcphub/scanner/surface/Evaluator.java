package mcphub.scanner.surface;

import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Ex;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Ref;
import mcphub.scanner.surface.Term.Unknown;

/** What expressions give. */
final class Evaluator {
    private final Interpreter interpreter;
    private final Values values;
    private final Calls calls;
    private final Operators operators;

    Evaluator(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.values = interpreter.values;
        this.calls = new Calls(interpreter, this);
        this.operators = new Operators(interpreter, this);
    }

    Calls calls() {
        return calls;
    }

    Term eval(Ex expression, Frame frame) {
        interpreter.spend();
        return switch (expression) {
            case Ex.Lit(int at, Object value) -> value == null ? Term.NOTHING : new Lit(value);
            case Ex.Regex regex -> Unknown.UNKNOWN;
            case Ex.Name(int at, String name) -> name(name, frame);
            case Ex.Member(int at, Ex of, String name) -> values.member(eval(of, frame), name);
            case Ex.Index(int at, Ex of, Ex key) -> index(of, key, frame);
            case Ex.Call call -> calls.call(call, frame);
            case Ex.Lambda(int at, var fn) -> values.function(fn, frame);
            case Ex.ClassOf(int at, var cls) -> values.define(cls, frame);
            case Ex.Obj(int at, var props) -> spotted(object(props, frame), at, frame);
            case Ex.Arr(int at, var items) -> list(items, frame);
            case Ex.Concat(int at, var parts) -> {
                var text = new StringBuilder();
                parts.forEach(each -> text.append(Terms.text(eval(each, frame))));
                interpreter.spend(text.length() / 50);
                yield Terms.lit(text);
            }
            case Ex.Tagged(int at, Ex tag, var parts) -> {
                var text = new StringBuilder();
                parts.forEach(each -> text.append(Terms.text(eval(each, frame))));
                interpreter.spend(text.length() / 50);
                yield Terms.lit(text);
            }
            case Ex.Op(int at, String op, var of) -> operators.apply(op, of, frame);
            case Ex.Cond(int at, Ex test, Ex yes, Ex no) -> {
                Boolean holds = Terms.truth(eval(test, frame));
                yield holds == null
                        ? Terms.either(perhaps(yes, frame), perhaps(no, frame))
                        : eval(holds ? yes : no, frame);
            }
            case Ex.Assign assign -> assign(assign, frame);
            case Ex.Spread(int at, Ex of) -> eval(of, frame);
            case Ex.Many(int at, var of) -> {
                Term last = Term.NOTHING;
                for (Ex each : of) {
                    last = eval(each, frame);
                }
                yield last;
            }
        };
    }

    Term perhaps(Ex expression, Frame frame) {
        interpreter.maybe++;
        try {
            return eval(expression, frame);
        } finally {
            interpreter.maybe--;
        }
    }

    private static Term name(String name, Frame frame) {
        var found = frame.env().get(name);
        if (found != null) {
            return found;
        }
        return name.equals("this") || name.equals("self") || name.equals("cls") ? frame.self() : new Ref(name);
    }

    private Term index(Ex of, Ex key, Frame frame) {
        Term list = eval(of, frame);
        Term by = eval(key, frame);
        boolean isType = frame.isPython() && (list instanceof Ref || list instanceof Kls || list instanceof Made);
        return isType ? new Made(list, "[]", List.of(by), Map.of(), false) : values.index(list, by);
    }

    /** Remembers where a row of a list may be written. */
    Obj spotted(Obj made, int at, Frame frame) {
        if (made.fields.containsKey("name")
                || made.fields.containsKey("uri")
                || made.fields.containsKey("uriTemplate")) {
            interpreter.spots.put(made, new Interpreter.Spot(frame.file(), at));
        }
        return made;
    }

    private Obj object(List<Ex.Prop> props, Frame frame) {
        var made = new Obj(interpreter.maybe);
        for (Ex.Prop each : props) {
            if (each.key() != null) {
                Term value = eval(each.value(), frame);
                boolean isMethod = value instanceof Fun fun && fun.fn().isMethod();
                made.fields.put(
                        each.key(),
                        isMethod && value instanceof Fun fun ? new Fun(fun.fn(), fun.env(), made, fun.home()) : value);
            } else if (each.computed() != null) {
                String key = Terms.text(eval(each.computed(), frame));
                Term value = eval(each.value(), frame);
                if (key.indexOf(Term.HOLE) >= 0) {
                    made.isOpen = true;
                } else {
                    made.fields.put(key, value);
                }
            } else {
                spread(eval(each.value(), frame), made);
                interpreter.spend(made.fields.size());
            }
        }
        return made;
    }

    /** All that an object holds, into another one. */
    static void spread(Term from, Obj into) {
        var all = Terms.all(from);
        for (Term each : all) {
            switch (each) {
                case Obj obj -> {
                    into.isOpen |= obj.isOpen;
                    obj.fields.forEach((name, value) -> {
                        var had = into.fields.get(name);
                        into.fields.put(name, all.size() > 1 && had != null ? Terms.either(had, value) : value);
                    });
                }
                case Lit lit -> {}
                case Term.Part(var schema, var name)
                when name.equals("shape") -> {
                    var fields = Shapes.fields(schema, 0);
                    into.isOpen |= fields == null;
                    into.fields.putAll(fields == null ? Map.of() : fields);
                }
                case Lst list -> {
                    for (int i = 0; i < list.items.size(); i++) {
                        into.fields.put(Integer.toString(i), list.items.get(i));
                    }
                }
                default -> into.isOpen = true;
            }
        }
    }

    private Term list(List<Ex> items, Frame frame) {
        var made = new Lst();
        for (Ex each : items) {
            Term value = eval(each, frame);
            if (each instanceof Ex.Spread) {
                var inner = Terms.list(value);
                interpreter.spend(inner.items.size());
                made.items.addAll(inner.items);
                made.isOpen |= inner.isOpen;
                made.isFiltered |= inner.isFiltered;
            } else {
                made.items.add(value);
            }
        }
        return made;
    }

    private Term assign(Ex.Assign assign, Frame frame) {
        Term given = eval(assign.value(), frame);
        Term value = assign.op().isEmpty() || assign.op().equals("default")
                ? given
                : operators.combined(assign.op(), eval(assign.target(), frame), given);
        switch (assign.target()) {
            case Ex.Name(int at, String name) -> frame.env().set(name, value, interpreter.maybe);
            case Ex.Member(int at, Ex of, String name) -> values.put(eval(of, frame), name, value);
            case Ex.Index(int at, Ex of, Ex key) -> {
                Term into = eval(of, frame);
                String name = Terms.text(eval(key, frame));
                if (name.indexOf(Term.HOLE) < 0) {
                    values.put(into, name, value);
                } else if (into instanceof Obj obj) {
                    obj.isOpen = true;
                }
            }
            case Ex.Arr pattern -> assignParts(pattern, value, frame);
            case Ex.Obj pattern -> assignParts(pattern, value, frame);
            default -> {}
        }
        return value;
    }

    /** {@code [a, b] = c}: as declarations, whose values then go where the names were declared. */
    private void assignParts(Ex pattern, Term value, Frame frame) {
        var inner = new Env(frame.env(), interpreter.maybe);
        values.bind(pattern, value, frame.in(inner));
        inner.all().forEach((name, part) -> frame.env().set(name, part, interpreter.maybe));
    }
}
