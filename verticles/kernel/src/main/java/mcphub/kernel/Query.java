package mcphub.kernel;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;

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
        parameters.forEach(name -> tuple.addValue(input.getMap().get(name)));
        return tuple;
    }
}
