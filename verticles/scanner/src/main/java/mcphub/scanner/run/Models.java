package mcphub.scanner.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What calls of libraries do with values, as {@code config/models} has it. */
public final class Models {
    /** A place where a value does harm: the kind, and which argument, by place and by name; -1 for any, -2 for what the method is one of, -3 for none but by name. */
    record Sink(
            String kind,
            int argument,
            @Nullable String name,
            @Nullable Condition only) {}

    /** What an option has to be, or must not be, by its place or name. */
    record Condition(String name, int argument, Pattern like, boolean isWanted) {}

    private record Row<T>(Pattern call, T what) {}

    private final List<Row<Sink>> sinks = new ArrayList<>();
    private final List<Row<Integer>> sources = new ArrayList<>();
    private final List<Row<Integer>> safe = new ArrayList<>();
    private final List<Row<Integer>> values = new ArrayList<>();
    private final Set<String> same = new HashSet<>();
    private final Map<String, List<Unverified>> unverified = new HashMap<>();
    private final List<Unverified> unverifiedCalls = new ArrayList<>();
    private final List<Row<Boolean>> randoms = new ArrayList<>();
    private final List<Row<Boolean>> logs = new ArrayList<>();
    private final Map<String, Boolean> randomOf = new HashMap<>();
    private final Map<String, Boolean> logOf = new HashMap<>();
    private final Intentions intentions = Intentions.shipped();
    private final ToolModels tools = ToolModels.shipped();
    private Naming naming = Naming.NONE;
    private Pattern deciders = Pattern.compile("(?!)");
    private final Map<String, List<Sink>> sinksOf = new HashMap<>();
    private final Map<String, Integer> safeOf = new HashMap<>();
    private final Map<String, Integer> sourceOf = new HashMap<>();
    private final Map<String, Integer> valueOf = new HashMap<>();

    private Models() {}

    private void add(Map<?, ?> file, String prefix) {
        for (Object each : list(file.get("sinks"))) {
            var row = (Map<?, ?>) each;
            var sink = new Sink(
                    String.valueOf(row.get("kind")),
                    (Integer) java.util.Objects.requireNonNull(row.get("arg")),
                    row.get("name") == null ? null : String.valueOf(row.get("name")),
                    condition(row));
            list(row.get("calls")).forEach(call -> sinks.add(new Row<>(pattern(prefix + call), sink)));
        }
        for (Object each : list(file.get("sources"))) {
            var row = (Map<?, ?>) each;
            int label = Label.of(String.valueOf(row.get("label")));
            list(row.get("calls")).forEach(call -> sources.add(new Row<>(pattern(prefix + call), label)));
            list(row.get("values")).forEach(value -> values.add(new Row<>(pattern(prefix + value), label)));
        }
        for (Object each : list(file.get("safe"))) {
            int kinds = 0;
            for (Object kind : list(((Map<?, ?>) each).get("for"))) {
                kinds |= Safe.of(String.valueOf(kind));
            }
            int all = kinds;
            list(((Map<?, ?>) each).get("calls")).forEach(call -> safe.add(new Row<>(pattern(prefix + call), all)));
        }
        for (Object each : list(file.get("unverified"))) {
            var row = (Map<?, ?>) each;
            var rule = new Unverified(
                    row.get("like") == null ? null : Pattern.compile(String.valueOf(row.get("like"))),
                    Boolean.TRUE.equals(row.get("idle")),
                    Boolean.TRUE.equals(row.get("mild")),
                    list(row.get("calls")).stream()
                            .map(call -> pattern(prefix + call))
                            .toList());
            list(row.get("names"))
                    .forEach(name -> unverified
                            .computeIfAbsent(prefix + name, n -> new ArrayList<>())
                            .add(rule));
            if (!row.containsKey("names")) {
                unverifiedCalls.add(rule);
            }
        }
        list(file.get("random")).forEach(call -> randoms.add(new Row<>(pattern(prefix + call), true)));
        list(file.get("logs")).forEach(call -> logs.add(new Row<>(pattern(prefix + call), true)));
        if (file.get("names") instanceof Map<?, ?> names) {
            naming = Naming.of(names);
        }
        if (file.get("deciders") instanceof String like) {
            deciders = Pattern.compile(like);
        }
        list(file.get("same")).forEach(call -> same.add(prefix + call));
    }

