package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contract as vertx-openapi 5.0.10 takes it. It reads the document as 3.1, because it ignores {@code nullable} of 3.0; it refuses media types
 * that it does not know, and paths whose parameter is not a whole segment; it needs an absolute server URL; it takes {@code urn:uuid:} for a UUID, which PostgreSQL
 * does not; and it gives patterns to Java, for which {@code $} also stands before a line break at the end. The published contract stays as it was written.
 */
final class RoutingCopy {
    /** What texts of a format look like at least, where their schema has no pattern of its own. */
    private static final Map<String, String> OF_FORMATS = Map.of(
            "uuid", "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
            "date-time", "^[0-9TtZz:.+-]+$",
            "date", "^[0-9-]+$");

    /** A dollar that is the end; what is escaped and what stands in brackets is passed over. */
    private static final Pattern END = Pattern.compile("\\\\.|\\[(?:\\\\.|[^\\]\\\\])*]|(\\$)");

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
                case "pattern" -> {
                    if (value instanceof String pattern) {
                        copy.put("pattern", forJava(pattern)).put(Contract.AS_WRITTEN, pattern);
                    } else {
                        copy.put("pattern", convert(value));
                    }
                }
                default -> copy.put(entry.getKey(), convert(value));
            }
        });
        if (object.getValue("format") instanceof String format
                && OF_FORMATS.containsKey(format)
                && !object.containsKey("pattern")) {
            copy.put("pattern", forJava(OF_FORMATS.get(format)));
        }
        if (Boolean.TRUE.equals(object.getValue("nullable"))) {
            copy.remove("nullable");
            nullable(copy);
        }
        return copy;
    }

    /** The pattern as ECMA-262 means it. */
    private static String forJava(String pattern) {
        return END.matcher(pattern)
                .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : "\\\\z");
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
