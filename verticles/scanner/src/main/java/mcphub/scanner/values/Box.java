package mcphub.scanner.values;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Cls;
import org.jspecify.annotations.Nullable;

/** An object or list that may change; several variables may hold the same one. */
public final class Box {
    private static final int MOST_FIELDS = 2_000;
    private static final int MOST_LOOKED_AT = 32;
    private static final int MOST_IN_ORDER = 64;
    /** Of a list, or by names that are not known: what any of its values may be. */
    public Value any = Value.UNKNOWN;

    /** Of a map: what its names may be, where they are not known. */
    public Value keys = Value.UNKNOWN;

    /** Fields that are known to be just this. */
    public final Set<String> exact = new HashSet<>();

    /** Of a class: the names of classes of packages that it stands below. */
    public final Set<String> bases = new HashSet<>();

    public boolean isList;
    /** Whether it holds the arguments that a call gives by name. */
    public boolean isNamed;
    /** What a call of it calls, with what stands in {@link #bound} in front; null where nobody calls it. */
    public @Nullable Value target;

    /** Whether it is a function that keeps what it is called with, as those are that a promise is made with. */
    public boolean isKept;

    public List<Value> bound = List.of();
    public final Map<String, Value> fields = new LinkedHashMap<>();
    public @Nullable Cls cls;
    public @Nullable Scope scope;

    /** Whether it is an object of a class, or a class. */
    public boolean isObject() {
        return cls != null;
    }

    /** What it holds under a name. */
    public Value get(String name) {
        var found = fields.get(name);
        if (found != null && exact.contains(name)) {
            return found;
        }
        // one of many is not all of them
        Value other = any.unmarked(Label.ENVIRONMENT | Label.TEXT | (isList ? 0 : Label.HOARD));
        return found == null ? other : other.isUnknown() ? found : found.or(other);
    }

    /** Puts it there, beside what was there. */
    public void put(String name, Value value) {
        if (fields.size() < MOST_FIELDS || fields.containsKey(name)) {
            var before = fields.get(name);
            fields.put(name, before == null ? value : before.or(value));
        } else {
            any = any.or(value);
        }
    }

    /** Puts it behind what a list holds; into a set or map, where nobody knows. */
    public void push(Value value) {
        if (isList && any.isUnknown() && fields.size() < MOST_IN_ORDER) {
            fields.put(Integer.toString(fields.size()), value);
        } else {
            any = any.isUnknown() ? value : any.or(value);
        }
    }

    /** All that it may hold, as one. */
    public Value all() {
        if (fields.isEmpty()) {
            return any;
        }
        var values = fields.size() > MOST_LOOKED_AT
                ? fields.values().stream().limit(MOST_LOOKED_AT).toList()
                : List.copyOf(fields.values());
        return any.isUnknown()
                ? values.size() == 1
                        ? values.getFirst()
                        : Joins.any(values.getFirst(), values.subList(1, values.size()))
                : Joins.any(any, values);
    }

    /** Whose what it holds is. */
    public int labels() {
        int labels = any.labels();
        int n = 0;
        for (Value each : fields.values()) {
            if (++n > MOST_LOOKED_AT) {
                break;
            }
            labels |= each.labels();
        }
        return labels;
    }
}