    private static @Nullable Condition condition(Map<?, ?> row) {
        boolean isWanted = row.containsKey("if");
        Object given = isWanted ? row.get("if") : row.get("unless");
        if (!(given instanceof Map<?, ?> option)) {
            return null;
        }
        return new Condition(
                String.valueOf(option.get("name")),
                option.get("arg") instanceof Integer place ? place : Integer.MAX_VALUE,
                Pattern.compile(String.valueOf(option.get("like"))),
                isWanted);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> items ? items : List.of();
    }

    static Pattern pattern(Object call) {
        var regex = new StringBuilder();
        String text = String.valueOf(call);
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (text.charAt(i) == '*') {
                regex.append("[^.]*");
            } else {
                regex.append(Pattern.quote(String.valueOf(text.charAt(i))));
            }
        }
        return Pattern.compile(regex.toString());
    }

    /** The models that this build ships. */
    public static Models shipped() {
        var models = new Models();
        models.read("javascript", "");
        models.read("python", Python.PREFIX);
        return models;
    }

    private void read(String language, String prefix) {
        try (InputStream in = Models.class.getResourceAsStream("/config/models/" + language + ".yaml")) {
            add((Map<?, ?>) new Yaml().load(java.util.Objects.requireNonNull(in)), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names are remembered for one program: another one has others. */
    void forget() {
        sinksOf.clear();
        safeOf.clear();
        sourceOf.clear();
        valueOf.clear();
        randomOf.clear();
        logOf.clear();
        naming.forget();
        tools.forget();
    }

    List<Sink> sinks(String ref) {
        return sinksOf.computeIfAbsent(
                ref,
                name -> sinks.stream()
                        .filter(row -> row.call().matcher(name).matches())
                        .map(Row::what)
                        .toList());
    }

    int source(String ref) {
        return sourceOf.computeIfAbsent(ref, name -> any(sources, name));
    }

    /** Whose the value of this name is. */
    int value(String ref) {
        return valueOf.computeIfAbsent(ref, name -> any(values, name));
    }

    int safe(String ref) {
        return safeOf.computeIfAbsent(ref, name -> any(safe, name));
    }

    private static int any(List<Row<Integer>> rows, String name) {
        int all = 0;
        for (var row : rows) {
            if (row.call().matcher(name).matches()) {
                all |= row.what();
            }
        }
        return all;
    }

    /** What it means where something of this name is set; null where nothing. */
    @Nullable
    List<Unverified> unverified(String name, Frame frame) {
        return unverified.get(Python.is(frame) ? Python.PREFIX + name : name);
    }

    /** Calls that switch checks off by themselves; null for any other. */
    @Nullable
    Unverified unverifiedCall(String ref) {
        for (var rule : unverifiedCalls) {
            if (rule.isAbout(ref)) {
                return rule;
            }
        }
        return null;
    }

    /** Whether it draws by chance that can be guessed. */
    boolean isRandom(String ref) {
        return randomOf.computeIfAbsent(
                ref,
                name -> randoms.stream()
                        .anyMatch(row -> row.call().matcher(name).matches()));
    }

    /** Whether it writes to a log, or to the terminal. */
    boolean isLog(String ref) {
        return logOf.computeIfAbsent(
                ref,
                name -> logs.stream().anyMatch(row -> row.call().matcher(name).matches()));
    }

    /** What only somebody does who means harm. */
    Intentions intentions() {
        return intentions;
    }

    /** What tools do together, and which rights a program takes. */
    ToolModels tools() {
        return tools;
    }

    /** What names say. */
    Naming naming() {
        return naming;
    }

    /** Names, in questions, of those who decide whether certificates are checked. */
    Pattern deciders() {
        return deciders;
    }

    boolean isSame(String ref) {
        return same.contains(ref);
    }
}
