package mcphub.analysis.reading;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.source.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Reads package.json, pyproject.toml and requirements.txt; what cannot be read is kept with the reason. A package.json is read as npm reads it: of two equal keys the last
 * one counts, and nothing may stand behind the object.
 */
final class Manifests {
    /** npm's own manifest, at the root of a package. */
    static final String PACKAGE = "package.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TomlMapper TOML = new TomlMapper();
    private static final int DEPTH = 4;
    private static final int MOST = 100;
    private static final List<String> NAMES = List.of(PACKAGE, "pyproject.toml", "requirements.txt");
    private static final String PEERS = "peerDependencies";
    private static final Map<String, Scope> NPM_FIELDS = Map.of(
            "dependencies",
            Scope.RUNTIME,
            "optionalDependencies",
            Scope.OPTIONAL,
            PEERS,
            Scope.RUNTIME,
            "devDependencies",
            Scope.DEVELOPMENT);

    private final List<Manifest> readable = new ArrayList<>();
    private final List<BrokenManifest> broken = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final PythonManifests python = new PythonManifests(gaps);
    private final Origin origin;
    private Optional<RegistryManifest> registry = Optional.empty();

    private Manifests(Source source) {
        this.origin = source.origin();
        source.text(PACKAGE).ifPresent(this::read);
    }

    /** The package.json at the root; {@link #addFrom} reads the others. */
    static Manifests atRoot(Source source) {
        return new Manifests(source);
    }

    /**
     * The others, and what is not read.
     *
     * @param registered the registry's own manifest of a release as JSON, if it is at hand
     */
    void addFrom(Source source, @Nullable String registered) {
        var named = source.texts().stream()
                .filter(file -> NAMES.contains(file.name()))
                .sorted(Comparator.comparingLong(Manifests::depth))
                .toList();
        var plain = named.stream().filter(Manifests::isPlain).toList();
        near(plain).filter(file -> !file.path().equals(PACKAGE)).forEach(this::read);
        var members = Members.of(source, readable, gaps);
        var hidden = named.stream()
                .filter(file -> !isPlain(file) && members.has(file.path()))
                .toList();
        near(hidden).forEach(this::read);
        readable.sort(Comparator.comparingLong(manifest -> depth(manifest.file())));
        Stream.concat(far(plain), far(hidden))
                .findFirst()
                .ifPresent(far -> gaps.add(far.path() + " lies deeper, or behind more manifests, than is looked at"));
        gaps.addAll(UnreadManifests.gaps(source, file -> isPlain(file) || members.has(file.path())));
        registry = own().filter(own -> registered != null)
                .map(own -> RegistryManifest.of(String.valueOf(registered), own, source.paths()));
    }

    private static boolean isPlain(TextFile file) {
        return !file.isVendored() && !file.isTest() && !file.isExample();
    }

    private static Stream<TextFile> near(List<TextFile> files) {
        return files.stream().filter(file -> depth(file) < DEPTH).limit(MOST);
    }

    private static Stream<TextFile> far(List<TextFile> files) {
        var near = near(files).collect(Collectors.toSet());
        return files.stream().filter(file -> !near.contains(file));
    }

    private static long depth(TextFile file) {
        return file.path().chars().filter(c -> c == '/').count();
    }

    /** Why there may be dependencies that no manifest here names, as sentences without a stop; of a release of npm its own manifest and its registry's say all. */
    List<String> gaps() {
        return origin == Origin.NPM
                ? List.of()
                : Stream.concat(broken.stream().map(one -> one.file().path() + " cannot be read"), gaps.stream())
                        .toList();
    }

    /** Those that can be read, the outermost first; of a release last what only its registry says of it. */
    List<Manifest> all() {
        return Stream.concat(readable.stream(), registry.flatMap(RegistryManifest::added).stream())
                .toList();
    }

    /** The package's own package.json, at its root. */
    Optional<Manifest> own() {
        return readable.stream()
                .filter(manifest -> manifest.file().path().equals(PACKAGE))
                .findFirst();
    }

    /** The registry's manifest of this release beside the archive's own; absent where one of them is. */
    Optional<RegistryManifest> registry() {
        return registry;
    }

    /** Those that cannot be read. */
    List<BrokenManifest> broken() {
        return List.copyOf(broken);
    }

    private void read(TextFile file) {
        try {
            switch (file.name()) {
                case PACKAGE -> npm(file, JSON.readTree(file.text()));
                case "pyproject.toml" ->
                    python.project(file, TOML.readTree(file.text())).ifPresent(readable::add);
                default -> readable.add(python.requirements(file));
            }
        } catch (JacksonException e) {
            broken.add(new BrokenManifest(file, TextFile.oneLine(e.getOriginalMessage())));
        }
    }

    /** A package.json wherever it lies; absent where npm could not read it. */
    static Optional<Manifest> read(TextFile file, String text) {
        try {
            var root = JSON.readTree(text);
            return wrong(root).isEmpty() ? Optional.of(npmManifest(file, root)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private void npm(TextFile file, JsonNode root) {
        var wrong = wrong(root);
        if (!wrong.isEmpty()) {
            broken.add(new BrokenManifest(file, wrong));
            return;
        }
        readable.add(npmManifest(file, root));
    }

    /** Why npm would not take this for a manifest; empty where it would. */
    private static String wrong(JsonNode root) {
        if (!root.isObject()) {
            return "it is not a JSON object";
        }
        for (var field : List.of("name", "version")) {
            var value = root.path(field);
            if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
                return "its \"" + field + "\" is not a text";
            }
        }
        return "";
    }

    /** A package.json that npm would read. A peer that is optional, or asked for otherwise as well, adds nothing to an installation. */
    static Manifest npmManifest(TextFile file, JsonNode root) {
        var dependencies = new ArrayList<Dependency>();
        for (var field : List.of("dependencies", "optionalDependencies", PEERS, "devDependencies")) {
            int from = Math.max(0, file.text().indexOf('"' + field + '"'));
            boolean isPeer = field.equals(PEERS);
            for (var entry : root.path(field).properties()) {
                if (dependencies.size() == Manifest.MOST_DEPENDENCIES) {
                    break;
                }
                if (isPeer && !bringsPeer(root, entry.getKey())) {
                    continue;
                }
                from = Math.max(from, file.text().indexOf('"' + entry.getKey() + '"', from));
                var asked = entry.getValue().asText("").strip();
                var scope = NPM_FIELDS.getOrDefault(field, Scope.RUNTIME);
                dependencies.add(new Dependency(entry.getKey(), asked, scope, file.lineOf(from), isPeer, Set.of()));
            }
        }
        return new Manifest(file, Ecosystem.NPM, root, dependencies);
    }

    private static boolean bringsPeer(JsonNode root, String name) {
        boolean isOptional =
                root.path("peerDependenciesMeta").path(name).path("optional").asBoolean(false);
        return !isOptional
                && !root.path("dependencies").has(name)
                && !root.path("optionalDependencies").has(name);
    }
}
