package mcphub.analysis.source;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.Map;
import mcphub.kernel.Digests;
import mcphub.kernel.npm.Packument;
import org.jspecify.annotations.Nullable;

/**
 * A package with all its releases, as its registry describes it.
 *
 * @param integrity what the archive of each release must hash to, as Subresource Integrity; absent for those whose registry gives no digest that we know
 * @param etag with which to ask the registry again; null where it gives none
 */
public record Described(
        Packument packument,
        Map<String, String> integrity,
        @Nullable String etag) {

    /** Keeps a copy. */
    public Described {
        integrity = Map.copyOf(integrity);
    }

    /** The releases as rows: {@code version}, {@code position}, {@code deprecated}, {@code node}, {@code npm}, {@code integrity}. */
    public JsonArray releases() {
        var rows = new JsonArray();
        for (var release : packument.releases()) {
            rows.add(new JsonObject()
                    .put("version", release.version())
                    .put("position", rows.size())
                    .put("deprecated", release.deprecated())
                    .put("node", release.node())
                    .put("npm", release.npm())
                    .put("integrity", integrity.get(release.version())));
        }
        return rows;
    }

    /** The tags with what each names. */
    public JsonObject tags() {
        var tags = new JsonObject();
        packument.tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return tags;
    }

    /** The same for the same content, whatever else a registry sends along. */
    public String digest() {
        return HexFormat.of()
                .formatHex(Digests.sha256(tags().encode() + releases().encode()).getBytes());
    }
}
