package mcphub.scanner.values;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value.
 *
 * @param labels whose it is, see {@link Label}; 0: nobody's who matters
 * @param safe what it is harmless for, see {@link Safe}
 * @param shapes the texts that it may be, with holes: {@link #FOREIGN} for a part with labels, {@link #OTHER} for one that is not known
 * @param refs what of other packages it may be, such as {@code child_process.exec}
 * @param closures functions that it may be
 * @param boxes objects that it may be
 * @param step where it came from
 */
public record Value(
        int labels,
        int safe,
        Set<String> shapes,
        Set<String> refs,
        List<Closure> closures,
        List<Box> boxes,
        @Nullable Step step) {
    public static final char FOREIGN = '\1';
    public static final char OTHER = '\2';
    private static final int MOST = 12;
    private static final int MOST_OBJECTS = 60;
    private static final int LONGEST = 600;

    public static final Value UNKNOWN =
            new Value(0, 0, Set.of(String.valueOf(OTHER)), Set.of(), List.of(), List.of(), null);

    /** Exactly this text. */
    public static Value text(String text) {
        String plain = text.indexOf(FOREIGN) < 0 && text.indexOf(OTHER) < 0 ? text : text.replaceAll("[\1\2]", " ");
        return new Value(
                0,
                0,
                Set.of(plain.length() > LONGEST ? plain.substring(0, LONGEST) + OTHER : plain),
                Set.of(),
                List.of(),
                List.of(),
                null);
    }

    public static Value ref(String ref) {
        return new Value(0, 0, UNKNOWN.shapes, Set.of(ref), List.of(), List.of(), null);
    }

    public static Value of(Closure closure) {
        return new Value(0, 0, UNKNOWN.shapes, Set.of(), List.of(closure), List.of(), null);
    }

    public static Value of(Box box) {
        return new Value(0, 0, UNKNOWN.shapes, Set.of(), List.of(), List.of(box), null);
    }

    /** Somebody's. */
    public static Value foreign(int labels, Step step) {
        return new Value(labels, 0, Set.of(String.valueOf(FOREIGN)), Set.of(), List.of(), List.of(), step);
    }

    /** Whether all that it may be is known. */
    public boolean isConstant() {
        return shapes.stream().allMatch(Value::isPlain);
    }

    private static boolean isPlain(String shape) {
        return shape.indexOf(FOREIGN) < 0 && shape.indexOf(OTHER) < 0;
    }

    /** Whether nothing is known of it. */
    @SuppressWarnings("ReferenceEquality") // there is one of it, and it is asked for everywhere
    public boolean isUnknown() {
        return this == UNKNOWN;
    }

    /** Whether somebody chose it whom nobody trusts. */
    public boolean isForeign() {
        return (labels & Label.FOREIGN) != 0;
    }

    /** Whether somebody may have chosen it, who is to be kept from this. */
    public boolean isTainted(int kind) {
        return labels != 0 && (safe & kind) != kind;
    }

    /** The text where there is only one; null otherwise. */
    public @Nullable String only() {
        return shapes.size() == 1 && isConstant() ? shapes.iterator().next() : null;
    }

    /** This or that. */
    public Value or(Value other) {
        if (equals(other) || (other.isUnknown() && labels != 0)) {
            return this;
        }
        if (isUnknown() && other.labels != 0) {
            return other;
        }
        var all = new TreeSet<>(shapes);
        all.addAll(other.shapes);
        if (all.size() > MOST) {
            all.clear();
            all.add(String.valueOf((labels | other.labels) == 0 ? OTHER : FOREIGN));
        }
        int harmless = labels == 0 ? other.safe : other.labels == 0 ? safe : safe & other.safe;
        return new Value(
                labels | other.labels,
                harmless,
                all,
                union(refs, other.refs),
                union(closures, other.closures),
                isWhole() || other.isWhole() ? List.of() : union(boxes, other.boxes),
                labels == 0 ? other.step : step);
    }

    /** Whether all that may be in it is somebody's, so that nothing known of another one holds for it. */
    private boolean isWhole() {
        return isForeign() && boxes.isEmpty() && closures.isEmpty();
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        if (one.isEmpty() || one.equals(other)) {
            return one.isEmpty() ? other : one;
        }
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all.size() > MOST ? one : all;
    }

    private static <T> List<T> union(List<T> one, List<T> other) {
        if (other.isEmpty() || one.equals(other)) {
            return one;
        }
        var all = new ArrayList<>(one);
        for (T each : other) {
            if (all.size() < MOST_OBJECTS && all.stream().noneMatch(had -> had.equals(each))) {
                all.add(each);
            }
        }
        return all;
    }

    /** The texts one after the other. */
    public static Value concat(List<Value> parts) {
        Set<String> all = Set.of("");
        int labels = 0;
        int safe = Safe.ALL;
        Step step = null;
        for (Value part : parts) {
            if (part.labels != 0) {
                boolean isFirst = (labels & Label.FOREIGN) == 0 && (part.labels & Label.FOREIGN) != 0;
                // what the operator chose is not made worse, or better, by what others did
                safe = isFirst
                        ? part.safe
                        : (labels & Label.FOREIGN) != 0 && (part.labels & Label.FOREIGN) == 0 ? safe : safe & part.safe;
                step = step == null || isFirst ? part.step : step;
                labels |= part.labels;
            }
            var next = new TreeSet<String>();
            for (String before : all) {
                for (String shape : part.shapes) {
                    String text = before + shape;
                    if (next.size() < MOST) {
                        next.add(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
                    }
                }
            }
            all = next;
        }
        return new Value(labels, labels == 0 ? 0 : safe, all, Set.of(), List.of(), List.of(), step);
    }

    /** Somebody else's text that was made of this: the labels stay, the text is not known. */
    public Value derived() {
        return labels == 0
                ? UNKNOWN
                : new Value(labels, safe, Set.of(String.valueOf(FOREIGN)), Set.of(), List.of(), List.of(), step);
    }

    public Value with(int harmless) {
        return labels == 0 ? this : new Value(labels, safe | harmless, shapes, refs, closures, boxes, step);
    }

    /** No longer harmless for these. */
    public Value without(int harmless) {
        return labels == 0 || (safe & harmless) == 0
                ? this
                : new Value(labels, safe & ~harmless, shapes, refs, closures, boxes, step);
    }

    public Value from(Step later) {
        return labels == 0 ? this : new Value(labels, safe, shapes, refs, closures, boxes, later);
    }

    /** The labels of another one beside its own. */
    public Value mixed(Value other) {
        if (other.labels == 0) {
            return this;
        }
        return new Value(
                labels | other.labels,
                labels == 0 ? other.safe : safe & other.safe,
                Set.of(String.valueOf(FOREIGN)),
                refs,
                closures,
                boxes,
                labels == 0 ? other.step : step);
    }

    /** One of these texts, and nobody's any more. */
    public static Value oneOf(Set<String> texts) {
        return new Value(0, 0, texts, Set.of(), List.of(), List.of(), null);
    }
}
