package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import mcphub.kernel.Standing;
import mcphub.report.layout.Fonts;
import mcphub.report.layout.Paper;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import mcphub.report.layout.Table;
import mcphub.report.layout.Visible;

/** The report of one snapshot: everything that the hub knows of one version, in the order in which people ask. */
public final class SnapshotDocument {
    private static final String SUMMARY = "Summary";
    private static final String SCORES = "Scores";
    private static final String HISTORY = "Score history";
    private static final String FINDINGS = "Findings";
    private static final String CONTROLS = "Control results";
    private static final String DEPENDENCIES = "Dependencies and known vulnerabilities";
    private static final String LICENSES = "Licences";
    private static final String METHODOLOGY = "Methodology and versions";
    private static final String INTEGRITY = "Integrity";
    private static final float WITH_CHART = 330;
    private static final float WITH_ROW = 160;
    /** On the cover, which has one page. */
    private static final int MOST_OF_A_FACT = 120;

    private final JsonObject evidence;
    private final JsonObject mcp;
    private final JsonObject version;
    private final JsonObject snapshot;
    private final List<JsonObject> controls;
    private final Findings findings;
    private final Origin origin;

    /**
     * What a document says of how it came about.
     *
     * @param reportId the report's id
     * @param createdAt when it was asked for, RFC 3339
     * @param hub how the world reaches the hub; empty where that is not set
     */
    public record Origin(String reportId, String createdAt, String hub) {}

    /** Of this evidence, as the statement {@code snapshotEvidence} gives it. */
    public SnapshotDocument(JsonObject evidence, Findings findings, Origin origin) {
        this.evidence = Words.onLines(evidence);
        this.mcp = this.evidence.getJsonObject("mcp");
        this.version = this.evidence.getJsonObject("version");
        this.snapshot = this.evidence.getJsonObject("snapshot");
        this.controls = objects(this.evidence, "controls");
        this.findings = findings;
        this.origin = origin;
    }

    static List<JsonObject> objects(JsonObject json, String name) {
        return json.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
    }

    /** Writes it; gives how many pages it has. */
    public int write(OutputStream out, Paper paper, Fonts fonts, ReportReceipt receipt) {
        String subject = name() + " " + version.getString("visible_version");
        var sheet = new Sheet(
                out,
                paper,
                fonts,
                new Sheet.About(
                        kind() + ": " + subject,
                        "Security, supply chain and maturity of " + subject,
                        "MCP Hub",
                        subject,
                        Words.day(origin.createdAt())));
        cover(sheet);
        sheet.newPage();
        Cover.contents(
                sheet,
                List.of(SUMMARY, SCORES, HISTORY, FINDINGS, CONTROLS, DEPENDENCIES, LICENSES, METHODOLOGY, INTEGRITY));
        sheet.newPage();
        sheet.heading(1, SUMMARY);
        new Summary(mcp, version, snapshot, evidence.getJsonObject("scores"), controls).write(sheet);
        sheet.newPage();
        sheet.heading(1, SCORES);
        scores(sheet);
        history(sheet);
        sheet.heading(1, FINDINGS);
        new FindingsSection(snapshot, findings).write(sheet);
        sheet.heading(1, CONTROLS);
        Controls.write(sheet, controls);
        var supply = new Supply(evidence, controls);
        sheet.heading(1, DEPENDENCIES);
        supply.dependencies(sheet);
        sheet.heading(1, LICENSES);
        supply.licenses(sheet);
        sheet.heading(1, METHODOLOGY);
        Methodology.write(sheet, snapshot);
        sheet.newPage();
        sheet.heading(1, INTEGRITY);
        integrity(sheet, receipt);
        return sheet.end();
    }

    /** Nobody should read "certification" beside an F. */
    private String kind() {
        return Standing.word(snapshot.getString("grade"), Words.level(snapshot)).equals("certified")
                ? "Certification report"
                : "Analysis report";
    }

    private String name() {
        return mcp.getString("name");
    }

    private void cover(Sheet sheet) {
        Cover.title(sheet, kind(), name(), mcp.getString("description"));
        Charts.seal(sheet, snapshot);
        sheet.space(18);
        var facts = new LinkedHashMap<String, String>();
        facts.put("Version", version.getString("visible_version"));
        facts.put("Source", Words.source(mcp.getJsonObject("source")));
        facts.put("Repository", Words.repository(mcp));
        facts.put(
                "Status",
                Words.label(Standing.status(
                        version.getString("status"), snapshot.getString("grade"), Words.level(snapshot))));
        facts.put("Limits", limits());
        facts.put("Analysed", Words.minute(snapshot.getString("created_at")));
        facts.put("Prepared for", Words.organization(evidence));
        facts.put("Report of", Words.minute(origin.createdAt()));
        facts.put("Snapshot", snapshot.getString("id"));
        facts.replaceAll((name, value) -> Visible.cut(value, MOST_OF_A_FACT));
        sheet.facts(facts);
    }

