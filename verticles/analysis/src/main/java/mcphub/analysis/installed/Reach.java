package mcphub.analysis.installed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mcphub.analysis.installed.InstalledTree.Edge;
import mcphub.analysis.installed.InstalledTree.Node;
import mcphub.analysis.reading.Alias;
import mcphub.analysis.reading.Dependency.Scope;
import org.jspecify.annotations.Nullable;

/** Goes from a package of the source to all that is installed with it: what runs first, then what may be left out, then what is for development; each by the shortest way. */
public final class Reach {
    /** A longer way is told by its two ends. */
    private static final int LONGEST_WAY = 32;

    private final InstalledTree tree;
    private final int importer;
    private final @Nullable Scope[] scopes;
    private final int[] from;
    /** The node that the importer itself asks for, at the begin of the way to each. */
    private final int[] first;

    private final @Nullable Edge[] by;
    private final List<Reached> reached = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    /**
     * Something that is installed.
     *
     * @param node its number; -1 for what the tree does not settle
     * @param name its real one
     * @param version exact; empty where it is not settled
     * @param requirement what is asked for by the first who needs it
     * @param via the names of those that bring it, the outermost first
     * @param direct what the importer calls the outermost of these, or this itself
     */
    public record Reached(
            int node,
            String name,
            String version,
            String requirement,
            @Nullable String license,
            Scope scope,
            List<String> via,
            String direct) {}

    private Reach(InstalledTree tree, int importer) {
        this.tree = tree;
        this.importer = importer;
        this.scopes = new Scope[tree.nodes().size()];
        this.from = new int[tree.nodes().size()];
        this.first = new int[tree.nodes().size()];
        this.by = new Edge[tree.nodes().size()];
        Arrays.fill(from, -1);
    }

    /** All of it, each package once for each place at which it is. */
    public static List<Reached> from(InstalledTree tree, int importer) {
        var reach = new Reach(tree, importer);
        for (var scope : Scope.values()) {
            reach.all(scope);
        }
        return reach.reached;
    }

    private void all(Scope scope) {
        var queue = new ArrayDeque<Integer>();
        if (scope == Scope.RUNTIME) {
            scopes[importer] = scope;
            queue.add(importer);
        } else {
            for (int node = 0; node < scopes.length; node++) {
                if (scopes[node] != null) {
                    follow(node, scope, true, queue);
                }
            }
        }
        while (!queue.isEmpty()) {
            follow(queue.remove(), scope, false, queue);
        }
    }

    /** The weaker of who needs it and how it is needed is what it is. */
    private void follow(int node, Scope scope, boolean isFirst, Deque<Integer> queue) {
        var who = tree.nodes().get(node);
        for (var edge : who.edges()) {
            boolean isDevelopment = edge.scope() == Scope.DEVELOPMENT;
            if (isFirst ? edge.scope() != scope : edge.scope().compareTo(scope) > 0) {
                continue;
            }
            if (isDevelopment && node != importer) {
                continue;
            }
            int target = edge.target();
            if (target < 0) {
                open(node, edge, scope);
            } else if (scopes[target] == null) {
                scopes[target] = scope;
                from[target] = node;
                first[target] = node == importer ? target : first[node];
                by[target] = edge;
                queue.add(target);
                settled(target, edge, scope);
            }
        }
    }

    private void settled(int target, Edge edge, Scope scope) {
        var node = tree.nodes().get(target);
        if (!node.isOwn()) {
            var way = way(from[target]);
            reached.add(new Reached(
                    target,
                    node.name(),
                    node.version(),
                    Alias.range(edge.requirement()),
                    node.license(),
                    scope,
                    way,
                    direct(target)));
        }
    }

    private void open(int node, Edge edge, Scope scope) {
        var name = Alias.name(edge.name(), edge.requirement());
        var range = Alias.range(edge.requirement());
        if (asked.add(name + ' ' + range)) {
            reached.add(new Reached(
                    -1, name, "", range, null, scope, way(node), node == importer ? edge.name() : direct(node)));
        }
    }

    private List<String> way(int last) {
        var names = new ArrayList<String>();
        for (int node = last; node >= 0 && node != importer; node = from[node]) {
            Node one = tree.nodes().get(node);
            if (!one.isOwn()) {
                names.add(one.name());
            }
            if (names.size() > LONGEST_WAY * 2) {
                // hostile chains are as long as the file
                names.subList(LONGEST_WAY / 2, names.size() - 1).clear();
                names.set(names.size() - 1, "…");
                names.add(tree.nodes().get(first[node]).name());
                break;
            }
        }
        return List.copyOf(names.reversed());
    }

    private String direct(int node) {
        var edge = by[first[node]];
        return edge == null ? "" : edge.name();
    }
}
