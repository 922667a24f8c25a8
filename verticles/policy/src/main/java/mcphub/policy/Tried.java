package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;

/** Rules that nobody has saved, in place of those of an organization. */
final class Tried {
    /** What a body may say otherwise than the organization does. */
    private static final List<String> SETTINGS = List.of("unknown_mcps", "unmatched", "unknown_environment");

    private Tried() {}

    /** The rulebook with what the body has; a policy that has the name of a saved one keeps its exceptions. */
    static JsonObject rulebook(JsonObject saved, JsonObject body) {
        var tried = saved.copy();
        SETTINGS.forEach(setting -> tried.put(setting, body.getValue(setting, saved.getValue(setting))));
        if (!body.containsKey("policies")) {
            return tried;
        }
        var policies = policies(saved.getJsonArray("policies"), body.getJsonArray("policies"));
        var environments = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(
                        saved.getJsonArray("environments").stream(),
                        policies.stream().flatMap(policy -> policy.getJsonArray("environments").stream()))
                .map(String::valueOf)
                .forEach(name -> environments.putIfAbsent(name, name));
        return tried.put("policies", new JsonArray(policies))
                .put("environments", new JsonArray(List.copyOf(environments.values())));
    }

    private static List<JsonObject> policies(JsonArray saved, JsonArray given) {
        var ids = new HashMap<String, String>();
        saved.forEach(
                policy -> ids.put(((JsonObject) policy).getString("name"), ((JsonObject) policy).getString("id")));
        var policies = new ArrayList<JsonObject>();
        for (int i = 0; i < given.size(); i++) {
            var policy = Policies.complete(given.getJsonObject(i));
            try {
                Policies.checked(policy);
            } catch (Refusal wrong) {
                throw Problem.BAD_REQUEST.because(String.valueOf(wrong.getMessage())
                        .replace("'target_value'", "'policies[" + i + "].target_value'"));
            }
            if (policy.getBoolean("enabled")) {
                policies.add(policy.put(
                        "id",
                        ids.getOrDefault(
                                policy.getString("name"), UUID.randomUUID().toString())));
            }
        }
        policies.sort(Comparator.comparingInt(policy -> policy.getInteger("priority")));
        return policies;
    }
}
