package mcphub.policy.launch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.policy.launch.Flags.Flag;
import mcphub.policy.launch.Flags.Role;
import mcphub.policy.launch.Flags.Takes;
import mcphub.policy.launch.Launchers.Launcher;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words behind a launcher's name. A flag that is not known may take the next word or not, so that what follows it may be the package or not: such a line is not read any further.
 */
final class Arguments {
    /** Others may be secrets. */
    private static final Pattern SHOWN = Pattern.compile("--[a-z]+(-[a-z]+){0,4}|-[A-Za-z]");

    private static final Pattern SCOPED = Pattern.compile("--(@[^:/]+):registry");
    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    private final Launcher launcher;
    private final List<String> verb;
    private final List<String> words;
    private final List<String> packages = new ArrayList<>();
    private final List<String> with = new ArrayList<>();
    private final List<String> behind = new ArrayList<>();
    private final List<String> cautions = new ArrayList<>();
    private final Map<String, String> scopes = new HashMap<>();
    private int verbs;
    private @Nullable String first;
    private @Nullable String registry;
    private @Nullable String tag;
    private @Nullable String selects;
    private @Nullable String unread;

    private Arguments(Launcher launcher, List<String> verb, List<String> words) {
        this.launcher = launcher;
        this.verb = verb;
        this.words = words;
    }

    /** What the words say; null where the verb does not stand in front of what is no flag. */
    static @Nullable Told read(Launcher launcher, List<String> verb, List<String> words) {
        var arguments = new Arguments(launcher, verb, words);
        return arguments.run() ? arguments.told() : null;
    }

    private boolean run() {
        int i = 0;
        while (i < words.size() && unread == null) {
            String word = words.get(i);
            if (word.equals("--")) {
                if (verbs < verb.size()) {
                    return false;
                }
                rest(first == null ? i + 1 : words.size());
                behind.addAll(first == null ? List.of() : words.subList(i + 1, words.size()));
                break;
            }
            if (word.startsWith("-") && word.length() > 1) {
                i = flag(i);
            } else if (verbs < verb.size()) {
                if (!word.equals(verb.get(verbs))) {
                    return false;
                }
                verbs++;
                i++;
            } else if (launcher.throughout()) {
                if (first == null) {
                    first = word;
                } else {
                    behind.add(word);
                }
                i++;
            } else {
                rest(i);
                break;
            }
        }
        // a flag in front of the verb that is not known: it is read if the verb stands somewhere behind it
        return verbs == verb.size() || (unread != null && words.containsAll(verb));
    }

    private void rest(int from) {
        if (from < words.size()) {
            first = words.get(from);
            behind.addAll(words.subList(from + 1, words.size()));
        }
    }

    private @Nullable Flag known(String name) {
        var table = verbs < verb.size() ? launcher.before() : launcher.flags();
        var flag = table.get(name);
        if (flag == null && launcher.npm() && name.startsWith("--no-")) {
            var positive = table.get("--" + name.substring(5));
            if (positive == null || positive.takes() == Takes.VALUE) {
                return null;
            }
            // npx takes the word behind a negated flag for its value and reads on, npm does not
            return new Flag(launcher.throughout() ? Takes.ALONE : Takes.UNSURE, Role.NONE);
        }
        if (flag == null && launcher.npm() && SCOPED.matcher(name).matches()) {
            return new Flag(Takes.VALUE, Role.REGISTRY);
        }
        return flag;
    }

