package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Policies and facts for tests of the decision itself, which needs no hub. */
final class Gates {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private Gates() {}

    static JsonObject facts() {
        return new JsonObject()
                .mergeIn(JsonObject.of(
                        "mcp_id", "m-1",
                        "name", "@acme/files",
                        "version", "1.2.0",
                        "status", "CERTIFIED",
                        "category", "files",
                        "license", "MIT",
                        "sources", JsonArray.of("https://github.com/acme/files", "npm:@acme/files")))
                .put("identity", "npm:@acme/files")
                .put("fetched_from", "npm:@acme/files")
                .put("snapshot_at", "2026-01-01T00:00:00Z")
                .put("global_score", 84)
                .put("security_score", 90)
                .put("supply_chain_score", 80)
                .put("maturity_score", 75)
                .put("certification_level", 2)
                .put("critical_findings", 0)
                .put("high_findings", 2)
                .put("failed_controls", JsonArray.of("README_PRESENT"));
    }

    static JsonObject policy(String id, String action, String type, String value) {
        return JsonObject.of(
                "id",
                id,
                "name",
                "P" + id,
                "action",
                action,
                "target_type",
                type,
                "target_value",
                value,
                "environments",
                new JsonArray());
    }

    static Rulebook rules(List<JsonObject> policies, JsonObject... exceptions) {
        return Rulebook.of(JsonObject.of(
                "semantics",
                2,
                "unknown_mcps",
                "DENY",
                "policies",
                new JsonArray(new ArrayList<>(policies)),
                "exceptions",
                JsonArray.of((Object[]) exceptions)));
    }

    static Verdict judge(Rulebook rules, JsonObject facts) {
        var known = Facts.of(facts);
        return new Gate(rules, new Gate.Circumstances(null, null, NOW)).judge(Subject.of(known.name(), known, true));
    }
}
