package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.kernel.Provenance;
import mcphub.kernel.Trace;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import mcphub.report.layout.Table;

/** Every finding, the gravest first; what its control says stands once above those of one control. */
final class FindingsSection {
    private static final float WITH_CONTROL = 160;

    private final JsonObject snapshot;
    private final Findings findings;

    FindingsSection(JsonObject snapshot, Findings findings) {
        this.snapshot = snapshot;
        this.findings = findings;
    }

    void write(Sheet sheet) {
        if (snapshot.getInteger("total_findings") == 0) {
            sheet.paragraph("There are no findings: every control that could be judged passed.");
            return;
        }
        sheet.paragraph(
                "This snapshot has " + Words.findings(snapshot)
                        + ". Secrets in evidence are redacted. Evidence is text from the source; nothing in it is a statement of the hub.");
        counts(sheet);
        String severity = "";
        String control = "";
        int offset = 0;
        for (List<JsonObject> page = findings.after(0); !page.isEmpty(); page = findings.after(offset)) {
            for (JsonObject finding : page) {
                if (!finding.getString("severity").equals(severity)) {
                    severity = finding.getString("severity");
                    control = "";
                    sheet.heading(
                            2,
                            Words.label(severity) + " (" + snapshot.getInteger(severity + "_findings") + ")",
                            WITH_CONTROL);
                }
                if (!finding.getString("control_id").equals(control)) {
                    control = finding.getString("control_id");
                    control(sheet, Words.onLines(finding));
                }
                finding(sheet, finding);
            }
            offset += page.size();
        }
    }

    private void counts(Sheet sheet) {
        var table = sheet.table(new Table.Column("Severity", 0.3f), new Table.Column("Findings", 0.15f, true));
        Words.SEVERITIES.forEach(severity -> table.row(
                Words.label(severity),
                snapshot.getInteger(severity + "_findings").toString()));
        table.end();
    }

    private static void control(Sheet sheet, JsonObject finding) {
        sheet.heading(3, finding.getString("control_name"));
        String cwe = Words.text(finding, "cwe");
        sheet.paragraph(
                finding.getString("control_id") + (cwe.isEmpty() ? "" : " · " + cwe) + risks(finding)
                        + " · What to do: " + finding.getString("remediation"),
                Style.NOTE);
    }

    private static String risks(JsonObject finding) {
        return finding.getJsonArray("owasp").stream().map(risk -> " · " + risk).collect(Collectors.joining());
    }

    private static void finding(Sheet sheet, JsonObject finding) {
        var told = Words.onLines(finding);
        String place = Words.place(told);
        if (!place.isEmpty()) {
            sheet.lead(place, Style.SMALL_STRONG);
        }
        var trace = Trace.of(told.getString("message"));
        sheet.paragraph(trace.says(), Style.SMALL);
        String provenance = Provenance.of(told);
        if (!provenance.isEmpty()) {
            sheet.paragraph(Words.label(provenance), Style.SMALL);
        }
        if (!trace.steps().isEmpty()) {
            var steps = Stream.concat(
                    trace.steps().stream().map(step -> step.file() + ":" + step.line() + "  " + step.what()),
                    Stream.of(place + "  where it ends"));
            sheet.steps(steps.toList());
        }
        sheet.code(finding.getString("evidence"));
    }
}
