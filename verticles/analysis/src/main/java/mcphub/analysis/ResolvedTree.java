package mcphub.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.analysis.closure.Resolution;
import mcphub.analysis.closure.Resolution.Need;
import mcphub.analysis.closure.Resolution.Place;
import mcphub.analysis.closure.Resolution.Trouble;
import mcphub.analysis.installed.InstalledTree;
import mcphub.analysis.installed.InstalledTree.Edge;
import mcphub.analysis.installed.InstalledTree.Kind;
import mcphub.analysis.installed.InstalledTree.Node;
import mcphub.analysis.reading.Dependency.Scope;

/** What a resolution says is installed, as a lock file would say it. */
final class ResolvedTree {
    private static final int MOST_TOLD = 3;
    private static final int LONGEST = 200;

    private ResolvedTree() {}

    /**
     * The tree; its first node is the package itself.
     *
     * @param licenses by {@code name@version}, as far as they are known
     */
    static InstalledTree of(Resolved resolved, Map<String, String> licenses) {
        var resolution = resolved.resolution();
        var places = new ArrayList<Place>();
        String own = "node_modules/" + resolution.name();
        resolution.places().stream().filter(place -> place.path().equals(own)).forEach(places::add);
        resolution.places().stream().filter(place -> !place.path().equals(own)).forEach(places::add);
        var numbers = new HashMap<String, Integer>();
        places.forEach(place -> numbers.put(place.path(), numbers.size()));
        var nodes = places.stream()
                .map(place -> new Node(
                        place.name(),
                        place.version(),
                        licenses.get(place.name() + '@' + place.version()),
                        place.path().equals(own) ? Kind.OWN : Kind.FETCHED,
                        edges(place.needs(), numbers)))
                .toList();
        return new InstalledTree("package.json", nodes, Map.of());
    }

    private static List<Edge> edges(List<Need> needs, Map<String, Integer> numbers) {
        return needs.stream()
                .filter(need -> !need.kind().equals("optional peer"))
                .map(need -> new Edge(
                        need.name(),
                        need.spec(),
                        need.kind().equals("optional") ? Scope.OPTIONAL : Scope.RUNTIME,
                        need.path() == null ? -1 : numbers.getOrDefault(need.path(), -1)))
                .toList();
    }

    /** Why it is not all of it, as sentences without a stop; empty where it is. */
    static List<String> gaps(Resolved resolved) {
        var troubles = resolved.resolution().troubles().stream()
                .filter(trouble -> !isLeftOut(trouble) && !isInTheArchive(trouble))
                .toList();
        return troubles.isEmpty()
                ? List.of()
                : List.of("What is installed could not be resolved to the end: "
                        + String.join(
                                "; ",
                                troubles.stream()
                                        .limit(MOST_TOLD)
                                        .map(ResolvedTree::told)
                                        .toList())
                        + (troubles.size() > MOST_TOLD ? " and " + (troubles.size() - MOST_TOLD) + " more" : ""));
    }

    /** What may be missing and cannot be had is not installed; everything else that may be missing is, wherever it comes from. */
    private static boolean isLeftOut(Trouble trouble) {
        return trouble.isOptional() && trouble.kind() == Resolution.Kind.MISSING;
    }

    /** What the package itself carries along is looked into where its archive is. */
    private static boolean isInTheArchive(Trouble trouble) {
        return trouble.kind() == Resolution.Kind.BUNDLED && trouble.from().isEmpty();
    }

    private static String told(Trouble trouble) {
        String what = trouble.spec().isEmpty() ? trouble.name() : trouble.name() + " " + trouble.spec();
        return shortened(what) + " (" + shortened(trouble.why()) + ")";
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + '…';
    }
}
