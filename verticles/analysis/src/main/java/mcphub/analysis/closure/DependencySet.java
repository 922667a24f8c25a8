package mcphub.analysis.closure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Sets of nodes that come and go together. */
final class DependencySet {
    private DependencySet() {}

    /** These nodes and what they bring, as far as nobody outside the set needs it; edges that do not count are neither followed nor heeded. */
    static Set<Node> of(Collection<Node> start, Predicate<Edge> counts) {
        var queue = new ArrayList<>(new LinkedHashSet<>(start));
        Set<Node> set = new LinkedHashSet<>(queue);
        for (int i = 0; i < queue.size(); i++) {
            for (var edge : queue.get(i).edgesOut.values()) {
                var to = edge.to();
                if (to != null && counts.test(edge) && set.add(to)) {
                    queue.add(to);
                }
            }
        }
        boolean changed = true;
        while (changed && !set.isEmpty()) {
            changed = false;
            for (var node : List.copyOf(set)) {
                if (node.edgesIn.stream().anyMatch(edge -> !set.contains(edge.from) && counts.test(edge))) {
                    set.remove(node);
                    changed = true;
                }
            }
        }
        return set;
    }

    /** What goes where an optional dependency cannot be had: up to those that can do without it. Optional nodes alone are in it, once it is known which are. */
    static Set<Node> optional(Node start) {
        var queue = new ArrayList<>(List.of(start));
        Set<Node> set = new LinkedHashSet<>(queue);
        for (int i = 0; i < queue.size(); i++) {
            for (var edge : queue.get(i).edgesIn) {
                if (!edge.kind.isOptional && set.add(edge.from)) {
                    queue.add(edge.from);
                }
            }
        }
        return of(set, edge -> !set.contains(edge.to()) && !edge.from.isLeftOut);
    }
}
