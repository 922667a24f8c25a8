package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** What lists, maps, texts and functions can do. */
final class Methods {
    private final Interpreter interpreter;

    Methods(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Nullable
    Term call(Calls.Call call) {
        Term receiver = Terms.now(call.receiver());
        String name = call.name();
        interpreter.spend(receiver instanceof Lit(String text) ? text.length() / 50 : 0);
        if (name.equals("then") || name.equals("catch") || name.equals("finally")) {
            return promised(name, receiver, call.args());
        }
        if (call.frame().isPython() && List.of("map", "flatMap").contains(name) && receiver instanceof Obj obj) {
            return list(name, Terms.list(obj), call.args());
        }
        return switch (receiver) {
            case Lst list -> list(name, list, call.args());
            case Obj obj when obj.kls == null -> map(name, obj, call.args());
            case Lit(String text) -> Texts.method(name, text, call.args());
            case Fun fun -> function(name, fun, call.args());
            case Term.Either(var of)
            when List.of("map", "flatMap", "filter", "forEach", "concat").contains(name) ->
                list(name, Terms.list(receiver), call.args());
            default -> null;
        };
    }

    private @Nullable Term promised(String name, Term receiver, List<Term> args) {
        if (args.isEmpty() || !(Terms.now(args.getFirst()) instanceof Fun fun)) {
            return null;
        }
        if (name.equals("catch")) {
            interpreter.callback(fun);
            return receiver;
        }
        Term given = interpreter.call(fun, name.equals("then") ? List.of(receiver) : List.of(), Map.of(), null);
        return name.equals("then") ? given : receiver;
    }

    private @Nullable Term function(String name, Fun fun, List<Term> args) {
        var rest = args.isEmpty() ? args : args.subList(1, args.size());
        return switch (name) {
            case "call" -> interpreter.call(fun, rest, Map.of(), args.isEmpty() ? null : args.getFirst());
            case "apply" ->
                interpreter.call(
                        fun,
                        rest.isEmpty() ? List.of() : Terms.list(rest.getFirst()).items,
                        Map.of(),
                        args.isEmpty() ? null : args.getFirst());
            case "bind" -> args.isEmpty() ? fun : new Fun(fun.fn(), fun.env(), args.getFirst(), fun.home());
            default -> null;
        };
    }

    private Term each(Fun fun, Term item, int place) {
        return interpreter.call(fun, List.of(item, new Lit((double) place)), Map.of(), null);
    }

    private @Nullable Term list(String name, Lst list, List<Term> args) {
        Term first = args.isEmpty() ? Term.NOTHING : Terms.now(args.getFirst());
        interpreter.spend(list.items.size() + (first instanceof Lst more ? more.items.size() : 0));
        return switch (name) {
            case "map", "flatMap" -> mapped(list, first, name.equals("flatMap"));
            case "forEach" -> {
                mapped(list, first, false);
                yield Term.NOTHING;
            }
            case "filter" -> filtered(list, first);
            case "find" -> {
                var some = filtered(list, first);
                yield some.isOpen || some.items.size() != 1 || some.isFiltered
                        ? some.items.isEmpty() && !some.isOpen ? Term.NOTHING : Unknown.UNKNOWN
                        : some.items.getFirst();
            }
            case "push", "add", "append", "unshift" -> {
                list.items.addAll(args);
                list.isFiltered |= interpreter.maybe > 0;
                yield list;
            }
            case "extend" -> {
                var more = Terms.list(first);
                list.items.addAll(more.items);
                list.isOpen |= more.isOpen;
                yield list;
            }
            case "concat" -> {
                var all = list.like(list.items);
                args.forEach(arg -> {
                    if (Terms.now(arg) instanceof Lst more) {
                        all.items.addAll(more.items);
                        all.isOpen |= more.isOpen;
                    } else {
                        all.items.add(arg);
                    }
                });
                yield all;
            }
            case "join" -> Terms.lit(Terms.joined(args.isEmpty() ? "," : Terms.text(first), list));
            case "slice", "toSorted", "sort", "reverse", "toReversed", "values", "copy" ->
                args.isEmpty() || !name.equals("slice") ? list.like(list.items) : sliced(list, args);
            case "flat" -> mapped(list, null, true);
            case "includes", "has" ->
                list.isOpen || list.isFiltered || !(first instanceof Lit)
                        ? Unknown.UNKNOWN
                        : new Lit(list.items.contains(first));
            case "entries" -> {
                var all = new ArrayList<Term>();
                list.items.forEach(item -> all.add(Lst.of(List.of(new Lit((double) all.size()), item))));
                yield list.like(all);
            }
            case "reduce" -> reduced(list, args);
            default -> Unknown.UNKNOWN;
        };
    }

    private static Term sliced(Lst list, List<Term> args) {
        boolean isKnown = !list.isOpen
                && !list.isFiltered
                && args.stream()
                        .allMatch(
                                each -> Terms.now(each) instanceof Lit(Object n) && (n == null || n instanceof Double));
        if (!isKnown) {
            return Unknown.UNKNOWN;
        }
        int size = list.items.size();
        int from = place(args.getFirst(), 0, size);
        int to = args.size() > 1 ? place(args.get(1), size, size) : size;
        return list.like(from < to ? list.items.subList(from, to) : List.of());
    }

    private static int place(Term given, int otherwise, int size) {
        double at = Terms.now(given) instanceof Lit(Double number) ? number : otherwise;
        return (int) Math.max(0, Math.min(size, at < 0 ? size + at : at));
    }

    private Term reduced(Lst list, List<Term> args) {
        if (args.size() != 2 || !(Terms.now(args.getFirst()) instanceof Fun fun) || list.isOpen) {
            return Unknown.UNKNOWN;
        }
        Term all = args.get(1);
        for (Term item : list.items) {
            all = interpreter.call(fun, List.of(all, item), Map.of(), null);
        }
        return all;
    }

    private Lst mapped(Lst list, @Nullable Term by, boolean isFlat) {
        var all = list.like(List.of());
        if (by != null && !(by instanceof Fun)) {
            all.isOpen = true;
            return all;
        }
        int place = 0;
        for (Term item : list.items) {
            Term given = by instanceof Fun fun ? each(fun, item, place++) : Terms.now(item);
            if (isFlat && given instanceof Lst inner) {
                all.items.addAll(inner.items);
                all.isOpen |= inner.isOpen;
            } else if (!given.equals(Term.NOTHING) || !isFlat) {
                all.items.add(given);
            }
        }
        if (list.isOpen && by instanceof Fun fun) {
            interpreter.maybe++;
            each(fun, Unknown.UNKNOWN, place);
            interpreter.maybe--;
        }
        return all;
    }

    private Lst filtered(Lst list, Term by) {
        var all = list.like(List.of());
        int place = 0;
        for (Term item : list.items) {
            Boolean holds = by instanceof Fun fun ? Terms.truth(each(fun, item, place++)) : null;
            holds = (by instanceof Term.Ref(String path) && path.equals("Boolean")) ? Terms.truth(item) : holds;
            if (holds == null || holds) {
                all.items.add(item);
            }
            all.isFiltered |= holds == null;
        }
        return all;
    }

    private @Nullable Term map(String name, Obj obj, List<Term> args) {
        String key = args.isEmpty() ? "" : Terms.text(args.getFirst());
        boolean isKnown = key.indexOf(Term.HOLE) < 0;
        return switch (name) {
            case "set" -> {
                if (isKnown && args.size() > 1) {
                    interpreter.values.put(obj, key, args.get(1));
                } else {
                    obj.isOpen = true;
                }
                yield obj;
            }
            case "get" ->
                isKnown && !obj.isOpen
                        ? Terms.now(obj.fields.getOrDefault(key, args.size() > 1 ? args.get(1) : Term.NOTHING))
                        : interpreter.values.index(obj, Unknown.UNKNOWN);
            case "has", "hasOwnProperty" ->
                isKnown && !obj.isOpen ? new Lit(obj.fields.containsKey(key)) : Unknown.UNKNOWN;
            case "values" -> part(obj, false);
            case "keys" -> part(obj, true);
            case "entries", "items" -> Terms.entries(obj);
            case "forEach" -> {
                if (!args.isEmpty() && Terms.now(args.getFirst()) instanceof Fun fun) {
                    new LinkedHashMap<>(obj.fields)
                            .forEach((each, value) ->
                                    interpreter.call(fun, List.of(Terms.now(value), new Lit(each)), Map.of(), null));
                }
                yield Term.NOTHING;
            }
            case "update" -> {
                args.forEach(each -> Evaluator.spread(each, obj));
                yield Term.NOTHING;
            }
            case "copy" -> {
                var made = new Obj(interpreter.maybe);
                Evaluator.spread(obj, made);
                yield made;
            }
            default -> null;
        };
    }

    private static Lst part(Obj obj, boolean isKey) {
        var entries = Terms.entries(obj);
        return entries.like(entries.items.stream()
                .map(each -> isKey ? ((Lst) each).items.getFirst() : ((Lst) each).items.getLast())
                .toList());
    }
}
