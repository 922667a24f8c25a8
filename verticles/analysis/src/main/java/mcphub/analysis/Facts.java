package mcphub.analysis;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import mcphub.analysis.reading.RegistryManifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.VersionLicense;
import mcphub.analysis.source.SourceTree;
import mcphub.kernel.RepositoryUrl;
import org.jspecify.annotations.Nullable;

/** What an uploaded source says of itself in its {@code package.json}; for npm the registry says most of it. Texts are the author's, and cut. */
final class Facts {
    private static final int MAX_TEXT = 2_000;
    private static final long MAX_MANIFEST_BYTES = 1024 * 1024;

    private Facts() {}

    /** The parameters of the statement that describes an MCP; those that the source does not tell are missing. */
    static JsonObject of(SourceTree tree, Source source) {
        var facts = new JsonObject();
        put(facts, "license", VersionLicense.of(source).expression().orElse(null));
        var file = tree.file("package.json").filter(f -> f.size() <= MAX_MANIFEST_BYTES);
        if (file.isEmpty()) {
            return facts;
        }
        try {
            var manifest = new JsonObject(file.get().text());
            put(facts, "description", manifest.getValue("description"));
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

    /** What npm's registry leaves to the files of a release: its licence, where it names none but one of them. */
    static JsonObject ofPackage(Source source, @Nullable String registered) {
        var facts = new JsonObject();
        var declared = registered == null ? VersionLicense.of(source).declared() : RegistryManifest.license(registered);
        put(
                facts,
                "license",
                VersionLicense.of(declared, source.licenseTexts()).expression().orElse(null));
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
        return text.matches("https?://(?![^/]*@)[\\x21-\\x7E&&[^<>\"]]{1,500}") ? text : null;
    }
}
