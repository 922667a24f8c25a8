package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Table;

/** What became of each control. */
final class Controls {
    private Controls() {}

    static void write(Sheet sheet, List<JsonObject> controls) {
        sheet.paragraph(
                "Every control of the catalogue with its outcome. Inconclusive is neither a pass nor a fail: this source does not tell.");
        for (var dimension : Words.DIMENSIONS.entrySet()) {
            for (String part : dimension.getValue()) {
                var own = of(controls, part);
                if (!own.isEmpty()) {
                    sheet.heading(
                            2,
                            Words.label(dimension.getKey()) + " – "
                                    + Words.label(part).toLowerCase(Locale.ROOT));
                    table(sheet, own);
                }
            }
        }
    }

    static List<JsonObject> of(List<JsonObject> controls, String part) {
        return controls.stream()
                .filter(control -> control.getString("sub_category").equals(part))
                .toList();
    }

    static void table(Sheet sheet, List<JsonObject> controls) {
        var table = sheet.table(
                new Table.Column("What was looked for", 0.3f),
                new Table.Column("Outcome", 0.14f),
                new Table.Column("Severity", 0.1f),
                new Table.Column("Findings", 0.1f, true),
                new Table.Column("What was seen", 0.36f));
        controls.forEach(control -> table.row(
                control.getString("control_name"),
                Words.label(control.getString("outcome")),
                control.getString("severity"),
                control.getInteger("findings") == 0
                        ? "–"
                        : control.getInteger("findings").toString(),
                control.getString("message")));
        table.end();
        sheet.space(6);
    }
}
