package mcphub.policy;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An MCP that somebody uses.
 *
 * @param name as the catalog would have it; of what it cannot have the kind and a colon stand before it, such as {@code pypi:fetch}
 * @param version exactly; null for the newest that was certified
 * @param place where a configuration names it; null for what was asked by name
 * @param open why what runs may be another version than the one that is judged; null where it cannot
 */
record Asked(
        String name,
        @Nullable String version,
        @Nullable Place place,
        @Nullable String open) {

    /**
     * Where a configuration names it.
     *
     * @param server its key there
     * @param path the file; null where it was not told
     * @param line from 1
     * @param kind {@code npm}, {@code pypi}, {@code oci}, {@code remote} or {@code local}
     */
    record Place(String server, @Nullable String path, int line, String kind) {
        JsonObject encode() {
            return JsonObject.of("server", server, "path", path, "line", line, "kind", kind);
        }
    }

    /** As the statements take it, and as an evaluation keeps it. */
    JsonObject encode() {
        var json = JsonObject.of("name", name);
        if (version != null) {
            json.put("version", version);
        }
        if (place != null) {
            json.put("used_in", place.encode());
        }
        if (open != null) {
            json.put("open", open);
        }
        return json;
    }

    /** Reads what {@link #encode} made, or what a caller asked. */
    static Asked of(JsonObject json) {
        var place = json.getJsonObject("used_in");
        return new Asked(
                json.getString("name"),
                json.getString("version"),
                place == null
                        ? null
                        : new Place(
                                place.getString("server"),
                                place.getString("path"),
                                place.getInteger("line"),
                                place.getString("kind")),
                json.getString("open"));
    }

    /** Together with what is known of it: {@code {catalogued, version_status, facts}}. */
    Subject subject(JsonObject known) {
        var facts = known.getJsonObject("facts");
        return new Subject(
                name, version, facts == null ? null : Facts.of(facts), facts == null ? unknown(known) : null);
    }

    private String unknown(JsonObject known) {
        if (place != null && !place.kind().equals("npm")) {
            return switch (place.kind()) {
                case "pypi" -> "it is a PyPI package, which is not analysed";
                case "oci" -> "it is a container image, which is not analysed";
                case "remote" -> "it runs elsewhere, at " + name + ", where nobody sees its code";
                default -> "it is a command of this machine, " + name;
            };
        }
        if (!known.getBoolean("catalogued")) {
            return "no MCP '" + name + "' is in the catalog";
        }
        if (version == null) {
            return "no version of '" + name + "' was certified yet";
        }
        String status = known.getString("version_status");
        return status == null
                ? "the catalog has no version '" + version + "' of '" + name + "'"
                : "version '" + version + "' of '" + name + "' was never certified; its status is " + status;
    }
}
