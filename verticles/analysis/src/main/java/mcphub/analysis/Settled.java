package mcphub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mcphub.analysis.controls.Installation;
import mcphub.analysis.installed.InstalledTree;
import mcphub.analysis.installed.InstalledTree.Node;
import mcphub.analysis.reading.Source;
import mcphub.scanner.surface.Surface.HandOver;
import org.jspecify.annotations.Nullable;

/** Which release serves who hands over to a package: what is asked for, and what a lock, copies or a resolution settle of it. */
final class Settled {
    private static final String MODULES = "node_modules/";

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, JsonNode> manifests = new HashMap<>();

    /** Where a package stands that hands over in its turn. */
    void know(String name, Node node) {
        nodes.put(name, node);
    }

    /** What its registry says of it. */
    void know(String name, JsonNode manifest) {
        manifests.put(name, manifest);
    }

    /** The package that a file is in, among those behind; empty for the source itself. */
    private static String home(HandOver by) {
        if (!by.file().startsWith(MODULES)) {
            return "";
        }
        var parts = by.file().substring(MODULES.length()).split("/", 3);
        return parts[0].startsWith("@") ? parts[0] + '/' + parts[1] : parts[0];
    }

    /** What is asked for of a package by whom it is handed over to; null where it is not asked for. */
    @Nullable
    String asked(Source source, HandOver by) {
        String home = home(by);
        var manifest =
                home.isEmpty() ? source.manifest().map(own -> own.root()) : Optional.ofNullable(manifests.get(home));
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
        String home = home(by);
        var tree = source.manifest().flatMap(own -> Installation.of(source).tree(own));
        var from = home.isEmpty()
                ? tree.map(each -> each.nodes().get(importer(each, source)))
                : Optional.ofNullable(nodes.get(home));
        return tree.flatMap(each ->
                from.flatMap(node -> node.edge(by.to())).flatMap(each::target).filter(node -> !node.isOwn()));
    }

    private static int importer(InstalledTree tree, Source source) {
        return source.manifest()
                .map(own -> tree.importers().getOrDefault(own.file().path(), 0))
                .orElse(0);
    }
}
