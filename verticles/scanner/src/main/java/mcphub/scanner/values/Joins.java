package mcphub.scanner.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Values that are several values: any of them, or one behind the other. */
final class Joins {
    private Joins() {}

    /** Any of these, and what else it may be. */
    static Value any(Value first, Collection<Value> others) {
        int labels = first.labels();
        int safe = first.isOwned() ? first.safe() : Safe.ALL;
        boolean isWhole = first.isWhole();
        Step step = first.step();
        var shapes = new TreeSet<>(first.shapes());
        var refs = new LinkedHashSet<>(first.refs());
        var closures = new LinkedHashSet<>(first.closures());
        var boxes = new LinkedHashSet<>(first.boxes());
        for (Value each : others) {
            step = (labels & Label.OWNED) == 0 ? each.step() : step;
            safe &= each.isOwned() ? each.safe() : Safe.ALL;
            labels |= each.labels();
            isWhole |= each.isWhole();
            shapes.addAll(each.shapes());
            refs.addAll(each.refs());
            closures.addAll(each.closures());
            boxes.addAll(each.boxes());
        }
        return new Value(
                labels,
                (labels & Label.OWNED) == 0 ? 0 : safe,
                shapes.size() > Value.MOST
                        ? Set.of(String.valueOf((labels & Label.OWNED) == 0 ? Value.OTHER : Value.FOREIGN))
                        : shapes,
                refs.stream().limit(Value.MOST).collect(Collectors.toCollection(LinkedHashSet::new)),
                closures.stream().limit(Value.MOST_OBJECTS).toList(),
                isWhole ? List.of() : boxes.stream().limit(Value.MOST_OBJECTS).toList(),
                step);
    }

    /** The texts one after the other. */
    static Value concat(List<Value> parts) {
        Set<String> all = Set.of("");
        int labels = 0;
        int safe = Safe.ALL;
        Step step = null;
        boolean isForeign = parts.stream().anyMatch(Value::isForeign);
        for (Value given : parts) {
            // what the operator chose is not what somebody else chose
            Value part = isForeign && given.labels() != 0 && !given.isForeign() ? given.masked() : given;
            labels |= part.labels() & (Label.MARKS | Label.CARRIED);
            step = step == null && (part.labels() & Label.CARRIED) != 0 ? part.step() : step;
            if (part.isOwned()) {
                boolean isFirst = (labels & Label.FOREIGN) == 0 && (part.labels() & Label.FOREIGN) != 0;
                // what the operator chose is not made worse, or better, by what others did
                safe = isFirst
                        ? part.safe()
                        : (labels & Label.FOREIGN) != 0 && (part.labels() & Label.FOREIGN) == 0
                                ? safe
                                : safe & part.safe();
                step = step == null || isFirst ? part.step() : step;
                labels |= part.labels();
            }
            var next = new TreeSet<String>();
            for (String before : all) {
                for (String shape : part.shapes()) {
                    String text = before + shape;
                    if (next.size() < Value.MOST) {
                        next.add(text.length() > Value.LONGEST ? text.substring(0, Value.LONGEST) : text);
                    }
                }
            }
            all = next;
        }
        return new Value(labels, (labels & Label.OWNED) == 0 ? 0 : safe, all, Set.of(), List.of(), List.of(), step);
    }

    static Set<String> union(Set<String> one, Set<String> other) {
        if (one.isEmpty() || one.equals(other)) {
            return one.isEmpty() ? other : one;
        }
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all.size() > Value.MOST ? one : all;
    }

    static <T> List<T> union(List<T> one, List<T> other) {
        if (other.isEmpty() || one.equals(other)) {
            return one;
        }
        var all = new ArrayList<>(one);
        for (T each : other) {
            if (all.size() < Value.MOST_OBJECTS && all.stream().noneMatch(had -> had.equals(each))) {
                all.add(each);
            }
        }
        return all;
    }
}
