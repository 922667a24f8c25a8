package mcphub.analysis.reading;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest.Ecosystem;

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
    private static final List<String> OTHERS = List.of(
            "Pipfile",
            "go.mod",
            "Cargo.toml",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "Gemfile",
            "composer.json");
    private static final Pattern REQUIREMENT =
            Pattern.compile("^([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^\\]]*)\\])?\\s*([^;#]*)");
    /** Comments, and options of pip that bring nothing along. */
    private static final Pattern HARMLESS = Pattern.compile(
            "^$|^#|^--?(?:hash|index-url|extra-index-url|find-links|trusted-host|no-binary|only-binary|prefer-binary|pre|require-hashes|no-index|use-feature|i|f)\\b");

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

    static Manifests in(List<TextFile> files) {
        var manifests = new Manifests();
        var own = files.stream()
                .filter(file -> !file.isVendored() && !file.isTest() && !file.isExample())
                .sorted(Comparator.comparingLong(Manifests::depth))
                .toList();
        var all = own.stream()
                .filter(file ->
                        List.of(PACKAGE, "pyproject.toml", "requirements.txt").contains(file.name()))
                .toList();
        var near = all.stream().filter(file -> depth(file) < DEPTH).limit(MOST).toList();
        near.forEach(manifests::read);
        all.stream()
                .filter(file -> !near.contains(file))
                .findFirst()
                .ifPresent(far ->
                        manifests.gaps.add(far.path() + " lies deeper, or behind more manifests, than is looked at"));
        own.stream()
                .filter(Manifests::isOfOthers)
                .findFirst()
                .ifPresent(other -> manifests.gaps.add(other.path() + " says what is installed, and is not read"));
        return manifests;
    }

    /** Whether it says what is installed in a way that nobody reads here. */
    private static boolean isOfOthers(TextFile file) {
        return OTHERS.contains(file.name())
                || (List.of("setup.py", "setup.cfg").contains(file.name())
                        && file.text().contains("install_requires"));
    }

    /** Why there may be dependencies that no manifest here names, as sentences without a stop. */
    List<String> gaps() {
        return List.copyOf(gaps);
    }

    private static long depth(TextFile file) {
        return file.path().chars().filter(c -> c == '/').count();
    }

    List<Manifest> readable() {
        return List.copyOf(readable);
    }

    List<BrokenManifest> broken() {
        return List.copyOf(broken);
    }

    private void read(TextFile file) {
        try {
            switch (file.name()) {
                case PACKAGE -> npm(file, JSON.readTree(file.text()));
                case "pyproject.toml" -> python(file, TOML.readTree(file.text()));
                default -> requirements(file);
            }
        } catch (JacksonException e) {
            broken.add(new BrokenManifest(file, TextFile.oneLine(e.getOriginalMessage())));
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

    private void python(TextFile file, JsonNode root) {
        if (!root.has("project") && !root.path("tool").has("poetry")) {
            return;
        }
        for (var dynamic : root.path("project").path("dynamic")) {
            if (dynamic.asText("").equals("dependencies")) {
                gaps.add(file.path() + " leaves its dependencies to the tool that builds it");
            }
        }
        var dependencies = new ArrayList<Dependency>();
        root.path("project")
                .path("dependencies")
                .forEach(node -> requirement(file, node.asText(), Scope.RUNTIME, dependencies));
        root.path("project")
                .path("optional-dependencies")
                .forEach(group ->
                        group.forEach(node -> requirement(file, node.asText(), Scope.DEVELOPMENT, dependencies)));
        for (var entry : root.path("tool").path("poetry").path("dependencies").properties()) {
            var value = entry.getValue();
            if (!entry.getKey().equals("python")) {
                var asked = value.isTextual()
                        ? value.asText()
                        : value.path("version").asText("");
                var url = value.path("git").asText(value.path("url").asText(""));
                boolean isExtra = value.path("optional").asBoolean(false);
                dependencies.add(new Dependency(
                        Dependency.pythonName(entry.getKey()),
                        url.isEmpty() ? asked : "@ " + url,
                        isExtra ? Scope.DEVELOPMENT : Scope.RUNTIME,
                        lineOf(file, entry.getKey()),
                        false,
                        StreamSupport.stream(value.path("extras").spliterator(), false)
                                .map(extra -> Dependency.pythonName(extra.asText("")))
                                .collect(Collectors.toSet())));
            }
        }
        readable.add(new Manifest(file, Ecosystem.PYPI, root, dependencies));
    }

    private void requirements(TextFile file) {
        var dependencies = new ArrayList<Dependency>();
        file.text()
                .lines()
                .takeWhile(line -> dependencies.size() < Manifest.MOST_DEPENDENCIES)
                .forEach(line -> requirement(file, line.strip(), Scope.RUNTIME, dependencies));
        readable.add(new Manifest(file, Ecosystem.PYPI, JsonNodeFactory.instance.objectNode(), dependencies));
    }

    private void requirement(TextFile file, String line, Scope scope, List<Dependency> into) {
        var matcher = REQUIREMENT.matcher(line);
        if (matcher.find()) {
            into.add(new Dependency(
                    Dependency.pythonName(matcher.group(1)),
                    matcher.group(3).strip(),
                    scope,
                    lineOf(file, matcher.group(1)),
                    false,
                    matcher.group(2) == null
                            ? Set.of()
                            : Stream.of(matcher.group(2).split(",", -1))
                                    .map(extra -> Dependency.pythonName(extra.strip()))
                                    .collect(Collectors.toSet())));
        } else if (line.startsWith("git+") || line.startsWith("http")) {
            into.add(new Dependency(line, "@ " + line, scope, lineOf(file, line)));
        } else if (!HARMLESS.matcher(line).find()) {
            gaps.add(file.path() + " has a line that names no package: " + TextFile.oneLine(line));
        }
    }

    private static int lineOf(TextFile file, String word) {
        return file.lineOf(Math.max(0, file.text().indexOf(word)));
    }
}
