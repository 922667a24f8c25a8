package mcphub.analysis.closure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mcphub.analysis.closure.Edge.Kind;
import mcphub.analysis.closure.Releases.Chosen;
import org.jspecify.annotations.Nullable;

/** Gathers a release that is asked for together with its peers, and their peers, before they get their places. */
final class Gatherer {
    private final Registry registry;
    private final Client client;
    private final Budget budget;
    private final Work work;
    private final Conflicts conflicts;
    private final Map<Node, Node> gatherings = new HashMap<>();
    private final Map<Wanted.Registered, Chosen> chosen = new HashMap<>();
    /** By name and version, since many ranges may mean one. */
    private final Map<List<String>, Releases.Taken> taken = new HashMap<>();
    /** What the registry said of each package that was asked for. */
    private final Map<String, Registry.Answer> answers = new HashMap<>();

    private long bytes;

    Gatherer(Registry registry, Client client, Budget budget, Work work, Conflicts conflicts) {
        this.registry = registry;
        this.client = client;
        this.budget = budget;
        this.work = work;
        this.conflicts = conflicts;
    }

    /** Takes this release for what its exact version asks for, whatever the registry has. */
    void know(ReleaseManifest release) {
        chosen.put(new Wanted.Registered(release.name(), release.version()), new Releases.Taken(release));
    }

    /** What was asked of the registry, and what it said. */
    Map<String, Registry.Answer> answers() {
        return answers;
    }

    /** The gathering of a node: the last one, or a new one where there was none. */
    Node gathering(Node source) {
        return gatherings.computeIfAbsent(source, Nodes::gathering);
    }

    /**
     * Gathers for an edge.
     *
     * @param gathering to which it is added; null: a new one
     */
    Node gather(Edge edge, @Nullable Node gathering) {
        Set<Node> required = new LinkedHashSet<>();
        required.add(edge.from);
        return gather(edge, gathering, null, required);
    }

    private Node gather(Edge edge, @Nullable Node into, @Nullable Edge second, Set<Node> required) {
        work.enter();
        Node gathering;
        if (into == null) {
            gathering = Nodes.gathering(edge.from);
            gatherings.put(edge.from, gathering);
        } else {
            gathering = into;
        }
        var node = made(edge, gathering);
        if (second != null && !second.isValid()) {
            var other = made(second, gathering);
            node = edge.isValid() ? other : node;
        }
        node.moveTo(gathering);
        if (isRequired(edge, required) || (second != null && isRequired(second, required))) {
            required.add(node);
        }
        gatherPeers(node, required);
        work.leave();
        return node;
    }

    private static boolean isRequired(Edge edge, Set<Node> required) {
        return edge.kind != Kind.OPTIONAL_PEER && required.contains(edge.from);
    }

    private void gatherPeers(Node node, Set<Node> required) {
        var peers = new ArrayList<Edge>();
        for (var edge : node.edgesOut.values()) {
            if (edge.isPeer() && !edge.isMet()) {
                peers.add(edge);
            }
        }
        peers.sort(Comparator.comparing(edge -> edge.name, NameOrder.INSTANCE));
        for (var edge : peers) {
            var gathering = node.parent();
            if (gathering == null) {
                return;
            }
            if (!edge.isMet()) {
                gatherPeer(edge, gathering, required);
            }
        }
    }

    private void gatherPeer(Edge edge, Node gathering, Set<Node> required) {
        var owner = Objects.requireNonNull(gathering.source);
        boolean mayDiffer = !owner.isTop();
        var asked = gathering.edge(edge.name);
        var current = edge.to();
        if (current == null && edge.kind == Kind.OPTIONAL_PEER && client.isSimpler()) {
            var there = owner.resolve(edge.name);
            if (there == null || there.satisfies(edge)) {
                return;
            }
        }
        if (current == null && asked == null) {
            gather(edge, gathering, null, required);
        } else if (current == null) {
            var dependency = gather(Objects.requireNonNull(asked), gathering, edge, required);
            if (!edge.isValid()) {
                edge.isOverruled = true;
                if (!mayDiffer
                        && required.contains(dependency)
                        && !dependency.isMissing()
                        && edge.from.parent() != null) {
                    conflicts.refused(edge);
                }
            }
        } else {
            var dependency = gather(edge, null, null, required);
            if (Substitute.canReplace(dependency, current, Set.of())) {
                gather(edge, gathering, null, required);
            } else if (!mayDiffer && required.contains(edge.from)) {
                conflicts.refused(edge);
            }
        }
    }

    private Node made(Edge edge, Node gathering) {
        work.step();
        return switch (edge.from.ranges.wanted(edge)) {
            case Wanted.Elsewhere elsewhere -> Nodes.missing(edge.name, edge.spec, elsewhere.why(), gathering);
            case Wanted.Registered registered ->
                switch (chosen.computeIfAbsent(registered, this::choose)) {
                    case Releases.Taken taken -> Nodes.of(edge.name, taken.release(), gathering);
                    case Releases.Nothing nothing -> Nodes.missing(edge.name, null, nothing.why(), gathering);
                };
        };
    }

    private Chosen choose(Wanted.Registered wanted) {
        return switch (answer(wanted.name())) {
            case Registry.Unknown unknown -> new Releases.Nothing(unknown.why());
            case Registry.Known known ->
                switch (known.releases().choose(wanted.spec(), client)) {
                    case Releases.Taken one ->
                        taken.computeIfAbsent(
                                List.of(one.release().name(), one.release().version()), first -> one);
                    case Releases.Nothing nothing -> nothing;
                };
        };
    }

    private Registry.Answer answer(String name) {
        var known = answers.get(name);
        if (known != null) {
            return known;
        }
        if (answers.size() >= budget.packages()) {
            throw new Work.Exceeded("it asks for more than %,d packages".formatted(budget.packages()));
        }
        var answer = registry.find(name);
        answers.put(name, answer);
        bytes += answer instanceof Registry.Known found ? found.bytes() : 0;
        if (bytes > budget.bytes()) {
            throw new Work.Exceeded(
                    "what the registry says of its packages has more than %,d bytes".formatted(budget.bytes()));
        }
        return answer;
    }
}
