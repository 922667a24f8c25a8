package mcphub.analysis.closure;

import org.jspecify.annotations.Nullable;

/** That a node asks for a package, and which node of its tree it gets. */
final class Edge {
    /** How it is asked for. */
    enum Kind {
        REQUIRED(false, false),
        OPTIONAL(false, true),
        PEER(true, false),
        OPTIONAL_PEER(true, true);

        final boolean isPeer;
        final boolean isOptional;

        Kind(boolean isPeer, boolean isOptional) {
            this.isPeer = isPeer;
            this.isOptional = isOptional;
        }
    }

    final Node from;
    final String name;
    final String spec;
    final Kind kind;
    /** Given up: another release than this peer asks for is taken. */
    boolean isOverruled;

    private @Nullable Node to;

    Edge(Node from, String name, String spec, Kind kind) {
        this.from = from;
        this.name = name;
        this.spec = spec;
        this.kind = kind;
    }

    @Nullable
    Node to() {
        return to;
    }

    boolean isPeer() {
        return kind.isPeer;
    }

    boolean isValid() {
        return to == null
                ? kind.isOptional
                : !(kind.isPeer && from == to.parent() && !from.isTop()) && isSatisfiedBy(to);
    }

    boolean isMet() {
        return to != null && isValid();
    }

    boolean isSatisfiedBy(Node node) {
        return node.name.equals(name) && from.ranges.satisfies(node, this);
    }

    /** Looks anew for what the name means where it is asked for. */
    void reload() {
        var now = from.resolve(name);
        if (now != to) {
            if (to != null) {
                to.edgesIn.remove(this);
            }
            to = now;
            if (to != null) {
                to.edgesIn.add(this);
            }
        }
    }
}
