package mcphub.analysis.controls;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** The versions that a lock file beside a manifest settles; empty where there is none that can be read. */
public final class LockedVersions {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TomlMapper TOML = new TomlMapper();

    private LockedVersions() {}

    /** By the name of a package; what a lock file holds below others is not among them. */
    public static Map<String, String> of(Source source, Manifest manifest) {
        var locked = new HashMap<String, String>();
        switch (manifest.ecosystem()) {
            case NPM -> npm(tree(source, manifest, "package-lock.json"), locked);
            case PYPI -> {
                python(tree(source, manifest, "uv.lock"), locked);
                python(tree(source, manifest, "poetry.lock"), locked);
            }
        }
        return Map.copyOf(locked);
    }

    /** A lock file beside the manifest as a tree; missing where it is absent or broken. */
    static JsonNode tree(Source source, Manifest manifest, String name) {
        var path = manifest.file().path();
        return source.text(path.substring(0, path.lastIndexOf('/') + 1) + name)
                .map(LockedVersions::tree)
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode tree(TextFile file) {
        try {
            return file.name().endsWith(".json") ? JSON.readTree(file.text()) : TOML.readTree(file.text());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static void npm(JsonNode lock, Map<String, String> into) {
        lock.path("dependencies").properties().forEach(entry -> put(into, entry.getKey(), entry.getValue()));
        lock.path("packages").properties().stream()
                .filter(entry -> entry.getKey().lastIndexOf("node_modules/") == 0)
                .forEach(entry -> put(into, entry.getKey().substring("node_modules/".length()), entry.getValue()));
    }

    private static void python(JsonNode lock, Map<String, String> into) {
        lock.path("package")
                .forEach(entry -> put(into, entry.path("name").asText("").toLowerCase(Locale.ROOT), entry));
    }

    private static void put(Map<String, String> into, String name, JsonNode entry) {
        var version = entry.path("version").asText("");
        if (!name.isEmpty() && !version.isEmpty()) {
            into.put(name, version);
        }
    }
}
