package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import mcphub.report.layout.Table;

/** What a version brings along, and under which terms. */
final class Supply {
    private static final String KNOWN = "KNOWN_VULNERABLE_DEPENDENCY";
    /** Analysis keeps no more of them. */
    private static final int MOST_KEPT = 2_000;

    private final JsonObject evidence;
    private final List<JsonObject> controls;

    Supply(JsonObject evidence, List<JsonObject> controls) {
        this.evidence = evidence;
        this.controls = controls;
    }

    void dependencies(Sheet sheet) {
        sheet.heading(2, "Known vulnerabilities");
        sheet.paragraph(
                "The version itself, and what an installation of it brings, were compared with the advisories of the hub's feeds; where nothing settles a version, what is asked for was.");
        vulnerabilities(sheet);
        sheet.heading(2, "How dependencies are declared");
        declared(sheet);
        sheet.heading(2, "Declared dependencies");
        list(sheet);
    }

    private void vulnerabilities(Sheet sheet) {
        var control = controls.stream()
                .filter(one -> KNOWN.equals(one.getString("control_id")))
                .findFirst();
        var known = SnapshotDocument.objects(evidence, "vulnerabilities");
        if (known.isEmpty()) {
            sheet.paragraph(control.map(one -> Words.label(one.getString("outcome")) + ": " + one.getString("message"))
                    .orElse("This snapshot was not compared with advisories."));
            return;
        }
        var table = sheet.table(
                new Table.Column("Severity", 0.1f),
                new Table.Column("Package", 0.3f),
                new Table.Column("Advisory", 0.4f),
                new Table.Column("Where", 0.2f));
        known.forEach(one -> table.row(
                one.getString("severity"), Words.text(one, "package"), one.getString("advisory"), Words.place(one)));
        table.end();
        int all = control.map(one -> one.getInteger("findings")).orElse(known.size());
        if (all > known.size()) {
            sheet.paragraph("The others, " + (all - known.size()) + " of them, stand among the findings.", Style.NOTE);
        }
    }

    /** What is not as it should be; the rest is among the results of all controls. */
    private void declared(Sheet sheet) {
        var own = Stream.of("dependencies", "lockfile")
                .flatMap(part -> Controls.of(controls, part).stream())
                .toList();
        var passed = own.stream()
                .filter(control -> "passed".equals(control.getString("outcome")))
                .count();
        sheet.paragraph("Of " + Words.count(own.size(), "control", "controls")
                + " over dependencies and lock files, " + passed + " passed."
                + (passed == own.size() ? "" : " The others:"));
        if (passed < own.size()) {
            sheet.bullets(own.stream()
                    .filter(control -> !"passed".equals(control.getString("outcome")))
                    .map(control -> control.getString("control_name") + " (" + control.getString("outcome") + "): "
                            + ("failed".equals(control.getString("outcome"))
                                    ? control.getString("remediation")
                                    : control.getString("message")))
                    .toList());
        }
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
        sheet.paragraph(
                "As the manifests declare them, "
                        + (declared.size() < MOST_KEPT
                                ? Words.count(declared.size(), "dependency", "dependencies") + " in all."
                                : "the first " + MOST_KEPT + " dependencies; there may be more.")
                        + " What these in turn bring, with the licences that are known of it, stands in the bill of materials.");
        var table = sheet.table(
                new Table.Column("Package", 0.36f),
                new Table.Column("Asked for", 0.24f),
                new Table.Column("When", 0.14f),
                new Table.Column("Manifest", 0.26f));
        declared.forEach(one -> table.row(
                Words.name(one),
                one.getString("requirement").isEmpty() ? "any version" : one.getString("requirement"),
                one.getString("scope"),
                one.getString("file")));
        table.end();
    }

    void licenses(Sheet sheet) {
        String license = Words.license(evidence.getJsonObject("mcp"));
        sheet.paragraph(
                license.isEmpty()
                        ? "The source states no licence."
                        : "The source states its licence as " + license
                                + ". The hub quotes this; it is no legal advice.");
        Controls.table(sheet, Controls.of(controls, "licenses"));
        sheet.paragraph(
                "Licences of what it brings stand in the bill of materials, as far as they are known.", Style.NOTE);
    }
}
