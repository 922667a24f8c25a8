package mcphub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mcphub.analysis.controls.Installation;
import mcphub.analysis.installed.InstalledTree;
import mcphub.analysis.installed.InstalledTree.Node;
import mcphub.analysis.reading.Source;
import mcphub.scanner.Specifiers;
import mcphub.scanner.surface.Surface.HandOver;
import org.jspecify.annotations.Nullable;

/** Which release serves who hands over to a package: what is asked for, and what a lock, copies or a resolution settle of it. */
final class Settled {
    private static final String MODULES = "node_modules/";

    /** A package behind, which may hand over in its turn. */
    private record Known(Optional<Node> node, JsonNode manifest, Set<String> paths) {}

    private final Map<String, Known> known = new HashMap<>();

    /**
     * Takes a package that is read at the folder of its name; the first one of a name stays.
     *
     * @param node where it stands in what settles releases
     * @param manifest what its registry, or else its copy says of it
     * @param paths of its files, where they are not the source's own
     */
    void know(String name, Optional<Node> node, JsonNode manifest, Set<String> paths) {
        known.putIfAbsent(name, new Known(node, manifest, paths));
    }

    /** Whether the package that hands over has a copy of what it hands over to. */
    boolean isCarried(HandOver by) {
        var home = known.get(Specifiers.packageOf(by.file()));
        return home != null
                && home.paths().stream().anyMatch(path -> ("/" + path).contains("/" + MODULES + by.to() + '/'));
    }

    /** What is asked for of a package by whom it is handed over to; null where it is not asked for. */
    @Nullable
    String asked(Source source, HandOver by) {
        String home = Specifiers.packageOf(by.file());
        var manifest = home.isEmpty()
                ? source.manifest().map(own -> own.root())
                : Optional.ofNullable(known.get(home)).map(Known::manifest);
        return Stream.of("optionalDependencies", "dependencies", "peerDependencies")
                .map(field ->
                        manifest.map(root -> root.path(field).path(by.to())).orElse(MissingNode.getInstance()))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(null);
    }

    /** What is installed where it is asked for, by whatever settles it. */
    Optional<Node> node(Source source, HandOver by) {
        String home = Specifiers.packageOf(by.file());
        var tree = source.manifest().flatMap(own -> Installation.of(source).tree(own));
        var from = home.isEmpty()
                ? tree.map(each -> each.nodes().get(importer(each, source)))
                : Optional.ofNullable(known.get(home)).flatMap(Known::node);
        return tree.flatMap(each ->
                from.flatMap(node -> node.edge(by.to())).flatMap(each::target).filter(node -> !node.isOwn()));
    }

    private static int importer(InstalledTree tree, Source source) {
        return source.manifest()
                .map(own -> tree.importers().getOrDefault(own.file().path(), 0))
                .orElse(0);
    }
}
