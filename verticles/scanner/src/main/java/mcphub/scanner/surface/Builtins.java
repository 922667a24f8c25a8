package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Later;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** Functions that the languages bring along, as far as tools are made with them. */
final class Builtins {
    private final Interpreter interpreter;

    Builtins(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Null where it is none that is known here. */
    @Nullable
    Term call(String ref, Calls.Call call) {
        if (ref.equals("require") || ref.equals("import")) {
            var name = call.args().isEmpty() ? null : Terms.exact(call.args().getFirst());
            return name == null
                    ? Unknown.UNKNOWN
                    : interpreter.modules.named(name, call.frame().file());
        }
        if (ref.equals("Map") || ref.equals("WeakMap")) {
            return map(
                    call.args().isEmpty()
                            ? Lst.of(List.of())
                            : Terms.list(call.args().getFirst()),
                    true);
        }
        if (ref.equals("Set")) {
            return call.args().isEmpty()
                    ? new Lst()
                    : copied(Terms.list(call.args().getFirst()));
        }
        if (ref.equals("dict")) {
            return dict(call);
        }
        if (call.args().isEmpty()) {
            return ref.equals("list") || ref.equals("set") || ref.equals("tuple") || ref.equals("Array")
                    ? new Lst()
                    : ref.equals("super") ? call.frame().self() : null;
        }
        Term first = Terms.now(call.args().getFirst());
        return switch (ref) {
            case "Object.assign" -> assigned(first, call.args());
            case "Object.freeze",
                    "Object.seal",
                    "structuredClone",
                    "Promise.resolve",
                    "Promise.all",
                    "asyncio.run",
                    "asyncio.gather",
                    "copy.copy",
                    "copy.deepcopy",
                    "typing.cast",
                    "Object.create",
                    "Symbol" ->
                ref.equals("Promise.resolve") || first instanceof Obj || first instanceof Lst || first instanceof Made
                        ? first
                        : Unknown.UNKNOWN;
            case "Object.keys", "Object.getOwnPropertyNames", "Reflect.ownKeys" ->
                first instanceof Obj obj ? parts(obj, each -> each.items.getFirst()) : Unknown.UNKNOWN;
            case "Object.values" ->
                first instanceof Obj obj ? parts(obj, each -> each.items.getLast()) : elements(first);
            case "Object.entries" -> first instanceof Obj obj ? Terms.entries(obj) : elements(first);
            case "Object.fromEntries" -> map(Terms.list(first), false);
            case "Object.defineProperty" -> defined(first, call.args());
            case "Array.from", "list", "tuple", "set", "frozenset", "sorted", "iter" -> listed(first, call);
            case "Array.isArray" ->
                first instanceof Lst ? new Lit(true) : Terms.truth(first) != null ? new Lit(false) : Unknown.UNKNOWN;
            case "String", "str" -> new Lit(Terms.text(first));
            case "Boolean", "bool" -> {
                var truth = Terms.truth(first);
                yield truth == null ? Unknown.UNKNOWN : new Lit(truth);
            }
            case "Number", "int", "float" -> first instanceof Lit(Double number) ? first : Unknown.UNKNOWN;
            case "JSON.stringify", "json.dumps" -> new Lit(String.valueOf(Term.HOLE));
            case "textwrap.dedent", "inspect.cleandoc" -> {
                var text = Terms.exact(first);
                yield text == null ? first : new Lit(Texts.clean(text));
            }
            case "enumerate" -> {
                var all = new ArrayList<Term>();
                var list = Terms.list(first);
                for (Term each : list.items) {
                    all.add(Lst.of(List.of(new Lit((double) all.size()), each)));
                }
                yield list.like(all);
            }
            case "getattr" -> {
                String name = call.args().size() > 1 ? Terms.exact(call.args().get(1)) : null;
                yield name == null ? Unknown.UNKNOWN : interpreter.values.member(first, name);
            }
            case "len" ->
                first instanceof Lst list && !list.isOpen ? new Lit((double) list.items.size()) : Unknown.UNKNOWN;
            default -> null;
        };
    }

    private static Term elements(Term of) {
        return of instanceof Lst ? of : Terms.list(of);
    }

    private static Lst copied(Lst list) {
        return list.like(list.items);
    }

    private static Lst parts(Obj obj, java.util.function.Function<Lst, Term> which) {
        var entries = Terms.entries(obj);
        return entries.like(
                entries.items.stream().map(each -> which.apply((Lst) each)).toList());
    }

    private Term listed(Term first, Calls.Call call) {
        var list = copied(Terms.list(first));
        return call.args().size() > 1 && call.args().get(1) instanceof Fun fun
                ? list.like(list.items.stream()
                        .map(each -> interpreter.call(fun, List.of(each), Map.of(), null))
                        .toList())
                : list;
    }

    private Obj map(Lst pairs, boolean isMap) {
        var made = new Obj(interpreter.maybe);
        made.isMap = isMap;
        made.isOpen = pairs.isOpen;
        for (Term each : pairs.items) {
            if (Terms.now(each) instanceof Lst pair && pair.items.size() == 2) {
                String key = Terms.text(pair.items.getFirst());
                made.isOpen |= key.indexOf(Term.HOLE) >= 0;
                if (key.indexOf(Term.HOLE) < 0) {
                    made.fields.put(key, pair.items.getLast());
                }
            } else {
                made.isOpen = true;
            }
        }
        return made;
    }

    private Term dict(Calls.Call call) {
        var made = new Obj(interpreter.maybe);
        for (Term each : call.args()) {
            Evaluator.spread(Terms.now(each) instanceof Lst pairs ? map(pairs, false) : each, made);
        }
        made.fields.putAll(call.named());
        return made;
    }

    private static Term assigned(Term first, List<Term> args) {
        if (first instanceof Obj into) {
            args.subList(1, args.size()).forEach(each -> Evaluator.spread(each, into));
        }
        return first;
    }

    /** {@code {get: …}} is asked when somebody looks. */
    private Term defined(Term first, List<Term> args) {
        if (args.size() == 3 && Terms.now(args.get(2)) instanceof Obj how) {
            String name = Terms.text(args.get(1));
            var value = how.fields.get("value");
            if (how.fields.get("get") instanceof Fun fun) {
                interpreter.values.put(first, name, new Later(() -> interpreter.call(fun, List.of(), Map.of(), null)));
            } else if (value != null) {
                interpreter.values.put(first, name, value);
            }
        }
        return first;
    }
}
