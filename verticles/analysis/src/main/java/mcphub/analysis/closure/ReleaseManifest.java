package mcphub.analysis.closure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.closure.Edge.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a release says that matters when it is installed. The order of dependencies is that in which it names them.
 *
 * @param integrity what its archive must hash to; null where nobody says
 * @param dependencies without those that are optional, too
 * @param optionalPeers those of the peers that need not be there
 * @param bundled the names of those that its archive carries along
 * @param os on which it runs, or, with a sign before each, on which it does not; empty: on any
 * @param node the range of Node that it asks for; null: any
 * @param isShrinkwrapped whether its archive settles what it brings
 * @param deprecated what its authors say against it; null: nothing
 */
record ReleaseManifest(
        String name,
        String version,
        @Nullable String integrity,
        Map<String, String> dependencies,
        Map<String, String> optionalDependencies,
        Map<String, String> peerDependencies,
        Set<String> optionalPeers,
        Set<String> bundled,
        List<String> os,
        List<String> cpu,
        List<String> libc,
        @Nullable String node,
        @Nullable String npm,
        boolean hasInstallScript,
        boolean isShrinkwrapped,
        @Nullable String deprecated) {

    ReleaseManifest {
        dependencies = Collections.unmodifiableMap(new LinkedHashMap<>(dependencies));
        optionalDependencies = Collections.unmodifiableMap(new LinkedHashMap<>(optionalDependencies));
        peerDependencies = Collections.unmodifiableMap(new LinkedHashMap<>(peerDependencies));
        optionalPeers = Set.copyOf(optionalPeers);
        bundled = Collections.unmodifiableSet(new LinkedHashSet<>(bundled));
        os = List.copyOf(os);
        cpu = List.copyOf(cpu);
        libc = List.copyOf(libc);
    }

    /** Reads a package.json, or what {@link #json()} wrote. What is of no use is passed over, as npm does. */
    static ReleaseManifest of(JsonNode root) {
        var optional = texts(root.path("optionalDependencies"));
        var dependencies = texts(root.path("dependencies"));
        var bundled = bundled(root, dependencies);
        dependencies.keySet().removeAll(optional.keySet());
        var peers = texts(root.path("peerDependencies"));
        var optionalPeers = new LinkedHashSet<String>();
        for (var entry : root.path("peerDependenciesMeta").properties()) {
            if (entry.getValue().path("optional").asBoolean(false)) {
                optionalPeers.add(Tokens.bounded(entry.getKey()));
            }
        }
        var scripts = root.path("scripts");
        return new ReleaseManifest(
                Tokens.bounded(root.path("name").asText("")),
                Tokens.bounded(root.path("version").asText("")),
                text(root.path("integrity")),
                dependencies,
                optional,
                peers,
                optionalPeers,
                bundled,
                list(root.path("os")),
                list(root.path("cpu")),
                list(root.path("libc")),
                text(root.path("engines").path("node")),
                text(root.path("engines").path("npm")),
                root.path("hasInstallScript").asBoolean(false)
                        || scripts.has("preinstall")
                        || scripts.has("install")
                        || scripts.has("postinstall"),
                root.path("_hasShrinkwrap").asBoolean(false),
                text(root.path("deprecated")));
    }

    /** Who takes what it asks for. */
    interface Asked {
        void ask(Kind kind, String name, String spec);
    }

    /** Tells what it asks for; of several under one name, the last one counts. */
    void asks(Asked asked) {
        peerDependencies.forEach((peer, spec) -> {
            if (!optionalPeers.contains(peer)) {
                asked.ask(Kind.PEER, peer, spec);
            }
        });
        peerDependencies.forEach((peer, spec) -> {
            if (optionalPeers.contains(peer)) {
                asked.ask(Kind.OPTIONAL_PEER, peer, spec);
            }
        });
        dependencies.forEach((dependency, spec) -> asked.ask(Kind.REQUIRED, dependency, spec));
        optionalDependencies.forEach((dependency, spec) -> asked.ask(Kind.OPTIONAL, dependency, spec));
    }

    /** The same under another name, version and digest. */
    ReleaseManifest as(String otherName, String otherVersion, @Nullable String otherIntegrity) {
        return new ReleaseManifest(
                otherName,
                otherVersion,
                otherIntegrity,
                dependencies,
                optionalDependencies,
                peerDependencies,
                optionalPeers,
                bundled,
                os,
                cpu,
                libc,
                node,
                npm,
                hasInstallScript,
                isShrinkwrapped,
                deprecated);
    }

    /** The same as JSON, without what is empty. */
    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", name).put("version", version);
        put(json, "integrity", integrity);
        put(json, "dependencies", dependencies);
        put(json, "optionalDependencies", optionalDependencies);
        put(json, "peerDependencies", peerDependencies);
        peerDependencies.keySet().stream()
                .filter(optionalPeers::contains)
                .forEach(peer -> json.withObjectProperty("peerDependenciesMeta")
                        .putObject(peer)
                        .put("optional", true));
        put(json, "bundleDependencies", bundled);
        put(json, "os", os);
        put(json, "cpu", cpu);
        put(json, "libc", libc);
        if (node != null) {
            json.withObjectProperty("engines").put("node", node);
        }
        if (npm != null) {
            json.withObjectProperty("engines").put("npm", npm);
        }
        if (hasInstallScript) {
            json.put("hasInstallScript", true);
        }
        if (isShrinkwrapped) {
            json.put("_hasShrinkwrap", true);
        }
        put(json, "deprecated", deprecated);
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static void put(ObjectNode json, String field, Map<String, String> values) {
        values.forEach((key, value) -> json.withObjectProperty(field).put(key, value));
    }

    private static void put(ObjectNode json, String field, Iterable<String> values) {
        values.forEach(value -> json.withArrayProperty(field).add(value));
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        for (var entry : object.properties()) {
            if (entry.getValue().isTextual() && !entry.getKey().isBlank()) {
                texts.put(
                        Tokens.bounded(entry.getKey()),
                        Tokens.bounded(entry.getValue().textValue()));
            }
        }
        return texts;
    }

    private static Set<String> bundled(JsonNode root, Map<String, String> dependencies) {
        var said = root.path(root.has("bundleDependencies") ? "bundleDependencies" : "bundledDependencies");
        if (said.isBoolean()) {
            return said.booleanValue() ? new LinkedHashSet<>(dependencies.keySet()) : Set.of();
        }
        var names = new LinkedHashSet<String>();
        if (said.isObject()) {
            said.fieldNames().forEachRemaining(name -> names.add(Tokens.bounded(name)));
        }
        names.addAll(list(said));
        return names;
    }

    private static List<String> list(JsonNode said) {
        if (said.isTextual()) {
            return List.of(Tokens.bounded(said.textValue()));
        }
        var list = new ArrayList<String>();
        if (said.isArray()) {
            said.forEach(entry -> list.add(Tokens.bounded(entry.asText(""))));
        }
        return list;
    }

    private static @Nullable String text(JsonNode said) {
        return said.isTextual() ? Tokens.bounded(said.textValue()) : null;
    }
}
