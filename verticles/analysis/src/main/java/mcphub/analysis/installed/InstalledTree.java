package mcphub.analysis.installed;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mcphub.analysis.reading.Dependency.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Packages and who needs whom, by whoever settles it: a lock file, copies that are there, or a resolution.
 *
 * @param file that says so
 * @param nodes packages; those of the source itself among them
 * @param importers which node is the package of the source that a manifest describes, by the path of the manifest
 */
public record InstalledTree(String file, List<Node> nodes, Map<String, Integer> importers) {
    /** How many packages one tree may have. */
    public static final int MOST_NODES = 20_000;

    public InstalledTree {
        nodes = List.copyOf(nodes);
        importers = Map.copyOf(importers);
    }

    /** Where a package is. */
    public enum Kind {
        /** It is part of the source: its root, a member of its workspace, a folder beside it. */
        OWN,
        /** It is fetched. */
        FETCHED,
        /** The source has a copy, which is installed with it, needed or not. */
        COPY
    }

    /**
     * One package.
     *
     * @param name its real one, whatever it is called where it is needed
     * @param version exact; empty where the file does not say it
     * @param license as the file says; null where it does not
     * @param kind where it is
     */
    public record Node(
            String name, String version, @Nullable String license, Kind kind, List<Edge> edges) {
        public Node {
            edges = List.copyOf(edges);
        }

        /** Whether it is part of the source. */
        public boolean isOwn() {
            return kind == Kind.OWN;
        }

        /** What is needed under a name. */
        public Optional<Edge> edge(String needed) {
            return edges.stream().filter(edge -> edge.name().equals(needed)).findFirst();
        }
    }

    /**
     * That a package needs another.
     *
     * @param name as it is called there
     * @param requirement what is asked for; empty where the file does not say it, or anything will do
     * @param target the node that serves it; -1 for none
     */
    public record Edge(String name, String requirement, Scope scope, int target) {}

    /** The node that serves an edge; absent where none does. */
    public Optional<Node> target(Edge edge) {
        return edge.target() < 0 ? Optional.empty() : Optional.of(nodes.get(edge.target()));
    }
}
