package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One named statement.
 *
 * @param name its name in the file
 * @param sql the text with {@code $1 $2 …} in place of {@code :names}
 * @param parameters the names, in the order of their numbers
 */
public record Query(String name, String sql, List<String> parameters) {

    public Query {
        parameters = List.copyOf(parameters);
    }

    /** The values of the parameters, taken by name; absent ones are null. */
    public Tuple bind(JsonObject input) {
        var tuple = Tuple.tuple();
        // from the map: getValue would make base64 of bytes
        parameters.forEach(name -> tuple.addValue(json(input.getMap().get(name))));
        return tuple;
    }

    private static @Nullable Object json(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var object = new JsonObject();
                map.forEach((key, field) -> object.put(String.valueOf(key), field));
                yield object;
            }
            case List<?> list -> new JsonArray(list);
            case null, default -> value;
        };
    }
}
