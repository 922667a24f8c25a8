import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.LinkedHashMap;
import mcphub.policy.launch.CommandLine;

/** Reads lines such as {@code {"command": "npx", "args": ["-y", "x"], "env": {}}} and prints what is judged of each, in the same order. */
final class Lines {
    public static void main(String[] arguments) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            var json = new JsonObject(line);
            var variables = new LinkedHashMap<String, String>();
            json.getJsonObject("env", new JsonObject()).forEach(one -> variables.put(one.getKey(), String.valueOf(one.getValue())));
            var judged = new JsonArray();
            var words = json.getJsonArray("args").stream().map(String::valueOf).toList();
            for (var one : CommandLine.read(json.getString("command"), words, variables)) {
                judged.add(JsonObject.of(
                        "kind", one.kind(), "name", one.name(), "version", one.version(), "range", one.range(), "registry", one.registry(), "cautions", new JsonArray(one.cautions())));
            }
            System.out.println(judged.encode());
        }
    }
}
