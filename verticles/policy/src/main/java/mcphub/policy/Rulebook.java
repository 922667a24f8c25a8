package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that decides for an organization at one moment.
 *
 * @param semantics how its rules are read: 2, or 1 of what was kept before there was another
 * @param scoring the method of scoring that is gone by; null of what was kept before there were two
 * @param unknown what becomes of MCPs that the hub does not know
 * @param unmatched what becomes of those that no policy decides about
 * @param strictElsewhere whether an environment that is not on the list is denied; else the worst of all counts
 * @param environments those that the organization has
 * @param policies the enabled ones, in the order in which they are looked at
 * @param exceptions those that run, by policy and source
 * @param baseline what was there when the gate was begun with; null where it began with nothing
 * @param approvals of what the hub has no evidence of, those that run, by digest
 */
record Rulebook(
        int semantics,
        @Nullable String scoring,
        Effect unknown,
        Effect unmatched,
        boolean strictElsewhere,
        List<String> environments,
        List<Policy> policies,
        Map<String, List<PolicyException>> exceptions,
        Map<String, Approval> approvals,
        @Nullable Baseline baseline) {

    /**
     * An exception that runs.
     *
     * @param subject the source that it is for
     * @param version only this one; null: all
     */
    record PolicyException(
            String id,
            String policyId,
            String subject,
            @Nullable String version,
            String reason,
            String endsAt) {}

    /**
     * What was denied in an earlier evaluation, and is only warned of.
     *
     * @param at when that was
     * @param denied each as it was asked
     */
    record Baseline(String at, Set<String> denied) {
        static @Nullable Baseline of(@Nullable JsonObject json) {
            return json == null
                    ? null
                    : new Baseline(
                            json.getString("at"),
                            json.getJsonArray("denied").stream()
                                    .map(asked -> Asked.of((JsonObject) asked).what())
                                    .collect(Collectors.toUnmodifiableSet()));
        }

        /** A command or an address is the same only where all of it is; what has no digest may be any. */
        boolean has(Asked asked) {
            return asked.isTold() && denied.contains(asked.what());
        }
    }

    /** That somebody lets pass what nobody has evidence of. */
    record Approval(String by, String reason, String endsAt) {}

    Rulebook {
        environments = List.copyOf(environments);
        policies = List.copyOf(policies);
        exceptions = Map.copyOf(exceptions);
        approvals = Map.copyOf(approvals);
    }

    /** Reads what {@code policy.rulebook} made, now or before. */
    static Rulebook of(JsonObject json) {
        int semantics = json.getInteger("semantics", 1);
        var exceptions = new HashMap<String, List<PolicyException>>();
        for (Object entry : json.getJsonArray("exceptions")) {
            var e = (JsonObject) entry;
            var exception = new PolicyException(
                    e.getString("id"),
                    e.getString("policy_id"),
                    semantics == 1 ? e.getString("mcp_id") : e.getString("identity"),
                    e.getString("version"),
                    e.getString("reason"),
                    e.getString("ends_at"));
            exceptions
                    .computeIfAbsent(key(exception.policyId(), exception.subject()), k -> new ArrayList<>())
                    .add(exception);
        }
        return new Rulebook(
                semantics,
                json.getString("scoring"),
                Effect.valueOf(json.getString("unknown_mcps")),
                Effect.valueOf(json.getString("unmatched", "ALLOW")),
                json.getString("unknown_environment", "WORST").equals("DENY"),
                json.getJsonArray("environments", new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList(),
                json.getJsonArray("policies").stream()
                        .map(policy -> Policy.of((JsonObject) policy, semantics))
                        .toList(),
                exceptions,
                approvals(json.getJsonArray("approvals", new JsonArray())),
                Baseline.of(json.getJsonObject("baseline")));
    }

    private static Map<String, Approval> approvals(JsonArray list) {
        var approvals = new HashMap<String, Approval>();
        for (Object entry : list) {
            var a = (JsonObject) entry;
            approvals.put(
                    a.getString("digest"),
                    new Approval(a.getString("approved_by"), a.getString("reason"), a.getString("ends_at")));
        }
        return approvals;
    }

    /** The approval of what has one of these digests; null where there is none. */
    @Nullable
    Approval approval(List<String> keys) {
        return keys.stream()
                .filter(approvals::containsKey)
                .findFirst()
                .map(approvals::get)
                .orElse(null);
    }

    /** The exception to this policy for this version; null where there is none. */
    @Nullable
    PolicyException exception(Policy policy, Facts facts) {
        String subject = semantics == 1 ? facts.mcpId() : facts.identity();
        for (var exception : exceptions.getOrDefault(key(policy.id(), subject), List.of())) {
            if (exception.version() == null || exception.version().equals(facts.version())) {
                return exception;
            }
        }
        return null;
    }

    /** Whether nothing in it could deny what the hub knows. */
    boolean deniesNothing() {
        return unmatched != Effect.DENY && policies.stream().noneMatch(policy -> policy.effect() == Effect.DENY);
    }

    private static String key(String policy, String subject) {
        return policy + ' ' + subject;
    }
}
