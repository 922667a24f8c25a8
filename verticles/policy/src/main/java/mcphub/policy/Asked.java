package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An MCP that somebody uses.
 *
 * @param name as it was asked; of what a configuration names, packages of npm as they are written, all else with its kind before it, such as {@code pypi:fetch}
 * @param version exactly, in its canonical form; null where none is named exactly
 * @param range what stands where a version is not exact: a range, a tag, or nothing that can be read (""); null where nothing stands there
 * @param registry the address of another registry that it comes from; null for the usual one
 * @param node the version of Node that it is started on; null where nobody says
 * @param place where a configuration names it; null for what was asked by name
 * @param cautions what to say of it whatever the verdict is
 * @param keys digests of what an address or a command is, by which an approval may name it; see {@link Approvable}
 */
record Asked(
        String name,
        @Nullable String version,
        @Nullable String range,
        @Nullable String registry,
        @Nullable String node,
        @Nullable Place place,
        List<String> cautions,
        List<String> keys) {

    /** The kind of a file of which nobody can tell what it names. */
    static final String UNREADABLE = "unreadable";

    Asked {
        cautions = List.copyOf(cautions);
        keys = List.copyOf(keys);
    }

    /** Without a word of where it comes from or what it is started on. */
    Asked(String name, @Nullable String version, @Nullable String range, @Nullable Place place) {
        this(name, version, range, null, null, place, List.of(), List.of());
    }

    /**
     * Where a configuration names it.
     *
     * @param server its key there
     * @param path the file; null where it was not told
     * @param line from 1
     * @param kind {@code npm}, {@code pypi}, {@code oci}, {@code git}, {@code nuget}, {@code mcpb}, {@code remote}, {@code local}, or {@code unreadable} for a whole file
     */
    record Place(String server, @Nullable String path, int line, String kind) {
        JsonObject encode() {
            return JsonObject.of("server", server, "path", path, "line", line, "kind", kind);
        }
    }

    /** Whether its words tell what it is: a command of the machine or an address only with their digests. */
    boolean isTold() {
        return place == null || !List.of("remote", "local").contains(place.kind()) || !keys.isEmpty();
    }

    /** What it is, wherever it is used. */
    String what() {
        return JsonObject.of("name", name, "version", version, "range", range, "registry", registry)
                .put("kind", place == null ? null : place.kind())
                .put("keys", new JsonArray(keys))
                .encode();
    }

    /** As an evaluation keeps it. */
    JsonObject encode() {
        var json = JsonObject.of("name", name);
        if (version != null) {
            json.put("version", version);
        }
        if (range != null) {
            json.put("range", range);
        }
        if (registry != null) {
            json.put("registry", registry);
        }
        if (node != null) {
            json.put("node", node);
        }
        if (place != null) {
            json.put("used_in", place.encode());
        }
        if (!cautions.isEmpty()) {
            json.put("cautions", new JsonArray(cautions));
        }
        if (!keys.isEmpty()) {
            json.put("keys", new JsonArray(keys));
        }
        return json;
    }

    /** Reads what {@link #encode} made, now or before, or what a caller asked. */
    static Asked of(JsonObject json) {
        var place = json.getJsonObject("used_in");
        String open = json.getString("open");
        return new Asked(
                json.getString("name"),
                json.getString("version"),
                json.getString("range"),
                json.getString("registry"),
                json.getString("node"),
                place == null
                        ? null
                        : new Place(
                                place.getString("server"),
                                place.getString("path"),
                                place.getInteger("line"),
                                place.getString("kind")),
                open != null
                        ? List.of(open)
                        : json.getJsonArray("cautions", new JsonArray()).stream()
                                .map(String::valueOf)
                                .toList(),
                json.getJsonArray("keys", new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList());
    }
}
