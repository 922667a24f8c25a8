package mcphub.scanner.surface;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables, and those around them. */
final class Env {
    private final @Nullable Env around;
    /** How many conditions that are not known it was made under. */
    private final int level;

    private final Map<String, Term> variables = new LinkedHashMap<>();

    Env(@Nullable Env around, int level) {
        this.around = around;
        this.level = level;
    }

    void declare(String name, Term value) {
        variables.put(name, value);
    }

    /** Those of its own. */
    Map<String, Term> all() {
        return new LinkedHashMap<>(variables);
    }

    /** Null for a name that nobody declared. */
    @Nullable
    Term get(String name) {
        for (Env each = this; each != null; each = each.around) {
            var found = each.variables.get(name);
            if (found != null) {
                return Terms.now(found);
            }
        }
        return null;
    }

    /** Sets it where it was declared: beside what it was, where a condition decides that was not there when it was made. */
    void set(String name, Term value, int level) {
        Env last = this;
        for (Env each = this; each != null; each = each.around) {
            var before = each.variables.get(name);
            if (before != null) {
                each.variables.put(name, level > each.level ? Terms.beside(before, value) : value);
                return;
            }
            last = each;
        }
        last.variables.put(name, value);
    }
}
