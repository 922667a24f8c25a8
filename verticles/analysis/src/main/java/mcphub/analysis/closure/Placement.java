package mcphub.analysis.closure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import mcphub.analysis.closure.Trial.Outcome;
import org.jspecify.annotations.Nullable;

/** Puts a node, and the peers that come along, as high in the tree as it can go without taking anything from anybody. */
final class Placement {
    final Edge edge;
    final List<Placement> peers = new ArrayList<>();
    /** Those whose dependencies have to be looked at again, since they lost one. */
    final Set<Node> toRevisit = new LinkedHashSet<>();

    private final Node node;
    private final @Nullable Placement parent;
    private final Work work;
    private final Pruning pruning;
    private final Conflicts conflicts;
    private @Nullable Trial trial;
    private @Nullable Node placed;

    /**
     * Places it.
     *
     * @param node in its gathering
     * @param parent of the node whose peer it is; null where it is nobody's
     */
    Placement(Node node, Edge edge, @Nullable Placement parent, Work work, Conflicts conflicts) {
        this.node = node;
        this.edge = edge;
        this.parent = parent;
        this.work = work;
        this.pruning = new Pruning(work);
        this.conflicts = conflicts;
        if (!edge.isMet()) {
            place();
        }
    }

    /** What stands in the tree now that did not before; null for nothing. */
    @Nullable
    Node placed() {
        return placed;
    }

    /** Whether something went for it. */
    boolean hasReplaced() {
        return trial != null && trial.alone() == Outcome.REPLACE;
    }

    private void place() {
        Trial alone = null;
        for (Node folder = start(); folder != null; folder = folder.parent()) {
            var wanted = folder.edge(edge.name);
            if (!folder.isTop() && wanted != null && wanted.isPeer()) {
                continue;
            }
            var tried = new Trial(node, folder, edge, parent == null ? null : parent.trial, work);
            if (tried.alone() != Outcome.CONFLICT) {
                alone = tried;
            }
            if (tried.outcome() == Outcome.CONFLICT) {
                break;
            }
            trial = tried;
            if (node.isMissing()) {
                break;
            }
        }
        if (trial == null) {
            if (isOfProject()) {
                conflicts.refused(top().edge);
            }
            if (alone == null) {
                edge.isOverruled = true;
                return;
            }
            trial = alone;
        }
        put(trial);
    }

    private void put(Trial here) {
        var folder = here.folder;
        if ((here.outcome() == Outcome.CONFLICT ? here.alone() : here.outcome()) == Outcome.KEEP) {
            if (edge.isPeer() && !edge.isValid()) {
                edge.isOverruled = true;
            }
            pruning.duplicates(folder, true);
            return;
        }
        work.placed(folder.path(node.name));
        for (Node above = folder; above != null; above = above.parent()) {
            if (!above.isTop() && Substitute.isSame(above, node)) {
                placed = Nodes.standIn(above, folder);
                return;
            }
        }
        var copy = node.copy();
        placed = copy;
        var old = folder.child(edge.name);
        if (old == null) {
            copy.moveTo(folder);
        } else {
            replace(old, copy);
        }
        if (edge.isPeer() && !copy.satisfies(edge)) {
            edge.isOverruled = true;
        }
        var to = edge.to();
        if (to != null && edge.isValid() && to != copy) {
            pruning.duplicates(to, false);
        }
        pruning.below(folder, edge.name);
        placePeers(copy);
    }

    private void placePeers(Node copy) {
        var gathering = node.parent();
        if (gathering == null) {
            return;
        }
        for (var out : List.copyOf(copy.edgesOut.values())) {
            if (out.isValid() || !out.isPeer() || out.isOverruled) {
                continue;
            }
            var peer = gathering.child(out.name);
            if (peer != null && peer.satisfies(out)) {
                peers.add(new Placement(peer, out, this, work, conflicts));
            }
        }
    }

    private void replace(Node old, Node copy) {
        var folder = Objects.requireNonNull(old.parent());
        var before = new ArrayList<Node>();
        for (var out : old.edgesOut.values()) {
            var to = out.to();
            if (to != null && copy.edge(out.name) == null) {
                before.addAll(DependencySet.of(List.of(to), other -> other.to() != to));
            }
        }
        var leaving = new ArrayList<Node>();
        for (var in : List.copyOf(old.edgesIn)) {
            if (copy.satisfies(in) || !in.isPeer() || in.from.parent() != folder || in.isOverruled) {
                continue;
            }
            for (var entry : PeerSets.of(in.from).keySet()) {
                var entered = Objects.requireNonNull(entry.to());
                if (entered != folder && !entry.from.isTop()) {
                    leaving.addAll(
                            DependencySet.of(List.of(entered), other -> other.to() != entered && !other.isOverruled));
                } else {
                    in.isOverruled = true;
                }
            }
        }
        copy.replace(old);
        work.removed();
        pruning.afterReplacing(copy, before);
        for (var left : leaving) {
            left.edgesIn.forEach(in -> toRevisit.add(in.from));
            pruning.remove(left);
        }
    }

    private Node start() {
        return PeerSets.deepest(parent == null ? edge.from : parent.start(), edge.name);
    }

    private Placement top() {
        return parent == null ? this : parent.top();
    }

    /** Whether it is the project itself that asks for it, so that npm gives up where there is no place. */
    private boolean isOfProject() {
        var asking = top().edge;
        return asking.from.isTop()
                || (asking.isPeer()
                        && (asking.from.edgesIn.stream().anyMatch(in -> !in.isPeer() && in.from.isTop())
                                || (asking.from.edgesIn.stream().anyMatch(Edge::isPeer)
                                        && PeerSets.of(asking.from).keySet().stream()
                                                .anyMatch(entry -> entry.from.isTop()))));
    }
}
