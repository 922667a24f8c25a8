package mcphub.policy.launch;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flags of one command: whether each takes the next word, and what it does. */
record Flags(Map<String, Flag> known) {
    /** Nothing but words. */
    static final Flags NONE = new Flags(Map.of());

    /** Whether the next word is its own: always, never, only behind {@code =}, or nobody can tell. */
    enum Takes {
        VALUE,
        ALONE,
        OPTIONAL,
        UNSURE
    }

    /** What it does beside; see {@code roles} in the file. */
    enum Role {
        NONE,
        PACKAGE,
        WITH,
        REGISTRY,
        CONFIG,
        TAG,
        SELECTS,
        CALL,
        UNREAD,
        LOADS,
        ELSEWHERE,
        OTHER,
        ENDS
    }

    record Flag(Takes takes, Role role) {}

    @Nullable
    Flag get(String name) {
        return known.get(name);
    }

    /** Tables in the shape {@code {tool, value, alone, optional, unsure}}, the later ones by hand; then the roles, each of a flag that a table has. */
    static Flags of(String name, Section generated, Section byHand, Section roles) {
        var known = new HashMap<String, Flag>();
        for (var table : new Section[] {generated, byHand}) {
            table.only("tool", "value", "alone", "optional", "unsure");
            for (var takes : Takes.values()) {
                for (String flag : table.words(takes.name().toLowerCase(Locale.ROOT))) {
                    var before = known.put(flag, new Flag(takes, Role.NONE));
                    if (before != null && before.takes() != takes) {
                        throw new IllegalArgumentException(
                                "launchers.yaml: " + name + ' ' + flag + " takes two things");
                    }
                }
            }
        }
        for (String key : roles.keys()) {
            var role = Role.valueOf(key.toUpperCase(Locale.ROOT));
            for (String flag : roles.words(key)) {
                var has = known.get(flag);
                if (has == null) {
                    throw new IllegalArgumentException("launchers.yaml: " + name + " has no flag " + flag);
                }
                known.put(flag, new Flag(has.takes(), role));
            }
        }
        return new Flags(Map.copyOf(known));
    }
}
