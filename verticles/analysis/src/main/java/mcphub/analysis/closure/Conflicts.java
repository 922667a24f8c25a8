package mcphub.analysis.closure;

import java.util.LinkedHashSet;
import java.util.Set;

/** Peers that cannot agree, where npm refuses to install; here the resolution goes on, and says so. */
final class Conflicts {
    private final Set<Edge> refused = new LinkedHashSet<>();

    void refused(Edge edge) {
        refused.add(edge);
    }

    Set<Edge> all() {
        return refused;
    }
}
