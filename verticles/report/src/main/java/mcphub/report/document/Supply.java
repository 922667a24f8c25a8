package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import mcphub.report.layout.Table;

/** What a version brings along, and under which terms. */
final class Supply {
    private final JsonObject evidence;
    private final List<JsonObject> controls;

    Supply(JsonObject evidence, List<JsonObject> controls) {
        this.evidence = evidence;
        this.controls = controls;
    }

    void dependencies(Sheet sheet) {
        sheet.heading(2, "Known vulnerabilities");
        sheet.paragraph(
                "Dependencies were compared with the advisories that come along with the hub's toolchain; where a lock file settles a version, that version is meant.");
        Controls.table(sheet, Controls.of(controls, "vulnerabilities"));
        sheet.heading(2, "How dependencies are declared");
        Controls.table(
                sheet,
                Stream.concat(
                                Controls.of(controls, "dependencies").stream(),
                                Controls.of(controls, "lockfile").stream())
                        .toList());
        sheet.heading(2, "Declared dependencies");
        list(sheet);
    }

    private void list(Sheet sheet) {
        if (evidence.getValue("dependencies") == null) {
            sheet.paragraph(
                    "This snapshot is older than the list of dependencies; analysing the version again adds it.");
            return;
        }
        var declared = SnapshotDocument.objects(evidence, "dependencies");
        if (declared.isEmpty()) {
            sheet.paragraph("The source declares none.");
            return;
        }
        sheet.paragraph("As the manifests declare them, "
                + Words.count(declared.size(), "dependency", "dependencies")
                + " in all. What these in turn depend on is not listed.");
        var table = sheet.table(
                new Table.Column("Package", 0.36f),
                new Table.Column("Asked for", 0.24f),
                new Table.Column("When", 0.14f),
                new Table.Column("Manifest", 0.26f));
        declared.forEach(one -> table.row(
                one.getString("name"),
                one.getString("requirement").isEmpty() ? "any version" : one.getString("requirement"),
                one.getString("scope"),
                one.getString("file")));
        table.end();
    }

    void licenses(Sheet sheet) {
        String license = Words.text(evidence.getJsonObject("mcp"), "license");
        sheet.paragraph(
                license.isEmpty()
                        ? "The source states no licence."
                        : "The source states its licence as " + license
                                + ". The hub quotes this; it is no legal advice.");
        Controls.table(sheet, Controls.of(controls, "licenses"));
        sheet.paragraph("Licences of dependencies are not looked up.", Style.NOTE);
    }
}
