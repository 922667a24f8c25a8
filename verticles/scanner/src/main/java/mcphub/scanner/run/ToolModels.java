package mcphub.scanner.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What tools do together, and which rights a program takes, as {@code config/models/tools.yaml} has it. */
final class ToolModels {
    /**
     * A right that is taken.
     *
     * @param names of the options that take it; empty where none has to be named
     * @param calls by which it is taken; empty where that is known otherwise
     */
    record Right(String says, Pattern like, Set<String> names, List<Call> calls) {}

    /** A call by its name, and the longest part of that which is no pattern: most names have it not. */
    record Call(String part, Pattern like) {}

    /** Browsers that are started, and whether they have a sandbox only where it is asked for. */
    record Browser(boolean isLow, List<Call> calls) {}

    /**
     * What a call is about.
     *
     * @param isPage it gives what is on a page
     * @param isAnswer it makes a part of an answer of what it is given
     * @param isMail it reads a mailbox
     * @param isScoped it is given scopes
     * @param isOpening a browser opens what it is given
     * @param setsMode it sets the mode of a file
     * @param setsUser it sets the user of the process
     * @param options rights that it may take by an option
     * @param browser the browser that it starts; null for none
     */
    record Role(
            boolean isPage,
            boolean isAnswer,
            boolean isMail,
            boolean isScoped,
            boolean isOpening,
            boolean setsMode,
            boolean setsUser,
            List<Right> options,
            @Nullable Browser browser) {
        private static final Role NONE = new Role(false, false, false, false, false, false, false, List.of(), null);

        /** There is one of it. */
        @SuppressWarnings("ReferenceEquality")
        boolean isNone() {
            return this == NONE;
        }
    }

    final Pattern strangers;
    final Pattern limits;
    final Pattern marks;
    final Pattern writes;
    final Pattern reads;
    final Set<String> outcomes;
    final List<Right> commands;
    final List<Right> options;
    final Right modes;
    final Right setuid;
    final Right users;
    final List<Browser> browsers;
    final Pattern sandbox;
    final List<String> scopeNames;
    final Pattern wide;
    final Pattern broad;
    private final List<Call> pages;
    private final List<Call> answers;
    private final List<Call> mail;
    private final List<Call> opens;
    private final List<Call> scoped;
    private final Map<String, Role> known = new HashMap<>();

    private ToolModels(Map<?, ?> file) {
        strangers = pattern(file, "strangers");
        limits = pattern(file, "limits");
        marks = pattern(file, "marks");
        writes = pattern(file, "writes");
        reads = pattern(file, "reads");
        outcomes = names(file.get("outcomes"));
        pages = calls(file.get("pages"));
        answers = calls(file.get("answers"));
        mail = calls(file.get("mail"));
        opens = calls(file.get("opens"));
        commands = list(file.get("commands")).stream().map(ToolModels::right).toList();
        options = list(file.get("options")).stream().map(ToolModels::right).toList();
        modes = right(file.get("modes"));
        setuid = right(file.get("setuid"));
        users = right(file.get("users"));
        browsers = list(file.get("browsers")).stream()
                .map(row -> (Map<?, ?>) row)
                .map(row -> new Browser(Boolean.TRUE.equals(row.get("low")), calls(row.get("calls"))))
                .toList();
        sandbox = pattern(file, "sandbox");
        var scopes = (Map<?, ?>) Objects.requireNonNull(file.get("scopes"));
        scopeNames = List.copyOf(names(scopes.get("names")));
        scoped = calls(scopes.get("calls"));
        wide = pattern(scopes, "wide");
        broad = pattern(scopes, "broad");
    }

    /** The ones that this build ships. */
    static ToolModels shipped() {
        try (InputStream in = ToolModels.class.getResourceAsStream("/config/models/tools.yaml")) {
            return new ToolModels(new Yaml().load(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Right right(@Nullable Object given) {
        var row = (Map<?, ?>) Objects.requireNonNull(given);
        return new Right(
                String.valueOf(row.get("says")),
                pattern(row, "like"),
                names(row.get("names")),
                calls(row.get("calls")));
    }

    private static Pattern pattern(Map<?, ?> row, String key) {
        return Pattern.compile(String.valueOf(Objects.requireNonNull(row.get(key), key)));
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> items ? items : List.of();
    }

    private static String plain(String call) {
        return Stream.of(call.split("\\*+"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static Set<String> names(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Call> calls(@Nullable Object value) {
        return list(value).stream()
                .map(call -> new Call(plain(String.valueOf(call)), Models.pattern(call)))
                .toList();
    }

    /** Names are remembered for one program: another one has others. */
    void forget() {
        known.clear();
    }

    /** What is known of a call of this name, which is asked for at each: nothing of nearly all. */
    Role role(String ref) {
        return known.computeIfAbsent(ref, this::found);
    }

    private Role found(String ref) {
        var role = new Role(
                isAny(pages, ref),
                isAny(answers, ref),
                isAny(mail, ref),
                isAny(scoped, ref),
                isAny(opens, ref),
                isAny(modes.calls(), ref),
                isAny(users.calls(), ref),
                options.stream().filter(each -> isAny(each.calls(), ref)).toList(),
                browsers.stream()
                        .filter(each -> isAny(each.calls(), ref))
                        .findFirst()
                        .orElse(null));
        return role.equals(Role.NONE) ? Role.NONE : role;
    }

    private static boolean isAny(List<Call> calls, String ref) {
        for (var each : calls) {
            if (ref.contains(each.part()) && each.like().matcher(ref).matches()) {
                return true;
            }
        }
        return false;
    }
}
