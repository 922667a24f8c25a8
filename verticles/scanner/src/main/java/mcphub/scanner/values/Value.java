package mcphub.scanner.values;

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
    static final int MOST = 12;
    static final int MOST_OBJECTS = 24;
    static final int LONGEST = 600;
    /** Of a text that stands in the code as it is, such as what describes a tool. */
    private static final int LONGEST_PLAIN = 4_000;

    public static final Value UNKNOWN =
            new Value(0, 0, Set.of(String.valueOf(OTHER)), Set.of(), List.of(), List.of(), null);

    /** Exactly this text. */
    public static Value text(String text) {
        String plain = text.indexOf(FOREIGN) < 0 && text.indexOf(OTHER) < 0 ? text : text.replaceAll("[\1\2]", " ");
        return new Value(
                0,
                0,
                Set.of(plain.length() > LONGEST_PLAIN ? plain.substring(0, LONGEST_PLAIN) + OTHER : plain),
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

    /** Whether it is anybody's. */
    public boolean isOwned() {
        return (labels & Label.OWNED) != 0;
    }

    /** Whether it is all of this. */
    public boolean is(int mark) {
        return (labels & mark) == mark;
    }

    /** Whether somebody may have chosen it, who is to be kept from this. */
    public boolean isTainted(int kind) {
        return isOwned() && (safe & kind) != kind;
    }

    /** The text where there is only one; null otherwise. */
    public @Nullable String only() {
        return shapes.size() == 1 && isConstant() ? shapes.iterator().next() : null;
    }

    /** This or that. */
    @SuppressWarnings("ReferenceEquality") // most are the very same
    public Value or(Value other) {
        if (this == other || equals(other) || (other.isUnknown() && labels != 0)) {
            return this;
        }
        if (isUnknown() && other.labels != 0) {
            return other;
        }
        if (covers(other)) {
            return this;
        }
        if (other.covers(this)) {
            return other;
        }
        var all = new TreeSet<>(shapes);
        all.addAll(other.shapes);
        if (all.size() > MOST) {
            all.clear();
            all.add(String.valueOf(isOwned() || other.isOwned() ? FOREIGN : OTHER));
        }
        int harmless = !isOwned() ? other.safe : !other.isOwned() ? safe : safe & other.safe;
        return new Value(
                labels | other.labels,
                harmless,
                all,
                Joins.union(refs, other.refs),
                Joins.union(closures, other.closures),
                isWhole() || other.isWhole() ? List.of() : Joins.union(boxes, other.boxes),
                !isOwned() && other.step != null ? other.step : step);
    }

    /** Whether it says all that the other one says. */
    private boolean covers(Value other) {
        return (other.labels & ~labels) == 0
                && (!other.isOwned() || (safe & ~other.safe) == 0)
                && (!other.isWhole() || boxes.isEmpty())
                && shapes.containsAll(other.shapes)
                && refs.containsAll(other.refs)
                && closures.containsAll(other.closures)
                && boxes.containsAll(other.boxes);
    }

    /** Whether all that may be in it is somebody's, so that nothing known of another one holds for it. */
    boolean isWhole() {
        return isForeign() && boxes.isEmpty() && closures.isEmpty();
    }

    /** The texts one after the other. */
    public static Value concat(List<Value> parts) {
        return Joins.concat(parts);
    }

    /** Somebody else's text that was made of this: whose it is stays, not what it is; the text is not known. */
    public Value derived() {
        return (labels & Label.KEPT) != 0
                ? new Value(
                        labels & Label.KEPT,
                        safe,
                        Set.of(String.valueOf(isOwned() ? FOREIGN : OTHER)),
                        Set.of(),
                        List.of(),
                        List.of(),
                        step)
                : UNKNOWN;
    }

    /** The same, and all of this, too. */
    public Value marked(int marks) {
        return is(marks) ? this : new Value(labels | marks, safe, shapes, refs, closures, boxes, step);
    }

    /** The same, and not known to be any of this. */
    public Value unmarked(int marks) {
        if ((labels & marks) == 0) {
            return this;
        }
        return labels == marks && refs.isEmpty() && closures.isEmpty() && boxes.isEmpty() && !isConstant()
                ? UNKNOWN
                : new Value(labels & ~marks, safe, shapes, refs, closures, boxes, step);
    }

    public Value with(int harmless) {
        return labels == 0 ? this : new Value(labels, safe | harmless, shapes, refs, closures, boxes, step);
    }

    /** The same, where it is known how it begins. */
    public Value beginning(String beginning) {
        return new Value(labels, safe, Set.of(beginning + FOREIGN), refs, closures, boxes, step);
    }

    /** The same, where its first word is one of these. */
    public Value beginning(Set<String> words) {
        var all = new TreeSet<String>();
        words.stream().limit(MOST).forEach(word -> all.add(word + ' ' + FOREIGN));
        return new Value(labels, safe, all, refs, closures, boxes, step);
    }

    /** With holes that are nobody's who matters. */
    Value masked() {
        var all = new TreeSet<String>();
        shapes.forEach(shape -> all.add(shape.replace(FOREIGN, OTHER)));
        return new Value(labels, safe, all, refs, closures, boxes, step);
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
        if (!other.isOwned()) {
            return (other.labels & Label.CARRIED) == 0
                    ? this
                    : new Value(
                            labels | (other.labels & Label.CARRIED),
                            safe,
                            shapes,
                            refs,
                            closures,
                            boxes,
                            step == null ? other.step : step);
        }
        return new Value(
                labels | (other.labels & Label.KEPT),
                isOwned() ? safe & other.safe : other.safe,
                Set.of(String.valueOf(FOREIGN)),
                refs,
                closures,
                boxes,
                isOwned() ? step : other.step);
    }

    /** One of these texts, and nobody's any more. */
    public static Value oneOf(Set<String> texts) {
        return new Value(0, 0, texts, Set.of(), List.of(), List.of(), null);
    }
}