    /** The lowest in words, and how many more there are: the summary has all. */
    private String limits() {
        var caps = Standing.caps(snapshot.getJsonArray("caps"));
        return caps.isEmpty()
                ? "none"
                : caps.getFirst() + (caps.size() == 1 ? "" : " (and " + (caps.size() - 1) + " more)");
    }

    private void scores(Sheet sheet) {
        var dimensions = evidence.getJsonObject("scores").getJsonObject("scores");
        sheet.paragraph(
                "The global score is the weighted mean of the dimensions; each dimension is the mean of its sub-categories that could be judged.");
        sheet.heading(2, "Dimensions");
        Charts.bars(
                sheet,
                Words.DIMENSIONS.keySet().stream()
                        .map(name -> new Charts.Bar(Words.label(name), snapshot.getInteger(name + "_score")))
                        .toList());
        Words.DIMENSIONS.forEach((name, parts) -> {
            var dimension = dimensions.getJsonObject(name);
            if (dimension == null) {
                return;
            }
            sheet.heading(
                    2,
                    Words.label(name) + ": " + Words.score(dimension.getInteger("score")) + " (weight "
                            + Math.round(dimension.getDouble("weight") * 100) + " %)");
            var breakdown = dimension.getJsonObject("breakdown");
            Charts.bars(
                    sheet,
                    parts.stream()
                            .map(part -> new Charts.Bar(Words.label(part), breakdown.getInteger(part)))
                            .toList());
        });
    }

    private void history(Sheet sheet) {
        var past = objects(evidence, "history");
        sheet.heading(1, HISTORY, past.size() > 1 ? WITH_CHART : WITH_ROW);
        sheet.paragraph(
                past.size() == 1
                        ? "This is the first snapshot of this MCP server; there is nothing yet to compare it with."
                        : "The last " + past.size()
                                + " snapshots of this MCP server up to this one, the oldest first.");
        if (past.size() > 1) {
            Charts.history(sheet, past);
        }
        var table = sheet.table(
                new Table.Column("Version", 0.22f),
                new Table.Column("Analysed", 0.18f),
                new Table.Column("Global", 0.09f, true),
                new Table.Column("Limit", 0.13f),
                new Table.Column("Security", 0.12f, true),
                new Table.Column("Supply chain", 0.14f, true),
                new Table.Column("Maturity", 0.12f, true));
        past.forEach(one -> table.row(
                one.getString("version"),
                Words.day(one.getString("created_at")),
                one.getInteger("global_score") + " " + one.getString("grade"),
                Words.limit(one),
                Words.score(one.getInteger("security_score")),
                Words.score(one.getInteger("supply_chain_score")),
                Words.score(one.getInteger("maturity_score"))));
        table.end();
    }

    private void integrity(Sheet sheet, ReportReceipt receipt) {
        sheet.paragraph(
                "This page ties the report to the bytes that were analysed. Whoever has the archive can compute its SHA-256 and compare.");
        var facts = new LinkedHashMap<String, String>();
        facts.put("Tarball SHA-256", Words.text(version, "tarball_sha256"));
        facts.put("Tarball size", Words.text(version, "source_size") + " bytes");
        var source = version.getJsonObject("source");
        facts.put("Source reference", Words.text(source, "ref"));
        facts.put("Integrity by source", Words.text(source, "integrity"));
        facts.put("Snapshot", snapshot.getString("id"));
        facts.put("Content SHA-256", snapshot.getString("content_sha256"));
        facts.put("Report", origin.reportId());
        facts.put("Hub", origin.hub());
        sheet.facts(facts);
        sheet.heading(2, "Receipt");
        sheet.paragraph(
                "The hub signed these values as a JSON Web Signature (RFC 7515). Its key is " + receipt.kid()
                        + ", an Ed25519 key among the hub's public keys (GET /.well-known/jwks.json). Whoever verifies the receipt knows that the numbers below are the hub's, whatever became of this file.");
        sheet.code(receipt.claims());
        sheet.paragraph("The receipt, as one line without breaks:");
        sheet.code(receipt.jws());
        sheet.paragraph(
                "A report is a picture of one moment. The hub may know more by now: a version can become known as vulnerable after it was analysed.",
                Style.NOTE);
    }
}
