package mcphub.analysis.reading;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import mcphub.analysis.reading.InstalledFields.Field;
import mcphub.analysis.source.ManifestLicense;

/**
 * The manifest of a release as its registry has it, beside the one in its archive. npm decides by the registry's what else is installed, and runs the scripts of the
 * archive's; nothing but good manners makes them the same.
 *
 * @param differences what the two say that is not the same, in the order of fields and keys
 * @param deprecated what the registry says against the release; absent where it says nothing
 * @param hasShrinkwrap whether npm will look for an npm-shrinkwrap.json in the archive: it does so where the registry says that there is one
 * @param added what only the registry's says and an installation brings, as a manifest of its own; absent where there is nothing
 */
public record RegistryManifest(
        List<Difference> differences, Optional<String> deprecated, boolean hasShrinkwrap, Optional<Manifest> added) {
    /** How findings name it. */
    public static final String PATH = "package.json (registry)";

    private static final JsonMapper JSON = new JsonMapper();

    public RegistryManifest {
        differences = List.copyOf(differences);
    }

    /** What kind of thing differs. */
    public enum Kind {
        /** The name or the version. */
        IDENTITY,
        /** What is installed with it. */
        DEPENDENCIES,
        /** The programs that it puts on the path. */
        PROGRAMS,
        /** What runs by the installation. */
        SCRIPTS,
        LICENSE,
        ENGINES
    }

    /**
     * One difference.
     *
     * @param key such as {@code dependencies.zod}
     * @param registry what the registry says, empty for nothing
     * @param archive what the archive says, empty for nothing
     */
    public record Difference(Kind kind, String key, String registry, String archive) {}

    /**
     * Compares the two.
     *
     * @param json the registry's manifest
     * @param archive the one in the archive
     * @param paths of the files in the archive
     * @throws IllegalArgumentException where the registry's is no JSON object
     */
    static RegistryManifest of(String json, Manifest archive, List<String> paths) {
        var root = parse(json);
        var theirs = InstalledFields.of(root, paths);
        var ours = InstalledFields.of(archive.root(), paths);
        var differences = new ArrayList<Difference>();
        for (var field : Field.values()) {
            var keys = new TreeSet<>(theirs.of(field).keySet());
            keys.addAll(ours.of(field).keySet());
            for (var key : keys) {
                var registry = theirs.of(field).getOrDefault(key, "");
                var own = ours.of(field).getOrDefault(key, "");
                if (!registry.equals(own)) {
                    differences.add(new Difference(kind(field), key.isEmpty() ? name(field) : key, registry, own));
                }
            }
        }
        var deprecated = Optional.of(root.path("deprecated").asText("")).filter(said -> !said.isEmpty());
        return new RegistryManifest(
                differences, deprecated, root.path("_hasShrinkwrap").asBoolean(false), added(root, differences));
    }

    /**
     * What the registry says of the licence.
     *
     * @param json the registry's manifest
     * @throws IllegalArgumentException where it is no JSON object
     */
    public static Optional<String> license(String json) {
        return ManifestLicense.of(parse(json));
    }

    private static JsonNode parse(String json) {
        try {
            var root = JSON.readTree(json);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("The registry's manifest is not JSON", broken);
        }
        throw new IllegalArgumentException("The registry's manifest is not a JSON object");
    }

    private static Kind kind(Field field) {
        return switch (field) {
            case NAME, VERSION -> Kind.IDENTITY;
            case DEPENDENCIES -> Kind.DEPENDENCIES;
            case BIN -> Kind.PROGRAMS;
            case SCRIPTS -> Kind.SCRIPTS;
            case LICENSE -> Kind.LICENSE;
            case ENGINES -> Kind.ENGINES;
        };
    }

    private static String name(Field field) {
        return switch (field) {
            case NAME -> "name";
            case VERSION -> "version";
            case LICENSE -> "license";
            case DEPENDENCIES, BIN, SCRIPTS, ENGINES -> throw new IllegalStateException(field + " has keys");
        };
    }

    /** Only what differs: what both say is judged once. */
    private static Optional<Manifest> added(JsonNode root, List<Difference> differences) {
        ObjectNode added = JsonNodeFactory.instance.objectNode();
        for (var difference : differences) {
            if (difference.registry().isEmpty()) {
                continue;
            }
            var key = difference.key().substring(difference.key().indexOf('.') + 1);
            switch (difference.kind()) {
                case IDENTITY -> {
                    added.put("name", root.path("name").asText(""));
                    added.put("version", root.path("version").asText(""));
                }
                case DEPENDENCIES -> dependency(root, difference.key(), key, added);
                case SCRIPTS -> added.withObjectProperty("scripts").put(key, difference.registry());
                case PROGRAMS, LICENSE, ENGINES -> {
                    // nothing more is installed or run by them
                }
            }
        }
        return added.isEmpty()
                ? Optional.empty()
                : Optional.of(Manifests.npmManifest(new TextFile(PATH, added.toString()), added));
    }

    private static void dependency(JsonNode root, String key, String name, ObjectNode into) {
        if (key.startsWith("bundleDependencies.")) {
            into.withArrayProperty("bundleDependencies").add(name);
        } else if (key.startsWith("dependencies.")) {
            var field = root.path("optionalDependencies").has(name) ? "optionalDependencies" : "dependencies";
            into.withObjectProperty(field).set(name, root.path(field).path(name));
        } else if (key.startsWith("peerDependencies.")) {
            into.withObjectProperty("peerDependencies")
                    .set(name, root.path("peerDependencies").path(name));
            if (root.has("peerDependenciesMeta")) {
                into.set("peerDependenciesMeta", root.get("peerDependenciesMeta"));
            }
        }
    }
}
