package mcphub.analysis.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import mcphub.kernel.FindingsSarif;

/** A report as SARIF, made of the same parts as a hub's; paths are those from the outermost folder of the working copy on, as code hosts want them. */
final class SarifForm {
    private SarifForm() {}

    static String write(ScanReport report) {
        var log = FindingsSarif.head(judged(report), "mcp-hub/scan/" + series(report), properties(report));
        var run = log.getJsonArray("runs").getJsonObject(0);
        var results = run.getJsonArray("results");
        // a state is for all or for none
        boolean compares = report.findings().stream().anyMatch(Reported::isKnown);
        report.findings().forEach(finding -> results.add(result(finding, report, compares)));
        return log.encodePrettily();
    }

    private static String series(ScanReport report) {
        return report.subject().prefix();
    }

    private static JsonObject properties(ScanReport report) {
        var properties = new JsonObject()
                .put("source", report.subject().shown())
                .put("toolchain_version", report.toolchain())
                .put("controls_catalog_version", report.catalogue())
                .mergeIn(FindingsSarif.scores(report.scoresDocument()))
                .put("notes", new JsonArray(report.notes()));
        String sha256 = report.subject().sha256();
        return sha256 == null ? properties : properties.put("tarball_sha256", sha256);
    }

    private static JsonObject judged(ScanReport report) {
        var controls = new JsonArray();
        report.results()
                .forEach(result -> controls.add(new JsonObject()
                        .put("control_id", result.control().id())
                        .put("control_name", result.control().name())
                        .put("category", result.control().category().label())
                        .put("severity", result.control().severity().label())
                        .put("cwe", result.control().cwe())
                        .put("owasp", new JsonArray(result.control().owasp()))
                        .put("remediation", result.control().remediation())
                        .put("outcome", result.verdict().outcome().name().toLowerCase(Locale.ROOT))
                        .put("message", Plain.of(result.verdict().message()))));
        var subject = report.subject();
        boolean isRepository = subject.commit() != null;
        return new JsonObject()
                .put("toolchain_version", report.toolchain())
                .put(
                        "source",
                        new JsonObject()
                                .put("url", isRepository ? subject.name() : null)
                                .put("ref", subject.commit()))
                .put("controls", controls);
    }

    private static JsonObject result(Reported finding, ScanReport report, boolean compares) {
        var place = JsonForm.place(finding)
                .put("file", Objects.requireNonNullElse(finding.file(), report.manifest()))
                .put("line", Objects.requireNonNullElse(finding.line(), 1))
                .put("time", finding.time());
        var result = FindingsSarif.result(place, report.subject().prefix());
        if (finding.excerpt().size() > 1) {
            result.getJsonArray("locations")
                    .getJsonObject(0)
                    .getJsonObject("physicalLocation")
                    .put("contextRegion", context(finding));
        }
        if (finding.suppression() != null) {
            result.put(
                    "suppressions",
                    JsonArray.of(JsonObject.of("kind", "inSource", "justification", finding.suppression())));
        }
        return compares ? result.put("baselineState", finding.isKnown() ? "unchanged" : "new") : result;
    }

    private static JsonObject context(Reported finding) {
        var lines = finding.excerpt();
        return JsonObject.of(
                "startLine",
                lines.getFirst().number(),
                "endLine",
                lines.getLast().number(),
                "snippet",
                JsonObject.of("text", lines.stream().map(Line::text).collect(Collectors.joining("\n"))));
    }
}
