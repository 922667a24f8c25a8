package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest;

/**
 * Reads uv.lock, poetry.lock and pdm.lock. They list what any platform and any extra may need; what is installed is what the project's own requirements lead to, with those extras that
 * somebody on the way asks for.
 */
final class PythonLock {
    private static final Pattern NEED = Pattern.compile(
            "\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^\\]]*)\\])?\\s*\\(?([^;)]*).*", Pattern.DOTALL);

    private static final long STEPS_OF_A_SET = 32;

    /** What is needed: a version only where there are several of the name. */
    private record Need(String name, String version, Set<String> extras, String requirement) {}

    private record Entry(
            String name, String version, String folder, List<Need> needs, Map<String, List<Need>> extras) {}

    private record Variant(Entry entry, Set<String> extras) {}

    private final TreeBuilder into;
    private final Map<String, Manifest> members = new HashMap<>();
    private final Map<String, Map<String, Entry>> entries = new LinkedHashMap<>();
    private final Map<String, Integer> nodes = new HashMap<>();
    private final Map<String, Entry> byFolder = new HashMap<>();
    private final Set<Entry> elsewhere = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Variant> open = new ArrayDeque<>();

    private PythonLock(TreeBuilder into) {
        this.into = into;
    }

    static void read(String text, List<Member> members, TreeBuilder into) {
        var lock = new PythonLock(into);
        members.forEach(member -> lock.members.put(PythonSources.normalized(member.folder()), member.manifest()));
        lock.entries(Trees.toml(text).path("package"));
        members.forEach(lock::importer);
        lock.entries.values().forEach(same -> same.values().forEach(entry -> lock.node(entry, Set.of())));
        while (!lock.open.isEmpty()) {
            var variant = lock.open.remove();
            int node = lock.node(variant.entry(), variant.extras());
            lock.join(node, variant.entry().needs(), Scope.RUNTIME);
            variant.extras()
                    .forEach(extra ->
                            lock.join(node, variant.entry().extras().getOrDefault(extra, List.of()), Scope.RUNTIME));
        }
    }

    private void entries(JsonNode packages) {
        for (var one : packages) {
            var name = Dependency.pythonName(one.path("name").asText(""));
            var version = one.path("version").asText("");
            var folder = PythonSources.folder(one);
            var entry = entries.computeIfAbsent(name, none -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            version, none -> new Entry(name, version, folder, new ArrayList<>(), new HashMap<>()));
            byFolder.putIfAbsent(entry.folder(), entry);
            // of two that differ in where they come from, nobody knows which is taken
            if (!PythonSources.isRelease(one, name, version) || !folder.equals(entry.folder())) {
                elsewhere.add(entry);
            }
            var needs = needs(one.path("dependencies"), entry);
            if (one.path("extras").isArray()) {
                // pdm lists a package once more for its extras
                one.path("extras")
                        .forEach(extra -> entry.extras()
                                .computeIfAbsent(Dependency.pythonName(extra.asText("")), none -> new ArrayList<>())
                                .addAll(needs));
            } else {
                entry.needs().addAll(needs);
            }
            extras(one.path("optional-dependencies"), entry);
            extras(one.path("extras"), entry);
        }
    }

    private static List<Need> needs(JsonNode dependencies, Entry entry) {
        var needs = new ArrayList<Need>();
        if (dependencies.isArray()) {
            dependencies.forEach(one -> needs.add(one.isTextual() ? need(one.asText()) : need(one)));
        }
        for (var named : dependencies.properties()) {
            for (var one : named.getValue().isArray() ? named.getValue() : List.of(named.getValue())) {
                // what poetry marks so is installed with an extra only
                if (!one.path("optional").asBoolean(false)) {
                    var requirement =
                            one.isTextual() ? one.asText() : one.path("version").asText("");
                    needs.add(new Need(
                            Dependency.pythonName(named.getKey()), "", extras(one.path("extras")), requirement));
                }
            }
        }
        needs.removeIf(need -> need.name().equals(entry.name()) && need.extras().isEmpty());
        return needs;
    }

