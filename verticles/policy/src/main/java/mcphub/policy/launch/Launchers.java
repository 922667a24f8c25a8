package mcphub.policy.launch;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.kernel.Yaml;

/**
 * {@code config/launchers.yaml}.
 *
 * @param own the addresses that are an ecosystem itself, by its name
 * @param folders where launchers usually stand
 * @param homes where the settings of a user usually are
 * @param scripts the ends of paths that are a launcher when a runtime runs them
 */
record Launchers(
        Map<String, List<String>> own,
        List<Pattern> folders,
        List<Pattern> homes,
        Map<String, String> scripts,
        List<Launcher> launchers,
        List<Wrapper> wrappers,
        Map<String, String> shells,
        List<ScriptRunner> runtimes,
        Variables variables) {
    static final Launchers SHIPPED = of(new Section("top", Yaml.resource("config/launchers.yaml")));

    /**
     * What fetches what it starts.
     *
     * @param verbs the words that make it fetch, each of them a line of words; empty where it fetches by itself
     * @param installed the words that start what is installed; {@code *} is each other word
     * @param npm whether it reads its words as npm does; see the file
     * @param throughout whether flags behind the package are its own, too
     * @param clusters whether several short flags may stand in one word
     * @param dashed whether a flag takes a word that begins with a dash
     * @param marked whether a package stands behind {@code npm:} only
     * @param script whether its first word is a program or script, and packages are named by flags alone
     */
    record Launcher(
            Set<String> programs,
            List<List<String>> verbs,
            Set<String> installed,
            String ecosystem,
            Flags flags,
            Flags before,
            boolean npm,
            boolean throughout,
            boolean clusters,
            boolean dashed,
            boolean marked,
            boolean script) {}

    /**
     * What starts another line.
     *
     * @param split the flags whose word is a whole line
     * @param words how many words of its own stand in front of the line
     * @param assigns whether {@code NAME=value} may stand in front of the line
     * @param joined whether a shell reads the line again
     * @param tools whether names with versions may stand in front of {@code --}
     * @param node the flags whose word is a version of Node
     * @param nodeWord whether the words of its own are one
     * @param versions whether the program's name may have a version behind an at sign
     */
    record Wrapper(
            Set<String> programs,
            List<String> verbs,
            Flags flags,
            Set<String> split,
            int words,
            boolean assigns,
            boolean joined,
            boolean tools,
            Set<String> node,
            boolean nodeWord,
            boolean versions) {}

    /** What runs a script. */
    record ScriptRunner(Set<String> programs, Flags flags) {}

    /** Which variables change what runs; by ecosystem where it is a map. */
    record Variables(
            Pattern loads,
            Pattern elsewhere,
            Map<String, Pattern> registry,
            Map<String, Pattern> config,
            Map<String, Pattern> call,
            Map<String, Pattern> selects) {}

    private static Launchers of(Section top) {
        top.only(
                "version",
                "own",
                "folders",
                "homes",
                "scripts",
                "launchers",
                "roles",
                "flags",
                "by_hand",
                "wrappers",
                "shells",
                "runtimes",
                "variables");
        var own = top.section("own");
        var scripts = top.section("scripts");
        return new Launchers(
                own.keys().stream().collect(Collectors.toMap(key -> key, own::words)),
                top.words("folders").stream().map(Pattern::compile).toList(),
                top.words("homes").stream().map(Pattern::compile).toList(),
                scripts.keys().stream().collect(Collectors.toMap(key -> key, scripts::text)),
                top.sections("launchers").stream()
                        .map(one -> launcher(top, one))
                        .toList(),
                top.sections("wrappers").stream().map(Launchers::wrapper).toList(),
                top.sections("shells").stream()
                        .flatMap(one ->
                                one.words("programs").stream().map(program -> Map.entry(program, one.text("kind"))))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                top.sections("runtimes").stream()
                        .map(one -> new ScriptRunner(Set.copyOf(one.words("programs")), ownFlags(one, "programs")))
                        .toList(),
                variables(top.section("variables")));
    }

    private static Launcher launcher(Section top, Section one) {
        one.only(
                "programs",
                "verbs",
                "installed",
                "ecosystem",
                "flags",
                "before",
                "syntax",
                "throughout",
                "clusters",
                "dashed",
                "marked",
                "script");
        String before = one.text("before");
        var flags = flags(top, one.text("flags"));
        return new Launcher(
                Set.copyOf(one.words("programs")),
                one.words("verbs").stream()
                        .map(verb -> verb.isEmpty() ? List.<String>of() : List.of(verb.split(" ", -1)))
                        .toList(),
                Set.copyOf(one.words("installed")),
                one.text("ecosystem"),
                flags,
                before.isEmpty() ? flags : flags(top, before),
                one.text("syntax").equals("npm"),
                one.is("throughout"),
                one.is("clusters"),
                one.is("dashed"),
                one.is("marked"),
                one.is("script"));
    }

    private static Flags flags(Section top, String name) {
        return Flags.of(
                name,
                top.section("flags").section(name),
                top.section("by_hand").section(name),
                top.section("roles").section(name));
    }

    /** The flags that a wrapper or runtime has beside keys of its own. */
    private static Flags ownFlags(Section one, String... others) {
        var keys = Stream.concat(Stream.of("value", "alone", "loads"), Stream.of(others))
                .toArray(String[]::new);
        one.only(keys);
        String loads = String.join(" ", one.words("loads"));
        return Flags.of(
                one.where(),
                new Section(one.where(), Map.of("value", one.words("value"), "alone", one.words("alone"))),
                new Section(one.where(), Map.of("value", loads)),
                new Section(one.where(), Map.of("loads", loads)));
    }

    private static Wrapper wrapper(Section one) {
        return new Wrapper(
                Set.copyOf(one.words("programs")),
                one.words("verbs"),
                ownFlags(
                        one,
                        "programs",
                        "verbs",
                        "split",
                        "words",
                        "assigns",
                        "joined",
                        "tools",
                        "node",
                        "node_word",
                        "versions"),
                Set.copyOf(one.words("split")),
                one.number("words"),
                one.is("assigns"),
                one.is("joined"),
                one.is("tools"),
                Set.copyOf(one.words("node")),
                one.is("node_word"),
                one.is("versions"));
    }

    private static Variables variables(Section one) {
        one.only("loads", "elsewhere", "registry", "config", "call", "selects");
        return new Variables(
                pattern(one.words("loads")),
                pattern(one.words("elsewhere")),
                patterns(one.section("registry")),
                patterns(one.section("config")),
                patterns(one.section("call")),
                patterns(one.section("selects")));
    }

    private static Map<String, Pattern> patterns(Section one) {
        return one.keys().stream().collect(Collectors.toMap(key -> key, key -> pattern(one.words(key))));
    }

    private static Pattern pattern(List<String> words) {
        return Pattern.compile(String.join("|", words).toLowerCase(Locale.ROOT));
    }

    /** Whether a program is one that the file knows by name. */
    boolean knows(String program) {
        return shells.containsKey(program)
                || launchers.stream().anyMatch(one -> one.programs().contains(program))
                || wrappers.stream().anyMatch(one -> one.programs().contains(program))
                || runtimes.stream().anyMatch(one -> one.programs().contains(program));
    }
}
