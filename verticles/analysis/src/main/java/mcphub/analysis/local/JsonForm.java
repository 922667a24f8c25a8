package mcphub.analysis.local;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import mcphub.analysis.KindDocument;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Suspicion;
import org.jspecify.annotations.Nullable;

/** A report as JSON, with the names that the API has. */
final class JsonForm {
    private JsonForm() {}

    static String write(ScanReport report) {
        return document(report).encodePrettily();
    }

    static JsonObject document(ScanReport report) {
        var subject = report.subject();
        return new JsonObject()
                .put(
                        "source",
                        new JsonObject()
                                .put("type", subject.type())
                                .put("name", Plain.of(subject.name()))
                                .put("version", subject.version())
                                .put("commit", subject.commit())
                                .put("sha256", subject.sha256()))
                .put("toolchain_version", report.toolchain())
                .put("controls_catalog_version", report.catalogue())
                .put("scores", report.scoresDocument())
                .mergeIn(Objects.requireNonNull(KindDocument.of(report.kind())))
                .put("vulnerable", report.vulnerable() == null ? null : Plain.of(report.vulnerable()))
                .put("suspicion", suspicion(report))
                .put("read", read(report.reading()))
                .put("findings", array(report.findings(), JsonForm::finding))
                .put("not_judged", array(report.notJudged(), JsonForm::notJudged))
                .put("notes", new JsonArray(report.notes()));
    }

    private static @Nullable JsonObject suspicion(ScanReport report) {
        Suspicion suspicion = report.suspicion();
        return suspicion == null
                ? null
                : new JsonObject()
                        .put("reason", suspicion.reason())
                        .put("fingerprints", array(suspicion.traces(), Suspicion.Trace::fingerprint))
                        .put("baseline", report.isSuspicionKnown());
    }

    private static JsonObject read(Reading reading) {
        var leftOut = new JsonObject();
        reading.leftOut().forEach(leftOut::put);
        return new JsonObject()
                .put("files", reading.files())
                .put("text_files", reading.texts())
                .put("code_files", reading.code())
                .put("characters", reading.characters())
                .put("code_read_percent", reading.codeReadPercent())
                .put("code_not_read", array(reading.unread(), Plain::of))
                .put("left_out", leftOut);
    }

    private static JsonObject finding(Reported finding) {
        return place(finding)
                .put("control_name", finding.control().name())
                .put("cwe", finding.control().cwe())
                .put("owasp", new JsonArray(finding.control().owasp()))
                .put("remediation", finding.control().remediation())
                .put(
                        "trace",
                        array(
                                finding.trace().steps(),
                                step -> new JsonObject()
                                        .put("file", step.file())
                                        .put("line", step.line())
                                        .put("what", step.what())))
                .put(
                        "excerpt",
                        array(
                                finding.excerpt(),
                                line -> new JsonObject()
                                        .put("line", line.number())
                                        .put("text", line.text())))
                .put("suppressed", finding.suppression())
                .put("baseline", finding.isKnown());
    }

    /** What a finding is, and where. */
    static JsonObject place(Reported finding) {
        return new JsonObject()
                .put("fingerprint", finding.fingerprint())
                .put("control_id", finding.control().id())
                .put("severity", finding.severity().label())
                .put("file", finding.file())
                .put("line", finding.line())
                .put("evidence", finding.evidence())
                .put("message", finding.message())
                .put(
                        "tool",
                        finding.flow().tool() == null
                                ? null
                                : Plain.of(finding.flow().tool()))
                .put("values", new JsonArray(finding.flow().values()))
                .put("by_design", finding.flow().byDesign());
    }

    private static JsonObject notJudged(ControlResult result) {
        return new JsonObject()
                .put("control_id", result.control().id())
                .put("message", Plain.of(result.verdict().message()));
    }

    private static <T> JsonArray array(Collection<T> some, Function<T, Object> document) {
        return new JsonArray(some.stream().map(document).toList());
    }
}
