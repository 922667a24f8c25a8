package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.kernel.Digests;
import mcphub.kernel.SarifLog;

/** A judgement as SARIF 2.1.0, which code hosts show beside the lines; made so that GitHub takes it. */
final class Sarif {
    private static final String UNKNOWN = "mcphub/unknown";
    private static final String WARNING = "mcphub/warning";
    private static final String NOWHERE = ".mcp.json";

    private Sarif() {}

    /** One thing that it says of one MCP. */
    private record Remark(Asked asked, String rule, String ruleName, boolean denied, String text) {}

    private static List<Remark> remarks(Judgement judgement) {
        var remarks = new ArrayList<Remark>();
        for (int i = 0; i < judgement.verdicts().size(); i++) {
            var asked = judgement.asked().get(i);
            var verdict = judgement.verdicts().get(i);
            if (!verdict.allowed()) {
                var policy = verdict.decidedBy();
                String remedy = verdict.remedy() == null ? "" : ". " + verdict.remedy();
                remarks.add(new Remark(
                        asked,
                        policy == null ? UNKNOWN : policy.id(),
                        policy == null ? "MCPs that the hub does not know" : policy.name(),
                        true,
                        verdict.reason() + remedy));
            }
            for (String warning : verdict.warnings()) {
                remarks.add(new Remark(asked, WARNING, "Warnings", false, warning));
            }
        }
        return remarks;
    }

    static JsonObject of(Judgement judgement, boolean isAudit) {
        Map<String, JsonObject> rules = new LinkedHashMap<>();
        var seen = new HashMap<String, Integer>();
        var results = new JsonArray();
        for (Remark remark : remarks(judgement)) {
            rules.computeIfAbsent(remark.rule(), id -> rule(id, remark.ruleName()));
            results.add(result(remark, isAudit, seen));
        }
        return SarifLog.of("0.1.0", automation(judgement), List.copyOf(rules.values()), new JsonObject(), results);
    }

    /** One series of alerts an environment. */
    private static String automation(Judgement judgement) {
        return "mcp-hub/" + (judgement.environment() == null ? "" : judgement.environment() + '/');
    }

    private static JsonObject rule(String id, String name) {
        String help = switch (id) {
            case UNKNOWN ->
                "The hub has no evidence of it. Have it catalogued, use what is, or ask who manages the organization's policies to approve it.";
            case WARNING ->
                "It is allowed, and there is something to know of it. Name an exact version where it says \"Not pinned\".";
            default ->
                "The organization's policy \"" + name
                        + "\" denies it. Use a release that is allowed, or ask who manages the organization's policies for an exception.";
        };
        String level = id.equals(WARNING) ? "warning" : "error";
        return SarifLog.rule(id, name, help, SarifLog.PAGE, level, JsonArray.of("security", "mcp"));
    }

    private static JsonObject result(Remark remark, boolean isAudit, Map<String, Integer> seen) {
        var place = remark.asked().place();
        String file = place == null || place.path() == null ? NOWHERE : place.path();
        String who = place == null
                ? remark.asked().name()
                : place.server() + " (" + remark.asked().name() + ')';
        String key = remark.rule() + '\n' + file + '\n' + who;
        int time = seen.merge(key, 1, Integer::sum);
        String print = HexFormat.of()
                .formatHex(Digests.sha256(key + '\n' + time).getBytes())
                .substring(0, 32);
        var location = SarifLog.place(SarifLog.uri(file, NOWHERE), place == null ? 1 : place.line());
        return JsonObject.of("ruleId", remark.rule(), "level", remark.denied() && !isAudit ? "error" : "warning")
                .put("message", JsonObject.of("text", who + ": " + remark.text()))
                .put("locations", JsonArray.of(location))
                .put("partialFingerprints", JsonObject.of("mcpHub/v1", print));
    }
}
