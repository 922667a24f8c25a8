package mcphub.analysis.controls;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mcphub.analysis.installed.InstalledTree;
import mcphub.analysis.reading.Manifest.Ecosystem;

/** Who of what is installed needs whom: packages with an exact version, each as {@code name@version}. */
final class NeededPackages {
    private final Map<String, NavigableSet<String>> all = new HashMap<>();

    /** Adds what a package of a tree needs; nothing where it is none. */
    void add(Ecosystem ecosystem, InstalledTree tree, int node) {
        if (node < 0) {
            return;
        }
        var one = tree.nodes().get(node);
        var into = all.computeIfAbsent(
                key(Installed.ecosystem(ecosystem), one.name(), one.version()), none -> new TreeSet<>());
        one.edges().stream()
                .map(tree::target)
                .flatMap(Optional::stream)
                .filter(target -> !target.isOwn() && !target.version().isEmpty())
                .map(target -> target.name() + '@' + target.version())
                .forEach(into::add);
    }

    /** Sorted. */
    List<String> of(String ecosystem, String name, String version) {
        return List.copyOf(all.getOrDefault(key(ecosystem, name, version), Collections.emptyNavigableSet()));
    }

    /** Whether any of them needs a package. */
    boolean isNeeded(String name) {
        return all.values().stream().flatMap(Set::stream).anyMatch(need -> need.startsWith(name + '@'));
    }

    private static String key(String ecosystem, String name, String version) {
        return ecosystem + ' ' + name + '@' + version;
    }
}
