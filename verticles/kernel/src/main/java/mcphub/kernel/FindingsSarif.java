package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as SARIF 2.1.0: every control is a rule, the way that a value took is a code flow. */
public final class FindingsSarif {
    /** What GitHub orders alerts by. */
    private static final Map<String, String> SECURITY_SEVERITY =
            Map.of("critical", "9.5", "high", "8.0", "medium", "5.5", "low", "2.0");

    private static final String MANIFEST = "package.json";

    private FindingsSarif() {}

    /**
     * The log without its results, which come as its last field.
     *
     * @param judged {@code toolchain_version}, {@code source} with {@code url} and {@code ref} (null where there is no repository), and {@code controls}, each with
     *     {@code control_id, control_name, category, severity, cwe, owasp, outcome, message, remediation}
     * @param series alerts of one series replace each other; ends with a slash
     * @param properties of the run
     */
    public static JsonObject head(JsonObject judged, String series, JsonObject properties) {
        var rules = new ArrayList<JsonObject>();
        var notes = new JsonArray();
        for (Object each : judged.getJsonArray("controls")) {
            var control = (JsonObject) each;
            rules.add(rule(control));
            if ("inconclusive".equals(control.getString("outcome"))) {
                notes.add(JsonObject.of("level", "note")
                        .put("message", JsonObject.of("text", "Not judged: " + control.getString("message")))
                        .put("associatedRule", JsonObject.of("id", control.getString("control_id"))));
            }
        }
        var more = JsonObject.of(
                        "invocations",
                        JsonArray.of(JsonObject.of("executionSuccessful", true, "toolExecutionNotifications", notes)))
                .put("properties", properties);
        var source = judged.getJsonObject("source");
        String url = source.getString("url");
        if (url != null) {
            RepositoryUrl.normalised(url)
                    .ifPresent(repository -> more.put(
                            "versionControlProvenance",
                            JsonArray.of(JsonObject.of(
                                    "repositoryUri",
                                    URI.create(repository).toString(),
                                    "revisionId",
                                    source.getString("ref")))));
        }
        String toolchain = judged.getString("toolchain_version");
        return SarifLog.of(toolchain.substring(toolchain.indexOf(':') + 1), series, rules, more, new JsonArray());
    }

    /** What the properties of a run say of the scores of what was judged. */
    public static JsonObject scores(JsonObject document) {
        var scores = new JsonObject();
        List.of("global_score", "grade", "certification_level", "level_reason", "caps", "coverage", "scoring_version")
                .forEach(field -> scores.put(field, document.getValue(field)));
        return scores;
    }

    private static JsonObject rule(JsonObject control) {
        String cwe = control.getString("cwe");
        String category = control.getString("category");
        var tags = JsonArray.of(category, "mcp");
        boolean isSecurity = !category.equals("maturity");
        if (isSecurity && !category.equals("security")) {
            tags.add("security");
        }
        String page = SarifLog.PAGE;
        if (cwe != null) {
            String number = cwe.replaceFirst("^CWE-", "");
            tags.add("external/cwe/cwe-" + (number.length() < 3 ? "0".repeat(3 - number.length()) : "") + number);
            page = "https://cwe.mitre.org/data/definitions/" + number + ".html";
        }
        for (Object risk : control.getJsonArray("owasp")) {
            tags.add("external/owasp-mcp-top-10/"
                    + risk.toString().toLowerCase(Locale.ROOT).replace(':', '-'));
        }
        String severity = control.getString("severity");
        String name = control.getString("control_name");
        String help = name + ". " + control.getString("remediation") + (cwe == null ? "" : " (" + cwe + ")");
        var rule = SarifLog.rule(control.getString("control_id"), name, help, page, level(severity), tags);
        if (isSecurity) {
            rule.getJsonObject("properties").put("security-severity", SECURITY_SEVERITY.get(severity));
        }
        return rule;
    }

    private static String level(String severity) {
        return switch (severity) {
            case "critical", "high" -> "error";
            case "medium" -> "warning";
            default -> "note";
        };
    }

    /**
     * One finding.
     *
     * @param finding {@code control_id, severity, file, line, evidence, message, fingerprint}, {@code tool, values, by_design} where they are known, and {@code time}: the number of those
     *     of one fingerprint, from 1 on
     * @param folder where the source lies in what the log is read beside: empty, or with a slash at its end
     */
    public static JsonObject result(JsonObject finding, String folder) {
        var trace = Trace.of(finding.getString("message"));
        String fingerprint = finding.getString("fingerprint");
        int line = finding.getInteger("line");
        var place = place(folder + finding.getString("file"), line);
        String evidence = finding.getString("evidence");
        if (!evidence.isEmpty()) {
            place.getJsonObject("physicalLocation")
                    .getJsonObject("region")
                    .put("snippet", JsonObject.of("text", evidence));
        }
        var result = JsonObject.of("ruleId", finding.getString("control_id"))
                .put("level", level(finding.getString("severity")))
                .put("message", JsonObject.of("text", trace.says()))
                .put("locations", JsonArray.of(place))
                .put(
                        "partialFingerprints",
                        JsonObject.of(
                                "mcpHub/v1",
                                fingerprint,
                                // GitHub's own: the number tells places with equal text apart
                                "primaryLocationLineHash",
                                fingerprint + ':' + finding.getInteger("time")))
                .put("properties", properties(finding));
        if (!trace.steps().isEmpty()) {
            var locations = new JsonArray();
            trace.steps().forEach(step -> locations.add(step(folder + step.file(), step.line(), step.what())));
            locations.add(step(folder + finding.getString("file"), line, trace.says()));
            result.put(
                    "codeFlows",
                    JsonArray.of(JsonObject.of("threadFlows", JsonArray.of(JsonObject.of("locations", locations)))));
        }
        return result;
    }

    private static JsonObject properties(JsonObject finding) {
        var properties = JsonObject.of("severity", finding.getString("severity"));
        List.of("tool", "values", "by_design").forEach(field -> properties.put(field, finding.getValue(field)));
        return properties;
    }

    private static JsonObject step(String file, int line, String what) {
        return JsonObject.of("location", place(file, line).put("message", JsonObject.of("text", what)));
    }

    private static JsonObject place(String file, int line) {
        return SarifLog.place(SarifLog.uri(file, MANIFEST), line);
    }
}
