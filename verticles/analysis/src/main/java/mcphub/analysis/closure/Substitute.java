package mcphub.analysis.closure;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether one node does for another. */
final class Substitute {
    private Substitute() {}

    static boolean isSame(Node one, Node other) {
        if (one == other) {
            return true;
        }
        var a = one.release;
        var b = other.release;
        if (!one.name.equals(other.name) || a == null || b == null) {
            return false;
        }
        return a.integrity() != null && b.integrity() != null
                ? a.integrity().equals(b.integrity())
                : a.name().equals(b.name()) && a.version().equals(b.version());
    }

    /** @param exceptPeers whose wishes do not count, since they would be replaced, too */
    static boolean canReplace(Node one, Node other, Set<String> exceptPeers) {
        if (!one.name.equals(other.name) || !Objects.equals(packageName(one), packageName(other))) {
            return false;
        }
        var gone = DependencySet.of(List.of(other), edge -> edge.to() != other && edge.isValid());
        for (var edge : other.edgesIn) {
            boolean isOfPeers = !other.isTop()
                    && edge.from.parent() == other.parent()
                    && edge.isPeer()
                    && exceptPeers.contains(Node.key(edge.from.name));
            if (!isOfPeers && !gone.contains(edge.from) && !edge.isSatisfiedBy(one)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String packageName(Node node) {
        return node.release == null ? null : node.release.name();
    }
}