    private static Need need(JsonNode one) {
        var extras = extras(one.path("extra"));
        extras.addAll(extras(one.path("extras")));
        return new Need(
                Dependency.pythonName(one.path("name").asText("")),
                one.path("version").asText(""),
                extras,
                "");
    }

    private static Need need(String written) {
        var need = NEED.matcher(written);
        if (!need.matches()) {
            throw new UnreadableLock("it has a dependency without a name");
        }
        var extras = new TreeSet<String>();
        for (var extra : need.group(2) == null ? new String[0] : need.group(2).split(",", -1)) {
            extras.add(Dependency.pythonName(extra.strip()));
        }
        return new Need(
                Dependency.pythonName(need.group(1)), "", extras, need.group(3).strip());
    }

    private static Set<String> extras(JsonNode list) {
        var extras = new TreeSet<String>();
        list.forEach(extra -> extras.add(Dependency.pythonName(extra.asText(""))));
        return extras;
    }

    private static void extras(JsonNode mapping, Entry entry) {
        mapping.properties().forEach(named -> {
            var needs =
                    entry.extras().computeIfAbsent(Dependency.pythonName(named.getKey()), none -> new ArrayList<>());
            named.getValue().forEach(one -> needs.add(one.isTextual() ? need(one.asText()) : need(one)));
        });
    }

    private int node(Entry entry, Set<String> extras) {
        var has = entry.extras().keySet();
        boolean isShort = extras.size() < has.size();
        var fewer = isShort ? extras : has;
        var more = isShort ? has : extras;
        into.spend(STEPS_OF_A_SET * fewer.size());
        var known = new TreeSet<String>();
        fewer.stream().filter(more::contains).forEach(known::add);
        return nodes.computeIfAbsent(entry.name() + ' ' + entry.version() + ' ' + known, none -> {
            open.add(new Variant(entry, known));
            return entry.folder().isEmpty()
                    ? into.add(entry.name(), elsewhere.contains(entry) ? "" : entry.version(), null)
                    : folder(entry);
        });
    }

    /** A package of the source has the name by which its manifest goes; any other is hidden behind it. */
    private int folder(Entry entry) {
        var manifest = members.get(PythonSources.normalized(entry.folder()));
        var name = manifest == null ? "" : manifest.field("name").orElse("");
        return name.isEmpty() || Dependency.pythonName(name).equals(entry.name())
                ? into.folder(entry.name(), entry.folder())
                : into.add(entry.name(), "", null);
    }

    private void join(int from, List<Need> needs, Scope scope) {
        for (var need : needs) {
            var same = entries.getOrDefault(need.name(), Map.of());
            var exact = same.get(need.version());
            into.spend(exact == null ? same.size() : 1);
            var found = need.version().isEmpty()
                    ? List.copyOf(same.values())
                    : exact == null ? List.<Entry>of() : List.of(exact);
            var targets =
                    found.stream().map(entry -> node(entry, need.extras())).toList();
            targets.forEach(target -> into.edge(from, need.name(), need.requirement(), scope, target));
            // which of several is taken is a matter of the machine
            if (scope != Scope.DEVELOPMENT && targets.stream().noneMatch(each -> into.fits(each, need.requirement()))) {
                targets.stream().limit(1).forEach(each -> into.step(from, need.name(), need.requirement(), each));
            }
            if (found.isEmpty()) {
                into.edge(from, need.name(), need.requirement(), scope, -1);
            }
        }
    }

    private void importer(Member member) {
        var folder = member.folder().isEmpty() ? "." : member.folder();
        var own = Optional.ofNullable(byFolder.get(folder));
        if (own.isEmpty() && !member.folder().isEmpty()) {
            return;
        }
        int importer = into.importer(member);
        var locked = own.map(Entry::needs).orElse(List.of());
        for (var dependency : member.manifest().dependencies()) {
            into.spend(locked.size());
            var needs = locked.stream()
                    .filter(need -> need.name().equals(dependency.name()))
                    .map(need -> new Need(need.name(), need.version(), need.extras(), dependency.requirement()))
                    .toList();
            join(
                    importer,
                    needs.isEmpty()
                            ? List.of(new Need(dependency.name(), "", dependency.extras(), dependency.requirement()))
                            : needs,
                    dependency.scope());
        }
    }
}
