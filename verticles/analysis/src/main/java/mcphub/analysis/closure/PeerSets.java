package mcphub.analysis.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Packages that must agree on one release of each other. */
final class PeerSets {
    private PeerSets() {}

    /** The sets of peers that a node is in, each by the edge that brought it in. */
    static Map<Edge, Set<Node>> of(Node node) {
        var sets = new LinkedHashMap<Edge, Set<Node>>();
        for (var peer : united(node)) {
            for (var edge : peer.edgesIn) {
                if (edge.isValid() && (!edge.isPeer() || edge.from.isTop())) {
                    var set = from(peer);
                    if (set.contains(node)) {
                        sets.put(edge, set);
                    }
                }
            }
        }
        return sets;
    }

    private static List<Node> united(Node start) {
        var queue = new ArrayList<>(List.of(start));
        Set<Node> seen = new LinkedHashSet<>(queue);
        for (int i = 0; i < queue.size(); i++) {
            var node = queue.get(i);
            for (var edge : node.edgesOut.values()) {
                var to = edge.to();
                if (to != null && edge.isPeer() && edge.isValid() && seen.add(to)) {
                    queue.add(to);
                }
            }
            for (var edge : node.edgesIn) {
                if (edge.isPeer() && edge.isValid() && seen.add(edge.from)) {
                    queue.add(edge.from);
                }
            }
        }
        return queue;
    }

    private static Set<Node> from(Node start) {
        var queue = new ArrayList<>(List.of(start));
        Set<Node> seen = new LinkedHashSet<>(queue);
        for (int i = 0; i < queue.size(); i++) {
            for (var edge : queue.get(i).edgesOut.values()) {
                var to = edge.to();
                if (to != null && edge.isPeer() && edge.isValid() && seen.add(to)) {
                    queue.add(to);
                }
            }
        }
        return seen;
    }

    /** The deepest folder in which a name could be placed for what starts there: not inside one that has it as a peer. */
    static Node deepest(Node start, String name) {
        for (Node node = start; ; ) {
            var edge = node.edge(name);
            var parent = node.parent();
            if (parent == null || edge == null || !edge.isPeer()) {
                return node;
            }
            node = parent;
        }
    }
}
