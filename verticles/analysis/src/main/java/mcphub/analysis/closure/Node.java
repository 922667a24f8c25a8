package mcphub.analysis.closure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mcphub.analysis.closure.Edge.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A package in a folder, with the packages in its {@code node_modules}. A tree has a top without a parent: that of the installation, or one of those in which a package and its peers are
 * gathered before they get their places.
 */
final class Node {
    final Ranges ranges;
    final String name;
    /** Null where it could not be had. */
    final @Nullable ReleaseManifest release;
    /** What was asked for in its place, where that is in no registry. */
    final @Nullable String elsewhere;
    /** Why it could not be had; empty where it could. */
    final String trouble;
    /** Of the top of a gathering: whose dependencies are gathered. Such a top asks for what that does, noted for each name when somebody looks for it. */
    final @Nullable Node source;
    /** Of what would be inside itself for ever: the node above that it stands for. */
    @Nullable
    Node standsFor;

    final Map<String, Node> children = new LinkedHashMap<>();
    final Map<String, Edge> edgesOut = new LinkedHashMap<>();
    final Set<Edge> edgesIn = new LinkedHashSet<>();
    boolean isExtraneous = true;
    boolean isOptional = true;
    boolean isPeer = true;
    /** Whether it has a place, and is not put there. */
    boolean isLeftOut;

    private @Nullable Node parent;
    private long arrival;

    Node(
            Ranges ranges,
            String name,
            @Nullable ReleaseManifest release,
            @Nullable String elsewhere,
            String trouble,
            @Nullable Node source) {
        this.ranges = ranges;
        this.name = name;
        this.release = release;
        this.elsewhere = elsewhere;
        this.trouble = trouble;
        this.source = source;
    }

    /** The same again, in no tree yet. */
    Node copy() {
        var node = new Node(ranges, name, release, elsewhere, trouble, null);
        node.ask();
        return node;
    }

    /** Notes what it asks for. */
    void ask() {
        if (release != null) {
            release.asks((kind, dependency, spec) -> ask(kind, dependency, spec));
        }
    }

    private Edge ask(Kind kind, String dependency, String spec) {
        ranges.work.asked();
        var before = edgesOut.remove(key(dependency));
        if (before != null && before.to() != null) {
            before.to().edgesIn.remove(before);
        }
        var edge = new Edge(this, dependency, spec, kind);
        edgesOut.put(key(dependency), edge);
        edge.reload();
        return edge;
    }

    @Nullable
    Node parent() {
        return parent;
    }

    boolean isTop() {
        return parent == null;
    }

    Node root() {
        var node = this;
        while (node.parent != null) {
            node = node.parent;
        }
        return node;
    }

    int depth() {
        int depth = 0;
        for (var node = parent; node != null; node = node.parent) {
            depth++;
        }
        return depth;
    }

    /** Its path below the top; empty for that. */
    String path() {
        if (parent == null) {
            return "";
        }
        return parent.path(name);
    }

    /** The path of what stands in its folder under this name. */
    String path(String child) {
        String own = path();
        return (own.isEmpty() ? "" : own + "/") + "node_modules/" + child;
    }

    String version() {
        return release == null ? "" : release.version();
    }

    boolean isMissing() {
        return !trouble.isEmpty();
    }

    @Nullable
    Edge edge(String dependency) {
        var edge = edgesOut.get(key(dependency));
        var same = edge == null && source != null ? source.edge(dependency) : null;
        return same == null ? edge : ask(same.kind, same.name, same.spec);
    }

    @Nullable
    Node child(String child) {
        return children.get(key(child));
    }

    boolean satisfies(Edge edge) {
        return edge.isSatisfiedBy(this);
    }

    /** What a name means to programs in this folder: the nearest one, upwards. */
    @Nullable
    Node resolve(String wanted) {
        for (Node node = this; node != null; node = node.parent) {
            var found = node.children.get(key(wanted));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    boolean isBelow(Node other) {
        for (Node node = this; node != null; node = node.parent) {
            if (node == other) {
                return true;
            }
        }
        return false;
    }

    /** All below it, itself first. */
    List<Node> family() {
        var all = new ArrayList<Node>();
        all.add(this);
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).children.values());
        }
        return all;
    }

    /** When it came to its place, compared with others. */
    long arrival() {
        return arrival;
    }

    /** Puts it into a folder; what is there by its name goes. */
    void moveTo(Node folder) {
        if (parent == folder) {
            return;
        }
        var current = folder.children.get(key(name));
        if (current != null) {
            current.detach();
        }
        if (parent != null) {
            parent.children.remove(key(name), this);
        }
        parent = folder;
        folder.children.put(key(name), this);
        arrived();
    }

    /** Takes the place of another one, and the packages in its folder. */
    void replace(Node other) {
        var folder = Objects.requireNonNull(other.parent);
        for (var child : List.copyOf(other.children.values())) {
            child.moveTo(this);
        }
        other.detach();
        moveTo(folder);
    }

    /** Takes it out of its tree, with all that is in its folder. */
    void detach() {
        if (parent != null) {
            parent.children.remove(key(name), this);
            parent = null;
            reload(family());
        }
    }

    private void arrived() {
        var family = family();
        arrival = ranges.next();
        reload(family);
        for (var node : Objects.requireNonNull(parent).family()) {
            var edge = node.edge(name);
            if (edge != null) {
                edge.reload();
            }
        }
    }

    private static void reload(List<Node> family) {
        for (var node : family) {
            List.copyOf(node.edgesIn).forEach(Edge::reload);
            node.edgesOut.values().forEach(Edge::reload);
        }
    }

    /** Names that differ by case alone are one folder on many machines. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
