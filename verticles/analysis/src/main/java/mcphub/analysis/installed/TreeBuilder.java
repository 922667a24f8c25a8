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
    private static final long MOST_WORK = 500_000_000;
    private static final int MOST_OF_A_TEXT = 500;

    private record Named(
            String name, String version, @Nullable String license, Kind kind, List<Edge> edges) {}

    private final List<Named> nodes = new ArrayList<>();
    private final Map<String, Integer> importers = new HashMap<>();
    private final Predicate<String> isOwn;
    private final Doubts doubts;
    private int edges;
    private long work;

    /** @param isOwn whether a folder, relative to that of the file which is read, has a manifest of the source */
    TreeBuilder(Predicate<String> isOwn, Doubts doubts) {
        this.isOwn = isOwn;
        this.doubts = doubts;
    }

    /** Counts work that grows faster than what is read, as characters that are looked at. */
    void spend(long steps) {
        work += steps;
        if (work > MOST_WORK) {
            throw new UnreadableLock("it takes more work than is done for one lock");
        }
    }

    /** What may be otherwise than it says. */
    Doubts doubts() {
        return doubts;
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

    /** Whether it has the package that a manifest describes. */
    boolean hasImporter(Member member) {
        return importers.containsKey(member.manifest().file().path());
    }

    /** Says that a package needs another; of two of one name the first stands. */
    void edge(int from, String name, String requirement, Scope scope, int target) {
        if (++edges > MOST_EDGES) {
            throw new UnreadableLock("it has more than %,d dependencies between packages".formatted(MOST_EDGES));
        }
        nodes.get(from).edges().add(new Edge(name, requirement, scope, target));
    }

    /** The same of what is asked for in words of npm, which what serves it should meet. */
    void edge(int from, String name, Needs.Need need, int target) {
        edge(from, name, need.requirement(), need.scope(), target);
        if (!need.isPeer() && need.scope() != Scope.DEVELOPMENT) {
            step(from, name, need.requirement(), target);
        }
    }

    /** Looks whether what serves a need is what is asked for, where that is known. */
    void step(int from, String name, String requirement, int target) {
        if (target >= 0 && !nodes.get(target).version().isEmpty()) {
            var serves = nodes.get(target);
            boolean isDirect = nodes.get(from).kind() == Kind.OWN;
            doubts.step(name, requirement, serves.name(), serves.version(), isDirect);
        }
    }

    /** Whether a version that serves would be one that is asked for. */
    boolean fits(int target, String requirement) {
        var serves = nodes.get(target);
        return serves.version().isEmpty() || doubts.fits(requirement, serves.name(), serves.version());
    }

    InstalledTree build(String file) {
        var built = nodes.stream()
                .map(one -> new Node(one.name(), one.version(), one.license(), one.kind(), one.edges()))
                .toList();
        return new InstalledTree(file, built, importers);
    }
}
