package mcphub.analysis;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import mcphub.analysis.source.SourceTree;
import mcphub.kernel.RepositoryUrl;
import org.jspecify.annotations.Nullable;

/** What an uploaded source says of itself in its {@code package.json}; for npm the registry says it. Texts are the author's, and cut. */
final class Facts {
    private static final int MAX_TEXT = 2_000;
    private static final long MAX_MANIFEST_BYTES = 1024 * 1024;

    private Facts() {}

    /** The parameters of the statement that describes an MCP; those that the source does not tell are missing. */
    static JsonObject of(SourceTree tree) {
        var facts = new JsonObject();
        var file = tree.file("package.json").filter(f -> f.size() <= MAX_MANIFEST_BYTES);
        if (file.isEmpty()) {
            return facts;
        }
        try {
            var manifest = new JsonObject(file.get().text());
            put(facts, "description", manifest.getValue("description"));
            put(facts, "license", license(manifest));
            put(facts, "homepage", web(manifest.getValue("homepage")));
            Object repository = manifest.getValue("repository");
            Object written = repository instanceof JsonObject object ? object.getValue("url") : repository;
            if (written instanceof String text) {
                put(facts, "repo_url", RepositoryUrl.normalised(text).orElse(null));
                put(
                        facts,
                        "repo_directory",
                        repository instanceof JsonObject object && object.getValue("directory") instanceof String folder
                                ? RepositoryUrl.directory(folder).orElse(null)
                                : RepositoryUrl.folder(text).orElse(null));
            }
            boolean typed = tree.files().stream().anyMatch(f -> f.path().endsWith(".ts"));
            put(facts, "language", typed ? "TypeScript" : "JavaScript");
        } catch (DecodeException | ClassCastException broken) {
            return facts; // a control says so
        }
        return facts;
    }

    /** As {@code source.Manifest} reads it: a text, long ago an object, or a list of them, of which several tell nothing. */
    private static @Nullable Object license(JsonObject manifest) {
        Object license = manifest.getValue("license", manifest.getValue("licenses"));
        Object only = license instanceof JsonArray all && all.size() == 1 ? all.getValue(0) : license;
        return only instanceof JsonObject older ? older.getValue("type") : only;
    }

    private static void put(JsonObject facts, String name, @Nullable Object value) {
        if (value instanceof String text && !text.isBlank()) {
            String plain = text.replaceAll("\\p{Cntrl}", " ").strip();
            facts.put(name, plain.length() > MAX_TEXT ? plain.substring(0, MAX_TEXT) : plain);
        }
    }

    private static @Nullable String web(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        return text.matches("https?://(?![^/]*@)[\\x21-\\x7E&&[^<>\"]]{1,500}") ? text : null;
    }
}