    /** Reads the flag at a place; the place of the word behind it and its value. */
    private int flag(int i) {
        String word = words.get(i);
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        var flag = known(name);
        if (flag == null) {
            if (launcher.clusters() && !word.startsWith("--") && word.length() > 2) {
                return cluster(i);
            }
            if (first == null || isMeant(name)) {
                unread = SHOWN.matcher(name).matches()
                        ? "its " + name + " is not known"
                        : "one of its flags is not known";
            }
            return i + 1;
        }
        String next = i + 1 < words.size() ? words.get(i + 1) : null;
        return switch (flag.takes()) {
            case VALUE ->
                equals >= 0 ? done(name, flag, word.substring(equals + 1), i + 1) : value(name, flag, next, i);
            case OPTIONAL -> done(name, flag, equals < 0 ? "" : word.substring(equals + 1), i + 1);
            case UNSURE -> {
                if (equals < 0 && next != null && !next.startsWith("-")) {
                    unread = "its " + name + " may take the next word or not";
                }
                yield done(name, flag, "", i + 1);
            }
            case ALONE -> {
                if (launcher.npm() && equals < 0 && next != null && LITERALS.contains(next)) {
                    unread = "its " + name + " may take the next word or not";
                }
                yield done(name, flag, "", i + 1);
            }
        };
    }

    private int value(String name, Flag flag, @Nullable String next, int i) {
        if (next == null || (next.startsWith("-") && !launcher.dashed())) {
            unread = "its " + name + " has no value";
        }
        return done(name, flag, next == null ? "" : next, i + 2);
    }

    /** Several short flags in one word; the last one may have its value in it. */
    private int cluster(int i) {
        String word = words.get(i);
        for (int at = 1; at < word.length(); at++) {
            String name = "-" + word.charAt(at);
            var flag = known(name);
            if (flag == null) {
                unread = "one of its flags is not known";
                return i + 1;
            }
            if (flag.takes() != Takes.ALONE) {
                String glued = word.substring(at + 1);
                if (flag.takes() == Takes.VALUE && glued.isEmpty()) {
                    return value(name, flag, i + 1 < words.size() ? words.get(i + 1) : null, i);
                }
                return done(name, flag, glued.startsWith("=") ? glued.substring(1) : glued, i + 1);
            }
            done(name, flag, "", i);
        }
        return i + 1;
    }

    private int done(String name, Flag flag, String value, int next) {
        switch (flag.role()) {
            case NONE, ENDS -> {}
            case PACKAGE -> packages.addAll(split(value));
            case WITH -> with.addAll(split(value));
            case REGISTRY -> registry(name, value);
            case CONFIG ->
                registry = registry != null
                        ? registry
                        : launcher.ecosystem().equals("npm") ? Registries.NPMRC : Registries.SETTINGS;
            case TAG -> tag = value;
            case SELECTS -> selects = name;
            case CALL -> unread = "its " + name + " runs a line of its own";
            case UNREAD -> unread = "its " + name + " brings in what is not read";
            case LOADS -> cautions.add("Its " + name + " may load other code into it");
            case ELSEWHERE -> cautions.add("Its " + name + " may start it on another machine");
            case OTHER -> cautions.add("Its " + name + " starts another program than the image's own");
        }
        return next;
    }

    private List<String> split(String value) {
        return launcher.ecosystem().equals("pypi") ? PypiSource.split(value) : List.of(value);
    }

    private void registry(String name, String value) {
        var scope = SCOPED.matcher(name);
        String address = Registries.other(value, Launchers.SHIPPED.own().getOrDefault(launcher.ecosystem(), List.of()));
        if (address != null && scope.matches()) {
            scopes.put(scope.group(1), address);
        } else if (address != null && registry == null) {
            registry = address;
        }
    }

    /** Whether a flag behind the package may be one that counts, perhaps shortened or several in one; npm drops all others. */
    private boolean isMeant(String name) {
        return !name.startsWith("--")
                || name.endsWith(":registry")
                || launcher.flags().known().entrySet().stream()
                        .anyMatch(one -> one.getKey().startsWith(name)
                                && one.getValue().role() != Role.NONE
                                && one.getValue().role() != Role.ENDS);
    }

    private Told told() {
        if (unread == null && first == null && packages.isEmpty() && with.isEmpty()) {
            unread = "it names no package";
        }
        if (unread == null && first != null && packages.isEmpty() && !launcher.script() && Named.isVariable(first)) {
            unread = "a variable names its package";
        }
        return new Told(
                packages,
                with,
                first,
                behind,
                registry,
                scopes,
                tag,
                selects,
                cautions,
                unread,
                unread == null ? List.of() : Named.in(launcher, verb, words));
    }
}
