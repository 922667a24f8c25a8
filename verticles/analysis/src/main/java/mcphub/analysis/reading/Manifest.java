package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mcphub.analysis.source.ManifestLicense;

/**
 * A package's description of itself.
 *
 * @param file where it stands
 * @param ecosystem whose rules it follows
 * @param root all of it; for a list of requirements an empty object
 * @param dependencies what it asks for, in the order of the file
 */
public record Manifest(TextFile file, Ecosystem ecosystem, JsonNode root, List<Dependency> dependencies) {
    /** How many dependencies of one manifest are looked at. */
    static final int MOST_DEPENDENCIES = 2_000;

    /** Whose rules a manifest follows. */
    public enum Ecosystem {
        NPM,
        PYPI
    }

    public Manifest {
        dependencies = List.copyOf(dependencies);
    }

    /** Whether it says anything but dependencies. */
    public boolean isDescription() {
        return !root.isEmpty();
    }

    /** Whether it asks for so many that not all of them may have been looked at. */
    public boolean isTooLong() {
        return dependencies.size() >= MOST_DEPENDENCIES;
    }

    /** The dependencies that a user of the package installs. */
    public List<Dependency> installed() {
        return dependencies.stream()
                .filter(dependency -> dependency.scope() != Dependency.Scope.DEVELOPMENT)
                .toList();
    }

    /** A text field of the package, wherever the ecosystem's tools keep it; absent where it is blank. */
    public Optional<String> field(String name) {
        return places().map(place -> place.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** Whether a field says anything at all. */
    public boolean has(String name) {
        return places().map(place -> place.path(name))
                .anyMatch(node -> node.isContainerNode()
                        ? !node.isEmpty()
                        : !node.asText("").isBlank());
    }

    private Stream<JsonNode> places() {
        return ecosystem == Ecosystem.NPM
                ? Stream.of(root)
                : Stream.of(root.path("project"), root.path("tool").path("poetry"));
    }

    /** What it says of its licence: an SPDX expression, or whatever else stands there. */
    public Optional<String> license() {
        return ecosystem == Ecosystem.NPM
                ? ManifestLicense.of(root)
                : field("license")
                        .or(() -> places().flatMap(Manifest::pythonLicense).findFirst());
    }

    private static Stream<String> pythonLicense(JsonNode place) {
        var license = place.path("license");
        var file = Stream.of(license.path("file").asText("").strip())
                .filter(path -> !path.isEmpty())
                .map(path -> "SEE LICENSE IN " + path);
        var text = Stream.of(license.path("text").asText("").strip()).filter(said -> !said.isEmpty());
        var classifiers = StreamSupport.stream(place.path("classifiers").spliterator(), false)
                .map(JsonNode::asText)
                .filter(said -> said.startsWith("License :: "))
                .map(said -> said.substring(said.lastIndexOf(':') + 1).strip());
        return Stream.of(text, classifiers, file).flatMap(said -> said);
    }

    /** The scripts that npm runs, by name; empty elsewhere. */
    public JsonNode scripts() {
        var scripts = root.path("scripts");
        return ecosystem == Ecosystem.NPM && scripts.isObject() ? scripts : JsonNodeFactory.instance.objectNode();
    }

    /** The packages that npm puts into the archive of a package, by their names; {@code true} stands for all that it needs. */
    public static Set<String> bundled(JsonNode root) {
        var said = root.path(root.has("bundleDependencies") ? "bundleDependencies" : "bundledDependencies");
        var names = said.isBoolean() && said.booleanValue() ? root.path("dependencies") : said;
        var all = new TreeSet<String>();
        names.fieldNames().forEachRemaining(all::add);
        if (names.isArray()) {
            names.forEach(name -> all.add(name.asText("")));
        }
        return all;
    }

    /** The 1-based line on which a quoted key or a bare name first stands; 1 where it does not. */
    public int lineOf(String key) {
        int quoted = file.text().indexOf('"' + key + '"');
        int found = quoted >= 0 ? quoted : file.text().indexOf(key);
        return found < 0 ? 1 : file.lineOf(found);
    }
}
