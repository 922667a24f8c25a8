package mcphub.scanner.run;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the names of variables, properties and headers say of what is in them. */
final class Naming {
    private enum What {
        SECRET,
        OPERATORS,
        UNGUESSABLE,
        HARMLESS,
        NEUTRAL,
        REDACTS
    }

    static final Naming NONE = new Naming(Map.of());
    private static final int LONGEST = 60;
    private final Map<What, Pattern> patterns = new EnumMap<>(What.class);
    private final Map<What, Map<String, Boolean>> known = new EnumMap<>(What.class);

    private Naming(Map<?, ?> names) {
        for (What each : What.values()) {
            Object like = names.get(each.name().toLowerCase(Locale.ROOT));
            patterns.put(each, Pattern.compile(like == null ? "(?!)" : String.valueOf(like)));
        }
        forget();
    }

    /** As the models have them. */
    static Naming of(Map<?, ?> names) {
        return new Naming(names);
    }

    void forget() {
        for (What each : What.values()) {
            known.put(each, new HashMap<>());
        }
    }

    /** Whether it is the name of a secret; some names are only where the operator gave it. */
    boolean isSecret(String name, boolean isOperators) {
        return (is(What.SECRET, name) || (isOperators && is(What.OPERATORS, name))) && !is(What.HARMLESS, name);
    }

    /** Whether nobody may guess what is called this. */
    boolean isUnguessable(String name) {
        return is(What.UNGUESSABLE, name) && !is(What.HARMLESS, name);
    }

    /** Whether what is called this is no secret, whatever else it may have been. */
    boolean isNeutral(String name) {
        return is(What.NEUTRAL, name);
    }

    /** Whether a function of this name takes secrets out. */
    boolean isRedacting(String name) {
        return is(What.REDACTS, name);
    }

    private boolean is(What what, String name) {
        var like = patterns.get(what);
        return like != null
                && name.length() <= LONGEST
                && known.getOrDefault(what, Map.of())
                        .computeIfAbsent(name, each -> like.matcher(words(each)).find());
    }

    /** In small letters, with a blank between words. */
    static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1 $2")
                .replaceAll("[^A-Za-z0-9]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
