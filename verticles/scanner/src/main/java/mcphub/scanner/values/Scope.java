package mcphub.scanner.values;

import java.util.HashMap;
import java.util.Map;
import mcphub.scanner.code.Ex;
import org.jspecify.annotations.Nullable;

/** Variables, and those around them. */
public final class Scope {
    public final @Nullable Scope around;
    public final String file;
    /** How it was written where it was so in several places. */
    private static final Ex NOT_KNOWN = new Ex.Lit(-1, null);

    private final boolean isFunction;
    private final Map<String, Ex> written = new HashMap<>();
    private final Map<String, Ex> flags = new HashMap<>();
    private Map<String, Value> variables = new HashMap<>();

    public Scope(@Nullable Scope around, String file, boolean isFunction) {
        this.around = around;
        this.file = file;
        this.isFunction = isFunction;
    }

    /** A variable is set to true where a condition holds; nobody knows what it says where it is set in several ways. */
    public void flags(String name, Ex test) {
        for (Scope each = this; each != null; each = each.around) {
            if (each.variables.containsKey(name)) {
                each.flags.merge(name, test, (before, now) -> before.at() == now.at() ? now : NOT_KNOWN);
                return;
            }
        }
    }

    /** The condition under which a variable is set to true; null where it is not known. */
    public @Nullable Ex flag(String name) {
        for (Scope each = this; each != null; each = each.around) {
            if (each.variables.containsKey(name)) {
                Ex test = each.flags.get(name);
                return test == null || test.at() < 0 ? null : test;
            }
        }
        return null;
    }

    /** How the value of a variable was written, for those that say whether something is so. */
    public void wrote(String name, Ex how) {
        for (Scope each = this; each != null; each = each.around) {
            if (each.variables.containsKey(name)) {
                each.written.merge(name, how, (before, now) -> before.at() == now.at() ? now : NOT_KNOWN);
                return;
            }
        }
    }

    /** Null where it is not known. */
    public @Nullable Ex written(String name) {
        for (Scope each = this; each != null; each = each.around) {
            if (each.variables.containsKey(name)) {
                return each.written.get(name);
            }
        }
        return null;
    }

    /** Whether it is declared, but not in the function that this is in. */
    public boolean isOutside(String name) {
        boolean isInside = true;
        for (Scope each = this; each != null; each = each.around) {
            if (each.variables.containsKey(name)) {
                return !isInside;
            }
            isInside &= !each.isFunction;
        }
        return false;
    }

    /** Null for a name that nobody declared. */
    public @Nullable Value get(String name) {
        for (Scope each = this; each != null; each = each.around) {
            var found = each.variables.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    public void declare(String name, Value value) {
        variables.put(name, value);
    }

    /** Sets it where it was declared; outside of the function beside what it was, for nobody knows when this runs. */
    public void set(String name, Value value) {
        boolean isInside = true;
        for (Scope each = this; each != null; each = each.around) {
            var before = each.variables.get(name);
            if (before != null) {
                each.variables.put(name, isInside ? value : before.or(value));
                return;
            }
            isInside &= !each.isFunction;
        }
        variables.put(name, value);
    }

    /** The variables of the function, as they are now. */
    public Map<Scope, Map<String, Value>> kept() {
        var kept = new HashMap<Scope, Map<String, Value>>();
        for (Scope each = this; each != null; each = each.around) {
            kept.put(each, new HashMap<>(each.variables));
            if (each.isFunction) {
                break;
            }
        }
        return kept;
    }

    /** Makes them what they were. */
    public static void restore(Map<Scope, Map<String, Value>> kept) {
        kept.forEach((scope, variables) -> scope.variables = new HashMap<>(variables));
    }

    /** Makes them what they are on either way. */
    public static void join(Map<Scope, Map<String, Value>> other) {
        other.forEach((scope, variables) -> variables.forEach((name, value) -> {
            var here = scope.variables.get(name);
            scope.variables.put(name, here == null ? value : here.or(value));
        }));
    }
}
