package mcphub.analysis.installed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mcphub.analysis.installed.InstalledTree.Edge;
import mcphub.analysis.installed.InstalledTree.Kind;
import mcphub.analysis.installed.InstalledTree.Node;
import mcphub.analysis.reading.Dependency.Scope;
import org.jspecify.annotations.Nullable;

/** Gathers a tree: first the packages, then who needs whom. Refuses more than is looked at, instead of cutting it. */
final class TreeBuilder {
    private static final int MOST_EDGES = 400_000;
    private static final int MOST_OF_A_TEXT = 500;

    private record Named(
            String name, String version, @Nullable String license, Kind kind, List<Edge> edges) {}

    private final List<Named> nodes = new ArrayList<>();
    private final Map<String, Integer> importers = new HashMap<>();
    private final Predicate<String> isOwn;
    private int edges;

    /** @param isOwn whether a folder, relative to that of the file which is read, has a manifest of the source */
    TreeBuilder(Predicate<String> isOwn) {
        this.isOwn = isOwn;
    }

    /** Adds a package; gives its number. */
    int add(String name, String version, @Nullable String license) {
        return add(name, version, license, Kind.FETCHED);
    }

    /** Adds a package of the source itself. */
    int own(String name) {
        return add(name, "", null, Kind.OWN);
    }

    /**
     * Adds what lies in a folder: a package of the source itself, or else something of which nobody knows what it is.
     *
     * @param folder relative to that of the file which is read
     */
    int folder(String name, String folder) {
        var inside = Path.of(folder).normalize();
        return isOwn.test(inside.toString())
                ? own(name)
                : add(name.isEmpty() ? String.valueOf(inside.getFileName()) : name, "", null);
    }

    int add(String name, String version, @Nullable String license, Kind kind) {
        if (nodes.size() == InstalledTree.MOST_NODES) {
            throw new UnreadableLock("it has more than %,d packages".formatted(InstalledTree.MOST_NODES));
        }
        if (name.isEmpty() && kind != Kind.OWN) {
            throw new UnreadableLock("it has a package without a name");
        }
        var terms = license == null || license.isBlank() || license.length() > MOST_OF_A_TEXT ? null : license;
        nodes.add(new Named(name, version, terms, kind, new ArrayList<>()));
        return nodes.size() - 1;
    }

    /** Adds the package of the source that a manifest describes. */
    int importer(Member member) {
        int node = own(member.manifest().field("name").orElse(""));
        importers.put(member.manifest().file().path(), node);
        return node;
    }

    /** Says that a package needs another; of two of one name the first stands. */
    void edge(int from, String name, String requirement, Scope scope, int target) {
        if (++edges > MOST_EDGES) {
            throw new UnreadableLock("it has more than %,d dependencies between packages".formatted(MOST_EDGES));
        }
        nodes.get(from).edges().add(new Edge(name, requirement, scope, target));
    }

    InstalledTree build(String file) {
        var built = nodes.stream()
                .map(one -> new Node(one.name(), one.version(), one.license(), one.kind(), one.edges()))
                .toList();
        return new InstalledTree(file, built, importers);
    }
}
