package mcphub.analysis.closure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import mcphub.analysis.closure.Edge.Kind;
import org.jspecify.annotations.Nullable;

/** Builds the tree that npm would: folder by folder from the top, each dependency that is missing or does not fit gathered and placed, until all fit. */
final class TreeBuilder {
    private static final Comparator<Node> TOP_FIRST =
            Comparator.comparingInt(Node::depth).thenComparing(Node::path, NameOrder.INSTANCE);

    private record Task(Edge edge, Node node) {}

    private final Node top;
    private final Client client;
    private final Registry registry;
    private final Gatherer gatherer;
    private final Work work;
    private final Conflicts conflicts;
    private final List<Node> queue = new ArrayList<>();
    private final Set<Node> queued = new HashSet<>();
    private final Set<Node> seen = new HashSet<>();
    private boolean isSorted = true;

    TreeBuilder(Node top, Client client, Registry registry, Gatherer gatherer, Work work, Conflicts conflicts) {
        this.top = top;
        this.client = client;
        this.registry = registry;
        this.gatherer = gatherer;
        this.work = work;
        this.conflicts = conflicts;
    }

    /** Builds it; where that goes beyond the budget, what there is so far stands. */
    void build() {
        push(top);
        while (!queue.isEmpty()) {
            var node = pop();
            if (node.root() == top && !isShrinkwrapped(node) && seen.add(node)) {
                complete(node);
            }
        }
    }

    private boolean isShrinkwrapped(Node node) {
        return node.release != null && node.release.isShrinkwrapped() && !client.isSimpler();
    }

    private void push(Node node) {
        if (queued.add(node)) {
            queue.add(node);
            isSorted = false;
        }
    }

    private Node pop() {
        if (!isSorted) {
            queue.sort(TOP_FIRST);
            isSorted = true;
        }
        var node = queue.removeFirst();
        queued.remove(node);
        return node;
    }

    private void complete(Node node) {
        expect(List.of(node));
        var tasks = new ArrayList<Task>();
        for (var edge : problems(node)) {
            if (!edge.isOverruled) {
                tasks.add(new Task(edge, wanted(node, edge)));
            }
        }
        tasks.sort(Comparator.comparing(task -> task.edge.name, NameOrder.INSTANCE));
        var placed = new ArrayList<Node>();
        for (var task : tasks) {
            place(new Placement(task.node, task.edge, null, work, conflicts), placed);
        }
        expect(placed);
    }

    private Node wanted(Node node, Edge edge) {
        var gathering = gatherer.gathering(node);
        var gathered = gathering.edge(edge.name);
        if (gathered != null && gathered.isMet()) {
            var there = Objects.requireNonNull(gathered.to());
            if (there.satisfies(edge)) {
                return there;
            }
        }
        var hoistable = edge.kind == Kind.OPTIONAL_PEER ? hoistable(edge) : null;
        return hoistable != null ? hoistable : gatherer.gather(edge, edge.isPeer() ? gathering : null);
    }

    /** An optional peer that does not fit can be met by what is there anyway. */
    private static @Nullable Node hoistable(Edge edge) {
        var from = edge.from.parent() == null ? edge.from : edge.from.parent();
        var walk = new ArrayDeque<>(Objects.requireNonNull(from).children.values());
        while (!walk.isEmpty()) {
            var node = walk.removeFirst();
            if (node.satisfies(edge)) {
                return node;
            }
            walk.addAll(node.children.values());
        }
        return null;
    }

    /** What is missing or does not fit; bundled ones are in their archive, whatever they are. */
    private static List<Edge> problems(Node node) {
        var bundled = node.release == null || node.isTop() ? Set.<String>of() : node.release.bundled();
        var problems = new ArrayList<Edge>();
        for (var edge : node.edgesOut.values()) {
            var to = edge.to();
            boolean isProblem = to == null ? edge.kind != Kind.OPTIONAL_PEER : !to.isMissing() && !edge.isValid();
            if (isProblem && !bundled.contains(edge.name)) {
                problems.add(edge);
            }
        }
        return problems;
    }

    private void place(Placement placement, List<Node> placed) {
        var node = placement.placed();
        if (node != null) {
            for (var in : List.copyOf(node.edgesIn)) {
                if (in != placement.edge && !in.isValid() && !in.isOverruled) {
                    seen.remove(in.from);
                    push(in.from);
                }
            }
            push(node);
            for (var other : placement.toRevisit) {
                seen.remove(other);
                push(other);
            }
            placed.add(node);
        }
        placement.peers.forEach(peer -> place(peer, placed));
    }

    private void expect(List<Node> nodes) {
        var names = new LinkedHashSet<String>();
        for (var node : nodes) {
            for (var edge : problems(node)) {
                if (node.ranges.wanted(edge) instanceof Wanted.Registered registered) {
                    names.add(registered.name());
                }
            }
        }
        registry.expect(names);
    }
}
