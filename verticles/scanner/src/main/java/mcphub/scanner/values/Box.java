package mcphub.scanner.values;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Cls;
import org.jspecify.annotations.Nullable;

/** An object or list that may change; several variables may hold the same one. */
public final class Box {
    private static final int MOST_FIELDS = 2_000;
    /** Of a list, or by names that are not known: what any of its values may be. */
    public Value any = Value.UNKNOWN;

    /** Fields that are known to be just this. */
    public final Set<String> exact = new HashSet<>();

    public boolean isList;
    public final Map<String, Value> fields = new LinkedHashMap<>();
    public @Nullable Cls cls;
    public @Nullable Scope scope;

    /** What it holds under a name. */
    public Value get(String name) {
        var found = fields.get(name);
        if (found != null && exact.contains(name)) {
            return found;
        }
        return found == null ? any : any.isUnknown() ? found : found.or(any);
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

    /** All that it may hold, as one. */
    public Value all() {
        Value all = any;
        int n = 0;
        for (Value each : fields.values()) {
            if (++n > 64) {
                break;
            }
            all = all.isUnknown() ? each : all.or(each);
        }
        return all;
    }
}
