package mcphub.policy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One enabled rule of an organization.
 *
 * @param environments those that it is for; none: all
 * @param areaId the area that it is for; null: all
 * @param namesMcps whether it looks at nothing but the name, which is known of MCPs that the hub does not know
 */
record Policy(
        String id,
        String name,
        Effect effect,
        Target target,
        String targetValue,
        List<String> environments,
        @Nullable String areaId,
        boolean namesMcps) {

    /**
     * Reads one of a rulebook, or one that is to be tried.
     *
     * @param semantics the rulebook's
     */
    static Policy of(JsonObject json, int semantics) {
        String type = json.getString("target_type");
        String value = json.getString("target_value");
        return new Policy(
                json.getString("id"),
                json.getString("name"),
                Effect.valueOf(json.getString("action")),
                Targets.parse(type, value, json.getJsonObject("conditions", new JsonObject()), semantics),
                value,
                json.getJsonArray("environments").stream().map(String::valueOf).toList(),
                json.getString("area_id"),
                type.equals("MCP"));
    }

    /** As a verdict names it. */
    JsonObject label() {
        return JsonObject.of("id", id, "name", name);
    }
}
