package mcphub.kernel.npm;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package as its registry describes it, as far as npm looks when it chooses a release.
 *
 * @param tags which release each tag names, such as {@code latest}
 * @param releases in the registry's order
 */
public record Packument(Map<String, String> tags, List<Release> releases) {
    /**
     * One release.
     *
     * @param deprecated what its authors say against it; null: nothing
     * @param node the range of Node versions that it says it runs on; null: any
     * @param npm the same of npm
     */
    public record Release(
            String version,
            @Nullable String deprecated,
            @Nullable String node,
            @Nullable String npm) {}

    /** Keeps copies. */
    public Packument {
        tags = Map.copyOf(tags);
        releases = List.copyOf(releases);
    }

    /** Reads what the SQL function {@code analysis.packument} gives: {@code tags} and {@code releases}. */
    public static Packument of(JsonObject json) {
        var tags = new LinkedHashMap<String, String>();
        json.getJsonObject("tags", new JsonObject())
                .forEach(tag -> tags.put(tag.getKey(), String.valueOf(tag.getValue())));
        var releases = new ArrayList<Release>();
        for (Object item : json.getJsonArray("releases", new JsonArray())) {
            var release = (JsonObject) item;
            releases.add(new Release(
                    release.getString("version"),
                    release.getString("deprecated"),
                    release.getString("node"),
                    release.getString("npm")));
        }
        return new Packument(tags, releases);
    }
}
