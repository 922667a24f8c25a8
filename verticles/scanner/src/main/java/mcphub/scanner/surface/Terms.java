package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import mcphub.scanner.surface.Term.Either;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Later;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** What values say of themselves. */
final class Terms {
    private static final int MOST = 16;
    private static final int LONGEST = 200_000;

    private Terms() {}

    /** What it is by now. */
    static Term now(Term term) {
        Term each = term;
        for (int i = 0; i < 20 && each instanceof Later(var get); i++) {
            each = get.get();
        }
        return each instanceof Later ? Unknown.UNKNOWN : each;
    }

    /** A text, cut where it is so long that nobody reads it. */
    static Lit lit(CharSequence text) {
        return new Lit(text.length() > LONGEST ? text.subSequence(0, LONGEST).toString() + Term.HOLE : text.toString());
    }

    static Term either(Term one, Term other) {
        return either(List.of(one, other));
    }

    /** What it was, or what it may have become. */
    static Term beside(@Nullable Term before, Term now) {
        return before == null ? now : either(List.of(before, now), false);
    }

    /** One of several; what is nothing is left out where there is something. */
    static Term either(List<Term> several) {
        return either(several, true);
    }

    @SuppressWarnings("ReferenceEquality") // objects are the same only where they are one
    private static Term either(List<Term> several, boolean isSomething) {
        var all = new ArrayList<Term>();
        for (Term each : several) {
            for (Term one : each instanceof Either(var of) ? of : List.of(now(each))) {
                boolean isThere = all.stream()
                        .anyMatch(had ->
                                had == one || ((one instanceof Lit || one instanceof Term.Ref) && had.equals(one)));
                if (!isThere) {
                    all.add(one);
                }
            }
        }
        if (all.size() > 1 && isSomething) {
            all.remove(Term.NOTHING);
        }
        return all.isEmpty()
                ? Term.NOTHING
                : all.size() == 1 ? all.getFirst() : all.size() > MOST ? Unknown.UNKNOWN : new Either(List.copyOf(all));
    }

    /** All that it may be. */
    static List<Term> all(Term term) {
        Term given = now(term);
        return given instanceof Either(var of) ? of : List.of(given);
    }

    /** Whether a condition holds; null where nobody knows. */
    static @Nullable Boolean truth(Term term) {
        return switch (now(term)) {
            case Lit(Object value) ->
                switch (value) {
                    case null -> false;
                    case Boolean truth -> truth;
                    case Double number -> number != 0;
                    default -> !value.equals("");
                };
            case Obj obj -> true;
            case Lst list -> true;
            case Fun fun -> true;
            case Kls kls -> true;
            case Either(var of) -> {
                var first = truth(of.getFirst());
                yield (first != null && of.stream().allMatch(each -> first.equals(truth(each)))) ? first : null;
            }
            default -> null;
        };
    }

    /** As text; what is not known is a hole. */
    static String text(Term term) {
        return switch (now(term)) {
            case Lit(Object value) -> value instanceof Double number ? number(number) : String.valueOf(value);
            case Lst list when !list.isOpen && list.items.stream().allMatch(Lit.class::isInstance) -> joined(",", list);
            default -> String.valueOf(Term.HOLE);
        };
    }

    /** The texts of a list, with something between them. */
    static String joined(String between, Lst list) {
        if (list.isOpen || list.isFiltered) {
            return String.valueOf(Term.HOLE);
        }
        var all = new StringBuilder();
        for (Term each : list.items) {
            all.append(all.isEmpty() ? "" : between).append(text(each));
            if (all.length() > LONGEST) {
                return all.append(Term.HOLE).toString();
            }
        }
        return all.toString();
    }

    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /** The text that it is, without holes; null where it is none. */
    static @Nullable String exact(@Nullable Term term) {
        return term != null
                        && now(term) instanceof Lit(Object value)
                        && value instanceof String text
                        && text.indexOf(Term.HOLE) < 0
                ? text
                : null;
    }

    /** What it holds, as a list; of what is not known, one thing that nobody knows. */
    static Lst list(Term term) {
        return switch (now(term)) {
            case Lst list -> list;
            case Obj map when map.isMap -> entries(map);
            case Obj obj -> {
                var keys = Lst.of(obj.fields.keySet().stream().map(Lit::new).toList());
                keys.isOpen = obj.isOpen;
                yield keys;
            }
            case Either(var of) -> {
                var all = new Lst();
                all.isFiltered = true;
                of.stream().map(Terms::list).forEach(each -> {
                    all.items.addAll(each.items);
                    all.isOpen |= each.isOpen;
                });
                yield all;
            }
            case Lit(Object value) when value == null -> new Lst();
            default -> {
                var open = new Lst();
                open.isOpen = true;
                yield open;
            }
        };
    }

    /** Names and values of an object, as pairs. */
    static Lst entries(Obj obj) {
        var all = new Lst();
        all.isOpen = obj.isOpen;
        obj.fields.forEach((key, value) -> all.items.add(Lst.of(List.of(new Lit(key), now(value)))));
        return all;
    }

    /** The names of classes that it stands below, its own first, as they are written or imported. */
    static List<String> names(Kls kls) {
        var all = new ArrayList<String>();
        names(kls, all, 0);
        return all;
    }

    private static void names(Kls kls, List<String> into, int depth) {
        into.add(String.valueOf(kls.cls.name()));
        for (Term base : depth > 12 ? List.<Term>of() : kls.bases) {
            switch (now(base)) {
                case Kls above -> names(above, into, depth + 1);
                case Term.Ref ref -> into.add(ref.last());
                case Term.Part(var of, var name) -> into.add(name);
                default -> {}
            }
        }
    }
}
