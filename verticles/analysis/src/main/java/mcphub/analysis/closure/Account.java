package mcphub.analysis.closure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import mcphub.analysis.closure.Resolution.Kind;
import mcphub.analysis.closure.Resolution.Need;
import mcphub.analysis.closure.Resolution.Place;
import mcphub.analysis.closure.Resolution.Scope;
import mcphub.analysis.closure.Resolution.Trouble;

/** Tells what a finished tree holds, and what it lacks. */
final class Account {
    private static final Comparator<Trouble> FIXED = Comparator.comparing(Trouble::kind)
            .thenComparing(Trouble::name)
            .thenComparing(Trouble::spec)
            .thenComparing(Trouble::from)
            .thenComparing(Trouble::why);

    private final Node top;
    private final Client client;
    private final Node subject;
    private final List<Trouble> troubles = new ArrayList<>();

    /** @param isPackage whether the top is there for one package alone, which is what is told of */
    Account(Node top, boolean isPackage, Client client) {
        this.top = top;
        this.client = client;
        var first = top.edgesOut.values().stream().findFirst().map(Edge::to).orElse(null);
        this.subject = isPackage && first != null ? first : top;
    }

    Resolution resolution(Conflicts conflicts, String exceeded, boolean hasOverrides, String inputs) {
        var nodes = top.family().stream()
                .filter(node -> node != top)
                .sorted(Comparator.comparing(Node::path))
                .toList();
        var places = nodes.stream()
                .filter(node -> !node.isMissing() && node.standsFor == null)
                .map(Account::place)
                .toList();
        nodes.forEach(this::lacks);
        conflicts
                .all()
                .forEach(edge -> tell(Kind.CONFLICT, edge, "npm finds no release that suits all who ask for it"));
        if (!exceeded.isEmpty()) {
            troubles.add(new Trouble(Kind.BUDGET, subject.name, "", "", exceeded, false));
        }
        if (hasOverrides) {
            troubles.add(new Trouble(Kind.OVERRIDES, subject.name, "", "", "its overrides are not applied", false));
        }
        return new Resolution(
                client,
                subject.name,
                subject.version(),
                subject == top,
                needs(top),
                places,
                troubles.stream().sorted(FIXED).distinct().toList(),
                inputs);
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
        for (var edge : node.edgesOut.values()) {
            if (node != subject && release.bundled().contains(edge.name) && edge.to() == null) {
                tell(Kind.BUNDLED, edge, "it comes with the archive, which was not looked into");
            }
        }
        if (release.isShrinkwrapped() && !client.isSimpler()) {
            troubles.add(new Trouble(
                    Kind.SHRINKWRAPPED,
                    release.name(),
                    node.version(),
                    told(node),
                    "its own lock settles what it brings, which was not looked into",
                    node.isOptional));
        }
        if (!node.isOptional && !client.isMachine(release)) {
            troubles.add(new Trouble(
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
        troubles.add(new Trouble(kind, edge.name, edge.spec, told(edge.from), why, isOptional));
    }

    private String told(Node node) {
        return node == subject || node == top || node.release == null ? "" : node.release.name() + '@' + node.version();
    }

    private static Place place(Node node) {
        var release = Objects.requireNonNull(node.release);
        return new Place(
                node.path(),
                release.name(),
                release.version(),
                release.integrity(),
                node.isOptional ? Scope.OPTIONAL : node.isPeer ? Scope.PEER : Scope.RUNTIME,
                node.isLeftOut,
                release.hasInstallScript(),
                release.deprecated(),
                needs(node));
    }

    private static List<Need> needs(Node node) {
        var needs = new ArrayList<Need>();
        for (var edge : node.edgesOut.values()) {
            var to = edge.to();
            var at = to == null || to.standsFor == null ? to : to.standsFor;
            needs.add(new Need(
                    edge.name,
                    edge.spec,
                    edge.kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    at == null || at.isMissing() ? null : at.path(),
                    edge.isValid() && (to == null || !to.isMissing())));
        }
        needs.sort(Comparator.comparing(Need::name));
        return needs;
    }
}
