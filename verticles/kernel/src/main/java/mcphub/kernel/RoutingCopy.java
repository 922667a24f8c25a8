package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contract as vertx-openapi 5.0.10 takes it. It reads the document as 3.1, because it ignores {@code nullable} of 3.0; it refuses media types
 * that it does not know, and paths whose parameter is not a whole segment; it needs an absolute server URL; and it takes {@code urn:uuid:} for a UUID, which PostgreSQL
 * does not. The published contract stays as it was written.
 */
final class RoutingCopy {
    private static final String UUID = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
    private static final Set<String> KNOWN_MEDIA_TYPES =
            Set.of("application/json", "multipart/form-data", "text/plain");

    private RoutingCopy() {}

    static JsonObject of(JsonObject published) {
        var copy = object(published);
        var paths = new JsonObject();
        copy.getJsonObject("paths").forEach(path -> paths.put(path(path.getKey()), path.getValue()));
        copy.put("paths", paths);
        return copy.put("openapi", "3.1.0")
                .put("servers", new JsonArray().add(new JsonObject().put("url", "http://localhost/")));
    }

    /** A template whose last segment goes on behind its brace, which vertx-openapi refuses: what follows becomes a segment of its own. */
    static String path(String template) {
        return template.replaceFirst("}(\\.\\w+)$", "}/~$1");
    }

    private static @Nullable Object convert(@Nullable Object value) {
        return switch (value) {
            case JsonObject object -> object(object);
            case JsonArray array -> {
                var copy = new JsonArray();
                array.forEach(element -> copy.add(convert(element)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static JsonObject object(JsonObject object) {
        var copy = new JsonObject();
        object.forEach(entry -> {
            Object value = entry.getValue();
            switch (entry.getKey()) {
                // data, not schema: it stays as it is, and nothing here needs it
                case "example", "examples" -> {}
                case "content" ->
                    copy.put("content", value instanceof JsonObject map ? mediaTypes(map) : convert(value));
                default -> copy.put(entry.getKey(), convert(value));
            }
        });
        if ("uuid".equals(object.getValue("format")) && !object.containsKey("pattern")) {
            copy.put("pattern", UUID);
        }
        if (Boolean.TRUE.equals(object.getValue("nullable"))) {
            copy.remove("nullable");
            nullable(copy);
        }
        return copy;
    }

    private static JsonObject mediaTypes(JsonObject content) {
        var copy = new JsonObject();
        content.forEach(entry -> copy.put(
                KNOWN_MEDIA_TYPES.contains(entry.getKey()) ? entry.getKey() : "application/octet-stream",
                convert(entry.getValue())));
        return copy;
    }

    private static void nullable(JsonObject schema) {
        if (schema.getValue("type") instanceof String type) {
            schema.put("type", new JsonArray().add(type).add("null"));
        }
        if (schema.getValue("enum") instanceof JsonArray values && !values.contains(null)) {
            schema.put("enum", values.copy().addNull());
        }
        if (schema.getValue("allOf") instanceof JsonArray parts) {
            schema.remove("allOf");
            schema.put(
                    "oneOf",
                    new JsonArray()
                            .add(new JsonObject().put("type", "null"))
                            .add(new JsonObject().put("allOf", parts)));
        }
    }
}
