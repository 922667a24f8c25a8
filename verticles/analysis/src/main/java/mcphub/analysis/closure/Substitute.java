package mcphub.analysis.closure;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether one node does for another. */
final class Substitute {
    private Substitute() {}

    static boolean isSame(Node candidate, Node current) {
        if (candidate == current) {
            return true;
        }
        var a = candidate.release;
        var b = current.release;
        if (!candidate.name.equals(current.name) || a == null || b == null) {
            return false;
        }
        if (a.integrity() != null && b.integrity() != null) {
            return a.integrity().equals(b.integrity());
        }
        return a.name().equals(b.name()) && a.version().equals(b.version());
    }

    /** @param exceptPeers whose wishes do not count, since they would be replaced, too */
    static boolean canReplace(Node candidate, Node current, Set<String> exceptPeers) {
        if (!candidate.name.equals(current.name) || !Objects.equals(packageName(candidate), packageName(current))) {
            return false;
        }
        var gone = DependencySet.of(List.of(current), edge -> edge.to() != current && edge.isValid());
        for (var edge : current.edgesIn) {
            boolean isOfPeers = !current.isTop()
                    && edge.from.parent() == current.parent()
                    && edge.isPeer()
                    && exceptPeers.contains(Node.key(edge.from.name));
            if (!isOfPeers && !gone.contains(edge.from) && !edge.isSatisfiedBy(candidate)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String packageName(Node node) {
        return node.release == null ? null : node.release.name();
    }
}
