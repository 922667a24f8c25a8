package mcphub.analysis.closure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import mcphub.analysis.closure.Resolution.Scope;

/** A made-up registry, and what npm installs from it. */
record Cases(String shows, Client client, JsonNode registry, JsonNode said) implements Registry {
    private static final JsonMapper JSON = new JsonMapper();

    static List<Cases> recorded() {
        try (var lines = Objects.requireNonNull(Cases.class.getResourceAsStream("cases.jsonl"))) {
            return read(new String(lines.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Cases> in(Path file) throws IOException {
        return read(Files.readString(file));
    }

    private static List<Cases> read(String text) throws IOException {
        var cases = new ArrayList<Cases>();
        for (var line : text.lines().toList()) {
            var json = JSON.readTree(line);
            var client =
                    new Client(json.path("npm").textValue(), json.path("node").textValue(), "linux", "x64", "glibc");
            cases.add(new Cases(json.path("shows").textValue(), client, json.path("registry"), json));
        }
        return cases;
    }

    static Cases of(String registry) {
        try {
            var json = JSON.readTree(registry);
            return new Cases("", new Client("11.19.1", "24.22.0", "linux", "x64", "glibc"), json, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Resolution resolution() {
        return resolution(new Budget(500, 5_000, 200, 1_000_000, 20_000));
    }

    Resolution resolution(Budget budget) {
        return resolution(budget, () -> {});
    }

    Resolution resolution(Budget budget, Runnable inTime) {
        return new Closure(this, client, budget, inTime).ofPackage(manifest("subject", "1.0.0"), null);
    }

    /** Why it is not what npm does; empty where it is. */
    String difference() {
        var resolution = resolution();
        if (said.has("refused")) {
            String why = said.path("refused").textValue();
            // where npm breaks, there is nothing to compare with, but for that the hub does not
            return resolution.isComplete() && why.startsWith("E") ? shows + ": npm refuses with " + why : "";
        }
        var theirs = new TreeMap<String, String>();
        said.path("tree")
                .properties()
                .forEach(place -> theirs.put(place.getKey(), place.getValue().textValue()));
        var ours = tree(resolution);
        if (!resolution.isComplete()) {
            return shows + ": npm installs it, but here " + resolution.troubles();
        }
        return ours.equals(theirs) ? "" : shows + ":\n  npm  " + theirs + "\n  here " + ours;
    }

    static Map<String, String> tree(Resolution resolution) {
        var tree = new TreeMap<String, String>();
        for (var place : resolution.places()) {
            String scope = switch (place.scope()) {
                case Scope.RUNTIME -> "";
                case Scope.OPTIONAL -> " optional";
                case Scope.PEER -> " peer";
            };
            tree.put(
                    place.path(),
                    place.name() + '@' + place.version() + scope + (place.isLeftOut() ? " left out" : ""));
        }
        return tree;
    }

    @Override
    public Answer find(String name) {
        var releases = registry.path(name);
        if (releases.isMissingNode()) {
            return new Unknown("The registry does not know " + name + ".");
        }
        var tags = new TreeMap<String, String>();
        var all = new ArrayList<ReleaseManifest>();
        for (var entry : releases.properties()) {
            if (!entry.getKey().equals("tags")) {
                all.add(ReleaseManifest.of(manifest(name, entry.getKey())));
                tags.put("latest", entry.getKey());
            }
        }
        if (releases.has("tags")) {
            tags.clear();
            releases.path("tags")
                    .properties()
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue().textValue()));
        }
        return new Known(Releases.of(tags, all), 1_000);
    }

    private JsonNode manifest(String name, String version) {
        ObjectNode json = ((ObjectNode) registry.path(name).path(version)).deepCopy();
        String digest = Base64.getEncoder().encodeToString((name + '@' + version).getBytes(StandardCharsets.UTF_8));
        return json.put("name", name).put("version", version).put("integrity", "sha512-" + digest);
    }
}
