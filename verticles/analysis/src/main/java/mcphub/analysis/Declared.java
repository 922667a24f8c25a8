package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;

/** What a source asks to be installed with it, as its manifests say. Not part of a snapshot's content: the content is what was judged. */
final class Declared {
    private static final int MOST = 2_000;
    private static final int MOST_OF_A_TEXT = 250;

    private Declared() {}

    /** All of it, manifest after manifest: {@code [{"ecosystem", "name", "requirement", "scope", "file"}]}. */
    static JsonArray of(Source source) {
        var declared = new JsonArray();
        for (Manifest manifest : source.manifests()) {
            for (Dependency dependency : manifest.dependencies()) {
                if (declared.size() < MOST) {
                    declared.add(one(manifest, dependency));
                }
            }
        }
        return declared;
    }

    private static JsonObject one(Manifest manifest, Dependency dependency) {
        return new JsonObject()
                .put("ecosystem", manifest.ecosystem().name().toLowerCase(Locale.ROOT))
                .put("name", cut(dependency.name()))
                .put("requirement", cut(dependency.requirement()))
                .put("scope", dependency.scope().name().toLowerCase(Locale.ROOT))
                .put("file", cut(manifest.file().path()));
    }

    private static String cut(String text) {
        return text.length() <= MOST_OF_A_TEXT ? text : text.substring(0, MOST_OF_A_TEXT) + "…";
    }
}
