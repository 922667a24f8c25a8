package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import mcphub.analysis.reading.Behind.Part;
import mcphub.analysis.reading.Kind;
import mcphub.analysis.reading.Kind.What;
import org.jspecify.annotations.Nullable;

/** What a version is, as snapshots and the API have it: {@code {"kind", "kind_reason", "behind"}}. */
public final class KindDocument {
    private KindDocument() {}

    /** Null where nothing is known. */
    public static @Nullable JsonObject of(@Nullable Kind kind) {
        if (kind == null) {
            return null;
        }
        var behind = new JsonArray();
        kind.behind()
                .forEach(part -> behind.add(new JsonObject()
                        .put("name", part.name())
                        .put("version", part.version())
                        .put("integrity", part.integrity())
                        .put("unread", part.unread())));
        return new JsonObject()
                .put("kind", kind.what().label())
                .put("kind_reason", kind.why())
                .put("behind", behind);
    }

    /** As it was written. */
    static @Nullable Kind read(@Nullable JsonObject document) {
        if (document == null) {
            return null;
        }
        var behind = document.getJsonArray("behind").stream()
                .map(JsonObject.class::cast)
                .map(part -> new Part(
                        part.getString("name"),
                        part.getString("version"),
                        part.getString("integrity"),
                        part.getString("unread")))
                .toList();
        return new Kind(What.of(document.getString("kind")), document.getString("kind_reason"), behind);
    }
}
