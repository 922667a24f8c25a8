package mcphub.analysis.closure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a node could be placed in a folder, with the peers that must come along; changes nothing. */
final class Trial {
    /** What would be done. */
    enum Outcome {
        /** There is a free place. */
        PLACE,
        /** What is there is as good. */
        KEEP,
        /** What is there goes. */
        REPLACE,
        CONFLICT
    }

    final Node folder;

    private final Node node;
    private final Edge edge;
    private final @Nullable Trial parent;
    private final List<Node> path;
    private final boolean prefersOld;
    private final @Nullable Node current;
    private final Work work;
    private @Nullable Outcome alone;
    private @Nullable Outcome peers;
    private final Outcome outcome;

    /**
     * Tries it.
     *
     * @param node in its gathering
     * @param edge for which it is to be placed
     * @param parent of the node whose peer it is; null where it is nobody's
     */
    Trial(Node node, Node folder, Edge edge, @Nullable Trial parent, Work work) {
        this(node, folder, edge, parent, List.of(), edge.isPeer(), work);
    }

    private Trial(
            Node node, Node folder, Edge edge, @Nullable Trial parent, List<Node> path, boolean prefersOld, Work work) {
        work.step();
        this.node = node;
        this.folder = folder;
        this.edge = edge;
        this.parent = parent;
        this.path = path;
        this.prefersOld = prefersOld;
        this.work = work;
        this.current = folder.child(edge.name);
        this.outcome = tried();
    }

    Outcome outcome() {
        return outcome;
    }

    /** The outcome if no peer came along. */
    Outcome alone() {
        return alone == null ? outcome : alone;
    }

    private Outcome tried() {
        if (node.isMissing()) {
            return current == null ? Outcome.PLACE : Outcome.REPLACE;
        }
        var wanted = folder.edge(edge.name);
        if (wanted != null && wanted.isPeer() && !folder.isTop()) {
            return Outcome.CONFLICT;
        }
        if (current != null) {
            return instead(current);
        }
        return wanted != null && wanted != edge && !node.satisfies(wanted) ? Outcome.CONFLICT : free();
    }

    private Outcome free() {
        var shadowed = folder == top().edge.from ? null : folder.resolve(edge.name);
        if (shadowed != null) {
            for (var user : shadowed.edgesIn) {
                if (user.from.isBelow(folder) && user.isValid() && !node.satisfies(user)) {
                    return Outcome.CONFLICT;
                }
            }
        }
        return withPeers(Outcome.PLACE);
    }

    private Outcome instead(Node old) {
        if (Substitute.isSame(node, old) && (old.satisfies(edge) || !node.satisfies(edge))) {
            return Outcome.KEEP;
        }
        boolean isNewer = node.ranges.order(node.version(), old.version()).orElse(-1) >= 0;
        if (isNewer && Substitute.canReplace(node, old, Set.of()) && withPeers(Outcome.REPLACE) != Outcome.CONFLICT) {
            return Outcome.REPLACE;
        }
        if (old.satisfies(edge)) {
            return Outcome.KEEP;
        }
        if (prefersOld
                && !isNewer
                && Substitute.canReplace(node, old, Set.of())
                && withPeers(Outcome.REPLACE) != Outcome.CONFLICT) {
            return Outcome.REPLACE;
        }
        if (folder != deepest()) {
            return Outcome.CONFLICT;
        }
        if (!edge.isPeer() && folder == edge.from) {
            return withPeers(Outcome.REPLACE);
        }
        if (parent == null && !edge.isPeer()) {
            return Outcome.CONFLICT;
        }
        return canGiveWay(old) ? withPeers(Outcome.REPLACE) : Outcome.CONFLICT;
    }

    /** Whether all sets of peers that the old one is in can be replaced, or go deeper. */
    private boolean canGiveWay(Node old) {
        boolean can = true;
        var gathering = node.parent();
        if (gathering == null) {
            return false;
        }
        for (var set : PeerSets.of(old).entrySet()) {
            var entry = set.getKey();
            if (entry == edge || entry == top().edge) {
                continue;
            }
            var entered = Objects.requireNonNull(entry.to());
            var instead = gathering.child(entered.name);
            if (instead != null
                    ? Substitute.canReplace(instead, entered, gathering.children.keySet())
                    : canClobber(entered, gathering)) {
                continue;
            }
            for (var peer : set.getValue()) {
                var deepest = PeerSets.deepest(entry.from, peer.name);
                if (deepest == folder || folder.isBelow(deepest)) {
                    can = false;
                }
            }
        }
        return can;
    }

    private static boolean canClobber(Node entered, Node gathering) {
        var walk = new ArrayList<>(List.of(entered));
        for (int i = 0; i < walk.size(); i++) {
            for (var out : walk.get(i).edgesOut.values()) {
                if (!out.isPeer() || !out.isValid()) {
                    continue;
                }
                var instead = gathering.child(out.name);
                var to = out.to();
                if (instead == null) {
                    if (to != null && !walk.contains(to)) {
                        walk.add(to);
                    }
                } else if (!instead.satisfies(out)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Outcome withPeers(Outcome state) {
        alone = state;
        if (peers == null) {
            peers = canPeers() ? state : Outcome.CONFLICT;
        }
        return peers;
    }

    private boolean canPeers() {
        var longer = new ArrayList<>(path);
        longer.add(node);
        boolean can = true;
        for (var out : node.edgesOut.values()) {
            var peer = out.to();
            if (out.isPeer() && peer != null && !longer.contains(peer)) {
                var deepest = PeerSets.deepest(folder, peer.name);
                can &= new Trial(peer, deepest, out, this, longer, true, work).outcome != Outcome.CONFLICT;
            }
        }
        return can;
    }

    private Node deepest() {
        return PeerSets.deepest(parent == null ? edge.from : parent.deepest(), edge.name);
    }

    private Trial top() {
        return parent == null ? this : parent.top();
    }
}
