package mcphub.analysis.closure;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Takes out of a tree what nobody needs where it is. */
final class Pruning {
    private final Work work;

    Pruning(Work work) {
        this.work = work;
    }

    /** Removes those of a name below a folder that need not be there any more. */
    void below(Node folder, String name) {
        var same = folder.family().stream()
                .filter(below -> below.name.equals(name) && !below.isTop())
                .sorted(Comparator.comparingLong(Node::arrival))
                .toList();
        for (var below : same) {
            if (below.root() == folder.root()) {
                duplicates(below, false);
                if (below.root() == folder.root()) {
                    List.copyOf(below.children.values()).forEach(child -> duplicates(child, false));
                }
            }
        }
    }

    /** What only the replaced one needed is gone with it. */
    void afterReplacing(Node copy, List<Node> before) {
        var unwanted = new LinkedHashSet<Node>();
        for (var out : copy.edgesOut.values()) {
            var to = out.to();
            if (to != null && !out.isValid()) {
                unwanted.add(to);
            }
        }
        for (var one : before) {
            unwanted.addAll(DependencySet.of(List.of(one), out -> out.to() != one && out.isValid()));
        }
        DependencySet.of(unwanted, out -> out.from != copy && out.to() != copy && out.isValid())
                .forEach(this::remove);
    }

    /** Removes a node, or those below it, where one further up does as well. */
    void duplicates(Node from, boolean goesDown) {
        work.goOn();
        if (isSuperfluous(from)) {
            DependencySet.of(List.of(from), out -> out.to() != from && out.isValid())
                    .forEach(this::remove);
        } else if (goesDown) {
            from.children.values().stream()
                    .sorted(Comparator.comparing(Node::path, NameOrder.INSTANCE))
                    .toList()
                    .forEach(child -> duplicates(child, true));
        }
    }

    private static boolean isSuperfluous(Node one) {
        var folder = one.parent();
        if (folder == null || folder.parent() == null) {
            return false;
        }
        if (one.edgesIn.isEmpty()) {
            return true;
        }
        var other = Objects.requireNonNull(folder.parent()).resolve(one.name);
        if (other == null) {
            return false;
        }
        return Substitute.isSame(other, one)
                || (Substitute.canReplace(other, one, Set.of())
                        && one.ranges.order(other.version(), one.version()).orElse(-1) >= 0);
    }

    /** Removes a node with all in its folder. */
    void remove(Node gone) {
        if (!gone.isTop()) {
            gone.family().forEach(one -> work.removed());
            gone.detach();
        }
    }
}
