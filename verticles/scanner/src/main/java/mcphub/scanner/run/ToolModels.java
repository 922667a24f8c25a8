package mcphub.scanner.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    record Right(String says, Pattern like, Set<String> names, List<Pattern> calls) {}

    /** Browsers that are started, and whether they have a sandbox only where it is asked for. */
    record Browser(boolean isLow, List<Pattern> calls) {}

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
    final Set<String> scopeNames;
    final Pattern wide;
    final Pattern broad;
    private final List<Pattern> pages;
    private final List<Pattern> answers;
    private final List<Pattern> mail;
    private final List<Pattern> opens;
    private final List<Pattern> scoped;
    private final Map<String, Boolean> isOf = new HashMap<>();

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
        scopeNames = names(scopes.get("names"));
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

    private static Set<String> names(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Pattern> calls(@Nullable Object value) {
        return list(value).stream().map(Models::pattern).toList();
    }

    /** Names are remembered for one program: another one has others. */
    void forget() {
        isOf.clear();
    }

    /** Whether it gives what is on a page. */
    boolean isOfPages(String ref) {
        return isAny("p", pages, ref);
    }

    /** Whether a browser opens what it is given. */
    boolean isOpening(String ref) {
        return isAny("o", opens, ref);
    }

    /** Whether it makes a part of an answer of what it is given. */
    boolean isAnswer(String ref) {
        return isAny("a", answers, ref);
    }

    /** Whether it reads a mailbox. */
    boolean isMail(String ref) {
        return isAny("m", mail, ref);
    }

    /** Whether it is given scopes. */
    boolean isScoped(String ref) {
        return isAny("s", scoped, ref);
    }

    /** Whether a right is taken by it. */
    boolean isBy(Right right, String ref) {
        return isAny(right.says() + right.like(), right.calls(), ref);
    }

    /** The browser that it starts; null for none. */
    @Nullable
    Browser browser(String ref) {
        return browsers.stream()
                .filter(each -> isAny(each.isLow() ? "l" : "b", each.calls(), ref))
                .findFirst()
                .orElse(null);
    }

    private boolean isAny(String key, List<Pattern> calls, String ref) {
        return isOf.computeIfAbsent(
                key + '|' + ref,
                k -> calls.stream().anyMatch(each -> each.matcher(ref).matches()));
    }
}
