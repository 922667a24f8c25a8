package mcphub.scanner.surface;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.scanner.code.Ex;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** What operators give. */
final class Operators {
    private final Interpreter interpreter;
    private final Evaluator evaluator;

    Operators(Interpreter interpreter, Evaluator evaluator) {
        this.interpreter = interpreter;
        this.evaluator = evaluator;
    }

    /** What it gives. */
    Term apply(String op, List<Ex> of, Frame frame) {
        Term first = evaluator.eval(of.getFirst(), frame);
        Boolean truth = Terms.truth(first);
        return switch (op) {
            case "||", "or" ->
                truth == null
                        ? Terms.either(first, evaluator.perhaps(of.getLast(), frame))
                        : truth ? first : evaluator.eval(of.getLast(), frame);
            case "??" -> {
                boolean isKnown = first instanceof Lit || truth != null;
                yield !isKnown
                        ? Terms.either(first, evaluator.perhaps(of.getLast(), frame))
                        : first.equals(Term.NOTHING) ? evaluator.eval(of.getLast(), frame) : first;
            }
            case "&&", "and" ->
                truth == null
                        ? Terms.either(Term.NOTHING, evaluator.perhaps(of.getLast(), frame))
                        : truth ? evaluator.eval(of.getLast(), frame) : first;
            case "!", "not" -> truth == null ? Unknown.UNKNOWN : new Lit(!truth);
            case "void", "delete" -> Term.NOTHING;
            case "typeof" -> type(first);
            default -> {
                Term all = first;
                if (of.size() == 1) {
                    yield op.equals("-")
                            ? combined("-", new Lit(0.0), first)
                            : op.equals("+") ? first : step(op, of, first, frame);
                }
                for (Ex each : of.subList(1, of.size())) {
                    all = combined(op, all, evaluator.eval(each, frame));
                }
                yield all;
            }
        };
    }

    private Term step(String op, List<Ex> of, Term value, Frame frame) {
        if (op.equals("++") || op.equals("--")) {
            Term next = combined(op.substring(1), value, new Lit(1.0));
            if (of.getFirst() instanceof Ex.Name(int at, String name)) {
                frame.env().set(name, next, interpreter.maybe);
            }
        }
        return op.equals("++") || op.equals("--") ? value : Unknown.UNKNOWN;
    }

    private static Term type(Term of) {
        return switch (of) {
            case Lit(String text) -> new Lit("string");
            case Lit(Double number) -> new Lit("number");
            case Lit(Boolean truth) -> new Lit("boolean");
            case Lit(Object none) -> new Lit("undefined");
            case Obj obj -> new Lit("object");
            case Lst list -> new Lit("object");
            case Fun fun -> new Lit("function");
            case Kls kls -> new Lit("function");
            default -> Unknown.UNKNOWN;
        };
    }

    Term combined(String op, Term one, Term other) {
        Term a = Terms.now(one);
        Term b = Terms.now(other);
        if (op.equals("+")) {
            interpreter.spend(
                    a instanceof Lst list ? list.items.size() : b instanceof Lst list ? list.items.size() : 0);
            Term sum = plus(a, b);
            interpreter.spend(sum instanceof Lit(String text) ? text.length() / 50 : 0);
            return sum;
        }
        if (op.equals("|")) {
            return new Made(Unknown.UNKNOWN, "|", List.of(a, b), Map.of(), false);
        }
        if (op.equals("in") && b instanceof Obj obj && !obj.isOpen && a instanceof Lit(String key)) {
            return new Lit(obj.fields.containsKey(key));
        }
        if (List.of("===", "==", "is", "!==", "!=", "is not").contains(op)) {
            Boolean same = same(a, b);
            return same == null ? Unknown.UNKNOWN : new Lit(same != (op.startsWith("!") || op.equals("is not")));
        }
        return a instanceof Lit(Double x) && b instanceof Lit(Double y) ? counted(op, x, y) : Unknown.UNKNOWN;
    }

    private static Term plus(Term a, Term b) {
        if (a instanceof Lit(Double x) && b instanceof Lit(Double y)) {
            return new Lit(x + y);
        }
        if (a instanceof Lst || b instanceof Lst) {
            var one = Terms.list(a);
            var both = one.like(one.items);
            var more = Terms.list(b);
            both.items.addAll(more.items);
            both.isOpen |= more.isOpen;
            both.isFiltered |= more.isFiltered;
            return both;
        }
        return a instanceof Unknown && b instanceof Unknown ? a : Terms.lit(Terms.text(a) + Terms.text(b));
    }

    private static @Nullable Boolean same(Term a, Term b) {
        if (a instanceof Lit(Object x) && b instanceof Lit(Object y)) {
            boolean isHoled =
                    Terms.text(a).indexOf(Term.HOLE) >= 0 || Terms.text(b).indexOf(Term.HOLE) >= 0;
            return isHoled ? null : Objects.equals(x, y);
        }
        boolean isOne = a.equals(Term.NOTHING) && Terms.truth(b) != null;
        return (isOne || (b.equals(Term.NOTHING) && Terms.truth(a) != null)) ? false : null;
    }

    private static Term counted(String op, double x, double y) {
        return switch (op) {
            case "-" -> new Lit(x - y);
            case "*" -> new Lit(x * y);
            case "/" -> new Lit(x / y);
            case "%" -> new Lit(x % y);
            case "**" -> new Lit(Math.pow(x, y));
            case "<" -> new Lit(x < y);
            case "<=" -> new Lit(x <= y);
            case ">" -> new Lit(x > y);
            case ">=" -> new Lit(x >= y);
            default -> Unknown.UNKNOWN;
        };
    }
}
