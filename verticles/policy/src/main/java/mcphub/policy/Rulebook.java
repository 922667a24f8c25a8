package mcphub.policy;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that decides for an organization at one moment.
 *
 * @param unknown what becomes of MCPs that the hub does not know
 * @param policies the enabled ones, in the order in which they are looked at
 * @param exceptions those that run, by policy and MCP
 */
record Rulebook(Effect unknown, List<Policy> policies, Map<String, List<PolicyException>> exceptions) {

    /**
     * An exception that runs.
     *
     * @param version only this one; null: all
     */
    record PolicyException(
            String id,
            String policyId,
            String mcpId,
            @Nullable String version,
            String reason,
            String endsAt) {}

    Rulebook {
        policies = List.copyOf(policies);
        exceptions = Map.copyOf(exceptions);
    }

    /** Reads what {@code policy.rulebook} made. */
    static Rulebook of(JsonObject json) {
        var exceptions = new HashMap<String, List<PolicyException>>();
        for (Object entry : json.getJsonArray("exceptions")) {
            var e = (JsonObject) entry;
            var exception = new PolicyException(
                    e.getString("id"),
                    e.getString("policy_id"),
                    e.getString("mcp_id"),
                    e.getString("version"),
                    e.getString("reason"),
                    e.getString("ends_at"));
            exceptions
                    .computeIfAbsent(key(exception.policyId(), exception.mcpId()), k -> new ArrayList<>())
                    .add(exception);
        }
        return new Rulebook(
                Effect.valueOf(json.getString("unknown_mcps")),
                json.getJsonArray("policies").stream()
                        .map(policy -> Policy.of((JsonObject) policy))
                        .toList(),
                exceptions);
    }

    /** The exception to this policy for this version; null where there is none. */
    @Nullable
    PolicyException exception(Policy policy, Facts facts) {
        for (var exception : exceptions.getOrDefault(key(policy.id(), facts.mcpId()), List.of())) {
            if (exception.version() == null || exception.version().equals(facts.version())) {
                return exception;
            }
        }
        return null;
    }

    private static String key(String policy, String mcp) {
        return policy + ' ' + mcp;
    }
}
