package mcphub.analysis.closure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import mcphub.analysis.closure.Resolution.Kind;
import mcphub.analysis.closure.Resolution.Need;
import mcphub.analysis.closure.Resolution.Place;
import mcphub.analysis.closure.Resolution.Scope;
import mcphub.analysis.closure.Resolution.Trouble;
import mcphub.analysis.controls.Redaction;

/** Tells what a finished tree holds, and what it lacks: bounded, however much that is, and without what opens addresses. */
final class Account {
    private static final Comparator<Trouble> FIXED = Comparator.comparing(Trouble::kind)
            .thenComparing(Trouble::name)
            .thenComparing(Trouble::spec)
            .thenComparing(Trouble::from)
            .thenComparing(Trouble::why)
            .thenComparing(Trouble::isOptional);
    private static final int MOST_TROUBLES = 1_000;
    /** Characters of what all packages ask for. */
    private static final int MOST_ASKED = 8_000_000;

    private final Node top;
    private final Client client;
    private final Node subject;
    private final NavigableSet<Trouble> troubles = new TreeSet<>(FIXED);
    private final Map<Node, String> paths = new HashMap<>();
    private boolean isMore;
    private boolean isMoreOptional = true;
    private long asked;

    /** @param top there for one package alone, which is what is told of */
    Account(Node top, Client client) {
        this.top = top;
        this.client = client;
        var first = top.edgesOut.values().stream().findFirst().map(Edge::to).orElse(null);
        this.subject = first == null ? top : first;
    }

    Resolution resolution(Conflicts conflicts, String exceeded, String inputs) {
        var nodes = top.family().stream()
                .filter(node -> node != top)
                .sorted(Comparator.comparing(this::path))
                .toList();
        var needs = needs(top);
        var places = nodes.stream()
                .filter(node -> !node.isMissing() && node.standsFor == null)
                .map(this::place)
                .toList();
        nodes.forEach(this::lacks);
        conflicts
                .all()
                .forEach(edge -> tell(Kind.CONFLICT, edge, "npm finds no release that suits all who ask for it"));
        beyond(exceeded, false);
        if (asked > MOST_ASKED) {
            beyond("what its packages ask for has more than %,d characters".formatted(MOST_ASKED), false);
        }
        if (isMore) {
            beyond("more than %,d things could not be resolved".formatted(MOST_TROUBLES), isMoreOptional);
        }
        return new Resolution(client, subject.name, subject.version(), needs, places, List.copyOf(troubles), inputs);
    }

    private String path(Node node) {
        return paths.computeIfAbsent(node, Node::path);
    }

    private void beyond(String why, boolean isOptional) {
        if (!why.isEmpty()) {
            troubles.add(new Trouble(Kind.BUDGET, subject.name, "", "", why, isOptional));
        }
    }

    /** Keeps those that come first, of whatever comes when. */
    private void add(Trouble trouble) {
        troubles.add(trouble);
        if (troubles.size() > MOST_TROUBLES) {
            isMore = true;
            isMoreOptional &= troubles.removeLast().isOptional();
        }
    }

    private void lacks(Node node) {
        if (node.isMissing()) {
            var kind = node.elsewhere == null ? Kind.MISSING : Kind.ELSEWHERE;
            node.edgesIn.forEach(edge -> tell(kind, edge, node.trouble));
            return;
        }
        var release = node.release;
        if (release == null || node.standsFor != null) {
            return;
        }
        if (node != subject) {
            release.bundled()
                    .forEach(name -> add(new Trouble(
                            Kind.BUNDLED,
                            name,
                            "",
                            told(node),
                            "it comes with an archive that was not looked into",
                            node.isOptional)));
        }
        if (release.isShrinkwrapped() && !client.isSimpler()) {
            add(new Trouble(
                    Kind.SHRINKWRAPPED,
                    release.name(),
                    node.version(),
                    told(node),
                    "its own lock settles what it brings, which was not looked into",
                    node.isOptional));
        }
        if (!node.isOptional && !client.isMachine(release)) {
            add(new Trouble(
                    Kind.PLATFORM,
                    release.name(),
                    node.version(),
                    told(node),
                    "it does not run on " + client.os() + ' ' + client.cpu(),
                    false));
        }
    }

    private void tell(Kind kind, Edge edge, String why) {
        boolean isOptional = edge.kind.isOptional || edge.from.isOptional;
        add(new Trouble(kind, edge.name, Shown.of(edge.spec), told(edge.from), Shown.in(why, edge.spec), isOptional));
    }

    private String told(Node node) {
        return node == subject || node == top || node.release == null ? "" : node.release.name() + '@' + node.version();
    }

    private Place place(Node node) {
        var release = Objects.requireNonNull(node.release);
        return new Place(
                path(node),
                release.name(),
                release.version(),
                release.integrity(),
                node.isOptional ? Scope.OPTIONAL : node.isPeer ? Scope.PEER : Scope.RUNTIME,
                node.isLeftOut,
                release.hasInstallScript(),
                release.deprecated() == null ? null : Redaction.ofAddress(release.deprecated()),
                needs(node));
    }

    private List<Need> needs(Node node) {
        var needs = new ArrayList<Need>();
        for (var edge : node.edgesOut.values()) {
            var to = edge.to();
            var at = to == null || to.standsFor == null ? to : to.standsFor;
            var need = new Need(
                    edge.name,
                    Shown.of(edge.spec),
                    edge.kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    at == null || at.isMissing() ? null : path(at),
                    edge.isValid() && (to == null || !to.isMissing()));
            asked += need.name().length() + need.spec().length();
            asked += need.path() == null ? 0 : need.path().length();
            if (asked <= MOST_ASKED) {
                needs.add(need);
            }
        }
        needs.sort(Comparator.comparing(Need::name));
        return needs;
    }
}
