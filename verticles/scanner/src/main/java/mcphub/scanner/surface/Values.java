package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.surface.Term.Either;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Part;
import mcphub.scanner.surface.Term.Ref;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** What values hold, and what is put into them. */
final class Values {
    private static final int LONGEST_REF = 200;
    private static final int MOST_PARTS = 8;
    private final Interpreter interpreter;

    Values(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    Fun function(Fn fn, Frame frame) {
        var made = new Fun(fn, frame.env(), frame.self(), frame.home());
        interpreter.functions.add(made);
        return made;
    }

    Kls define(Cls cls, Frame frame) {
        var bases = new ArrayList<Term>();
        if (cls.base() instanceof Ex.Arr(int at, var items)) {
            items.forEach(each -> bases.add(interpreter.evaluator.eval(each, frame)));
        } else if (cls.base() != null) {
            bases.add(interpreter.evaluator.eval(cls.base(), frame));
        }
        var kls = new Kls(cls, frame.env(), bases);
        if (cls.name() != null) {
            frame.env().declare(cls.name(), kls);
        }
        interpreter.classes.add(kls);
        fields(kls, kls.statics);
        return kls;
    }

    /** What a class writes as its fields; nobody tells here which are static. */
    private void fields(Kls kls, Term of) {
        var frame = new Frame(new Env(kls.env, interpreter.maybe), of, kls, kls.cls.file(), new ArrayList<>());
        kls.cls.fields().forEach(each -> interpreter.evaluator.eval(each, frame));
    }

    private void allFields(Kls kls, Obj of, int depth) {
        for (Term base : depth > 12 ? List.<Term>of() : kls.bases) {
            if (Terms.now(base) instanceof Kls above) {
                allFields(above, of, depth + 1);
            }
        }
        fields(kls, of);
    }

    Term create(Kls kls, List<Term> args, Map<String, Term> named) {
        var made = new Obj(interpreter.maybe);
        made.kls = kls;
        allFields(kls, made, 0);
        if (kls.bases.stream().anyMatch(base -> !(Terms.now(base) instanceof Kls))) {
            named.forEach(made.fields::putIfAbsent);
        }
        construct(kls, made, args, named);
        return made;
    }

    /** Runs what makes an object of this class, or of those that it stands below. */
    void construct(Kls kls, Term self, List<Term> args, Map<String, Term> named) {
        for (int i = 0; i < 12; i++) {
            Fn fn = kls.cls.methods().get("constructor");
            if (fn != null) {
                interpreter.call(new Fun(fn, kls.env, self, kls), args, named, self);
                return;
            }
            if (kls.bases.isEmpty() || !(Terms.now(kls.bases.getFirst()) instanceof Kls above)) {
                return;
            }
            kls = above;
        }
    }

    /** A method or what belongs to the class; null where there is none. */
    @Nullable
    Term inherited(Kls kls, String name, Term self, int depth) {
        Fn fn = kls.cls.methods().get(name);
        if (fn != null) {
            return new Fun(fn, kls.env, self, kls);
        }
        var own = kls.statics.fields.get(name);
        if (own != null && self instanceof Kls) {
            return Terms.now(own);
        }
        for (Term base : depth > 12 ? List.<Term>of() : kls.bases) {
            var found = Terms.now(base) instanceof Kls above ? inherited(above, name, self, depth + 1) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean isOpen(@Nullable Kls kls) {
        return kls != null
                && kls.bases.stream().anyMatch(base -> !(Terms.now(base) instanceof Kls above) || isOpen(above));
    }

    /** What it holds under a name; nothing where that is known. */
    Term member(Term of, String name) {
        interpreter.spend();
        return switch (Terms.now(of)) {
            case Obj obj -> {
                var own = obj.fields.get(name);
                var found = own != null || obj.kls == null ? own : inherited(obj.kls, name, obj, 0);
                yield found != null
                        ? Terms.now(found)
                        : name.equals("default") && obj.kls == null
                                ? obj
                                : obj.isOpen || isOpen(obj.kls) ? new Part(Unknown.UNKNOWN, name) : Term.NOTHING;
            }
            case Kls kls -> {
                var found = inherited(kls, name, kls, 0);
                yield found != null
                        ? found
                        : Terms.now(kls.statics.fields.getOrDefault(
                                name,
                                name.equals("name") || name.equals("__name__")
                                        ? new Lit(String.valueOf(kls.cls.name()))
                                        : new Part(kls, name)));
            }
            // of an enumeration's member
            case Lit lit when name.equals("value") -> lit;
            case Lst list
            when name.equals("length") && !list.isOpen && !list.isFiltered -> new Lit((double) list.items.size());
            case Lit(Object value)
            when name.equals("length") && value instanceof String text -> new Lit((double) text.length());
            case Ref ref ->
                name.equals("default") || ref.path().length() > LONGEST_REF ? ref : new Ref(ref.path() + '.' + name);
            case Either(var each) ->
                Terms.either(each.stream().map(one -> member(one, name)).toList());
            case Made made -> Objects.requireNonNullElseGet(Shapes.member(made, name), () -> new Part(made, name));
            case Part part -> Objects.requireNonNullElseGet(Shapes.member(part, name), () -> new Part(part, name));
            default -> Unknown.UNKNOWN;
        };
    }

    Term index(Term of, Term key) {
        Term given = Terms.now(of);
        if (Terms.now(key) instanceof Lit(Object value)) {
            if (value instanceof Double place && given instanceof Lst list) {
                int at = (int) (place < 0 ? list.items.size() + place : place);
                return at >= 0 && at < list.items.size() && !list.isFiltered
                        ? Terms.now(list.items.get(at))
                        : list.isOpen || list.isFiltered ? Unknown.UNKNOWN : Term.NOTHING;
            }
            if (value != null) {
                return member(given, Terms.text(new Lit(value)));
            }
        }
        return switch (given) {
            case Lst list when list.items.size() <= MOST_PARTS -> Terms.either(some(list.items));
            case Obj obj when obj.fields.size() <= MOST_PARTS -> Terms.either(some(obj.fields.values()));
            default -> Unknown.UNKNOWN;
        };
    }

    private static List<Term> some(java.util.Collection<Term> of) {
        var all = new ArrayList<>(of);
        all.add(Unknown.UNKNOWN);
        return all;
    }

    /** Puts it there; beside what was there where a condition decides. */
    void put(Term into, String name, Term value) {
        switch (Terms.now(into)) {
            case Obj obj -> {
                var had = obj.fields.get(name);
                var before = had == null && obj.isOpen ? Unknown.UNKNOWN : had;
                obj.fields.put(name, Terms.beside(interpreter.maybe > obj.level ? before : null, value));
            }
            case Kls kls -> kls.statics.fields.put(name, value);
            case Lst list when name.chars().allMatch(Character::isDigit) && !name.isEmpty() -> list.items.add(value);
            default -> {}
        }
    }

    /** Gives what a pattern names the parts of a value. */
    void bind(Ex pattern, Term given, Frame frame) {
        Term value = Terms.now(given);
        switch (pattern) {
            case Ex.Name(int at, String name) -> frame.env().declare(name, value);
            case Ex.Assign(int at, Ex target, String op, Ex usual) -> {
                boolean isThere = !value.equals(Term.NOTHING);
                boolean isKnown = value != Unknown.UNKNOWN && !(value instanceof Part);
                bind(
                        target,
                        isThere && isKnown
                                ? value
                                : isThere
                                        ? Terms.either(value, interpreter.evaluator.eval(usual, frame))
                                        : interpreter.evaluator.eval(usual, frame),
                        frame);
            }
            case Ex.Obj(int at, var props) -> parts(props, value, frame);
            case Ex.Arr(int at, var items) -> {
                for (int i = 0; i < items.size(); i++) {
                    if (items.get(i) instanceof Ex.Spread(int a, Ex of)) {
                        bind(
                                of,
                                value instanceof Lst list && i <= list.items.size()
                                        ? list.like(list.items.subList(i, list.items.size()))
                                        : Unknown.UNKNOWN,
                                frame);
                    } else {
                        bind(items.get(i), index(value, new Lit((double) i)), frame);
                    }
                }
            }
            default -> {}
        }
    }

    private void parts(List<Ex.Prop> props, Term value, Frame frame) {
        var left = value instanceof Obj obj ? new LinkedHashMap<>(obj.fields) : new LinkedHashMap<String, Term>();
        for (Ex.Prop each : props) {
            if (each.key() != null) {
                left.remove(each.key());
                bind(each.value(), member(value, each.key()), frame);
            } else if (each.value() instanceof Ex.Spread(int at, Ex of)) {
                var rest = new Obj(interpreter.maybe);
                rest.fields.putAll(left);
                rest.isOpen = !(value instanceof Obj obj) || obj.isOpen;
                bind(of, rest, frame);
            }
        }
    }
}
