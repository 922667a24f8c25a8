package mcphub.analysis;

import io.vertx.core.json.DecodeException;
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
            Object license = manifest.getValue("license");
            put(facts, "license", license instanceof JsonObject older ? older.getValue("type") : license);
            put(facts, "homepage", web(manifest.getValue("homepage")));
            Object repository = manifest.getValue("repository");
            Object written = repository instanceof JsonObject object ? object.getValue("url") : repository;
            if (written instanceof String text) {
                put(facts, "repo_url", RepositoryUrl.normalised(text).orElse(null));
            }
            boolean typed = tree.files().stream().anyMatch(f -> f.path().endsWith(".ts"));
            put(facts, "language", typed ? "TypeScript" : "JavaScript");
        } catch (DecodeException | ClassCastException broken) {
            return facts; // a control says so
        }
        return facts;
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
        return text.matches("https?://[^\\s<>\"]{1,500}") ? text : null;
    }
}
