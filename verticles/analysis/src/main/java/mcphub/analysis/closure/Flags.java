package mcphub.analysis.closure;

import java.util.ArrayDeque;
import java.util.List;

/** Works out what each node of a finished tree is there for, and what is left out on a client's machine. */
final class Flags {
    private Flags() {}

    static void set(Node top, Client client) {
        top.isExtraneous = false;
        top.isOptional = false;
        top.isPeer = false;
        var stack = new ArrayDeque<>(List.of(top));
        while (!stack.isEmpty()) {
            var node = stack.pop();
            for (var edge : node.edgesOut.values()) {
                var to = edge.to();
                if (to != null && clear(node, edge, to)) {
                    stack.push(to);
                }
            }
        }
        for (var node : top.family()) {
            if (node.isMissing() && node.isOptional) {
                leaveOut(node);
            }
        }
        for (var node : top.family()) {
            if (node.isOptional && !node.isLeftOut && node.release != null && !client.runs(node.release)) {
                leaveOut(node);
            }
        }
    }

    private static void leaveOut(Node node) {
        DependencySet.optional(node).forEach(one -> one.isLeftOut = true);
    }

    private static boolean clear(Node node, Edge edge, Node to) {
        boolean changed = false;
        if (to.isExtraneous && !node.isExtraneous && edge.kind != Edge.Kind.OPTIONAL_PEER) {
            to.isExtraneous = false;
            changed = true;
        }
        if (to.isOptional && !node.isOptional && !edge.kind.isOptional) {
            to.isOptional = false;
            changed = true;
        }
        if (to.isPeer && !node.isPeer && !edge.isPeer()) {
            to.isPeer = false;
            changed = true;
        }
        return changed;
    }
}
