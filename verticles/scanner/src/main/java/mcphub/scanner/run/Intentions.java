package mcphub.scanner.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** What only somebody does who means harm, as {@code config/models/intents.yaml} has it. */
final class Intentions {
    private static final int LONGEST = 300;
    private static final int LONGEST_COMMAND = 600;

    /**
     * Files with secrets of other programs.
     *
     * @param home hosts that may have them, for they are theirs; null for none
     * @param isOfAll whether they hold many things, of which one is none of them
     */
    record Kept(String what, Pattern like, @Nullable Pattern home, boolean isOfAll) {}

    /**
     * What a call gives.
     *
     * @param argument what has to be {@code like} it; -1 where nothing has to
     * @param isOfList whether it has to be given a list
     */
    record Source(
            int label, String what, int argument, @Nullable Pattern like, boolean isOfList) {}

    /** A command, or a file that is written. */
    record Act(
            String kind,
            String says,
            Pattern like,
            @Nullable Pattern worse) {}

    private record Call<T>(Pattern call, T what) {}

    private final List<Kept> files = new ArrayList<>();
    private final List<Call<Source>> sources = new ArrayList<>();
    private final List<Act> commands = new ArrayList<>();
    private final List<Act> lasting = new ArrayList<>();
    private final Pattern reads;
    private final Pattern writes;
    private final Pattern copies;
    private final List<Pattern> starts;
    private final List<Pattern> packs;
    private final List<Pattern> opens;
    private final List<Pattern> urls;
    private final List<Pattern> names;
    private final Set<String> keeps;
    private final Set<String> sends;
    private final Set<String> hidden;
    private final Map<String, List<Kept>> keptOf = new HashMap<>();
    private final Map<String, List<Source>> sourcesOf = new HashMap<>();
    private final Map<String, Boolean> isOf = new HashMap<>();

    private Intentions(Map<?, ?> file) {
        rows(file.get("files"))
                .forEach(row -> files.add(new Kept(
                        text(row, "what"),
                        Pattern.compile(text(row, "like")),
                        like(row, "home"),
                        Boolean.TRUE.equals(row.get("all")))));
        for (Map<?, ?> row : rows(file.get("sources"))) {
            var source = new Source(
                    Label.of(text(row, "label")),
                    text(row, "what"),
                    row.get("arg") instanceof Integer place ? place : -1,
                    like(row, "like"),
                    Boolean.TRUE.equals(row.get("list")));
            patterns(row.get("calls")).forEach(call -> sources.add(new Call<>(call, source)));
        }
        rows(file.get("commands"))
                .forEach(row -> commands.add(
                        new Act(text(row, "kind"), text(row, "says"), Pattern.compile(text(row, "like")), null)));
        rows(file.get("lasting"))
                .forEach(row -> lasting.add(new Act(
                        row.get("kind") == null ? "lasting" : text(row, "kind"),
                        text(row, "says"),
                        Pattern.compile(text(row, "like")),
                        like(row, "worse"))));
        reads = Pattern.compile(text(file, "reads"));
        writes = Pattern.compile(text(file, "writes"));
        copies = Pattern.compile(text(file, "copies"));
        starts = patterns(file.get("starts"));
        packs = patterns(file.get("packs"));
        opens = patterns(file.get("opens"));
        urls = patterns(file.get("urls"));
        names = patterns(file.get("names"));
        keeps = Words.of(text(file, "keeps"));
        sends = Words.of(text(file, "sends"));
        hidden = Set.copyOf(((List<?>) Objects.requireNonNull(file.get("hidden")))
                .stream().map(String::valueOf).toList());
    }

    /** The ones that this build ships. */
    static Intentions shipped() {
        try (InputStream in = Intentions.class.getResourceAsStream("/config/models/intents.yaml")) {
            return new Intentions(new Yaml().load(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<?, ?>> rows(@Nullable Object list) {
        var rows = new ArrayList<Map<?, ?>>();
        ((List<?>) Objects.requireNonNull(list)).forEach(row -> rows.add((Map<?, ?>) row));
        return rows;
    }

    private static String text(Map<?, ?> row, String key) {
        return String.valueOf(Objects.requireNonNull(row.get(key), key));
    }

    private static @Nullable Pattern like(Map<?, ?> row, String key) {
        return row.get(key) == null ? null : Pattern.compile(text(row, key));
    }

    private static List<Pattern> patterns(@Nullable Object calls) {
        return ((List<?>) Objects.requireNonNull(calls))
                .stream().map(Models::pattern).toList();
    }

    /** Names are remembered for one program: another one has others. */
    void forget() {
        keptOf.clear();
        sourcesOf.clear();
        isOf.clear();
    }

    /** What a path may lead to. */
    List<Kept> kept(Value path) {
        return path.shapes().stream()
                .filter(shape -> shape.length() > 3 && shape.length() <= LONGEST)
                .flatMap(shape -> keptOf
                        .computeIfAbsent(
                                shape.replace('\\', '/'),
                                text -> files.stream()
                                        .filter(each ->
                                                each.like().matcher(text).find())
                                        .toList())
                        .stream())
                .toList();
    }

    /** Whose something of this name is; null where nobody knows. */
    @Nullable
    Kept named(String what) {
        return files.stream()
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElse(null);
    }

    List<Source> sources(String ref) {
        return sourcesOf.computeIfAbsent(
                ref,
                name -> sources.stream()
                        .filter(each -> each.call().matcher(name).matches())
                        .map(Call::what)
                        .toList());
    }

    boolean isReading(String ref) {
        return isOf.computeIfAbsent("r" + ref, r -> reads.matcher(ref).find());
    }

    boolean isWriting(String ref) {
        return isOf.computeIfAbsent("w" + ref, r -> writes.matcher(ref).find());
    }

    boolean isCopying(String ref) {
        return isOf.computeIfAbsent("c" + ref, r -> copies.matcher(ref).find());
    }

    boolean isStarting(String ref) {
        return isAny("s", starts, ref);
    }

    boolean isPacking(String ref) {
        return isAny("p", packs, ref);
    }

    boolean isOpening(String ref) {
        return isAny("o", opens, ref);
    }

    boolean isAsking(String ref) {
        return isAny("u", urls, ref);
    }

    boolean isLookingUp(String ref) {
        return isAny("n", names, ref);
    }

    private boolean isAny(String key, List<Pattern> calls, String ref) {
        return isOf.computeIfAbsent(
                key + ref,
                k -> calls.stream().anyMatch(each -> each.matcher(ref).matches()));
    }

    /** Whether what it gives is what it was given. */
    boolean isKeeping(String name) {
        return keeps.contains(name);
    }

    boolean isSending(String name) {
        return sends.contains(name);
    }

    /** Whether a module or function of this name is one that somebody may want to hide. */
    boolean isHidden(String name) {
        return hidden.contains(name.startsWith("node:") ? name.substring(5) : name);
    }

    /** What a command does, of which the beginning is looked at. */
    List<Act> commands(String command) {
        String text = command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) : command;
        return commands.stream()
                .filter(each -> each.like().matcher(text).find())
                .toList();
    }

    /** What is changed for ever where this file is written; null for none. */
    @Nullable
    Act lasting(Value path) {
        for (String shape : path.shapes()) {
            for (Act each : lasting) {
                if (shape.length() <= LONGEST
                        && each.like().matcher(shape.replace('\\', '/')).find()) {
                    return each;
                }
            }
        }
        return null;
    }
}
