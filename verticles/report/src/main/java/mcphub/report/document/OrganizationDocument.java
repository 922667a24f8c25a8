package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import mcphub.report.document.SnapshotDocument.Origin;
import mcphub.report.layout.Fonts;
import mcphub.report.layout.Paper;
import mcphub.report.layout.Sheet;

/** The report of an organization: what its pipelines asked for, how that scores, what its policies said of it, and how both went. */
public final class OrganizationDocument {
    private static final String SUMMARY = "Summary";
    private static final String TREND = "Trend";
    private static final String SERVERS = "MCP servers in use";
    private static final String DENIED = "Denied, unknown and warned of";
    private static final String POLICIES = "Policies and exceptions";
    private static final String METHODOLOGY = "Methodology";
    private static final float WITH_METHODOLOGY = 150;

    private final JsonObject evidence;
    private final JsonObject evaluations;
    private final Origin origin;

    /** Of this evidence, as the statement {@code organizationEvidence} gives it. */
    public OrganizationDocument(JsonObject evidence, Origin origin) {
        this.evidence = Words.onLines(evidence);
        this.evaluations = this.evidence.getJsonObject("evaluations");
        this.origin = origin;
    }

    /** Writes it; gives how many pages it has. */
    public int write(OutputStream out, Paper paper, Fonts fonts) {
        String name = Words.organization(evidence);
        var sheet = new Sheet(
                out,
                paper,
                fonts,
                new Sheet.About(
                        "MCP servers in use: " + name,
                        "Scores, policy results and trend of the MCP servers that " + name + " uses",
                        "MCP Hub",
                        name,
                        Words.day(origin.createdAt())));
        Cover.title(
                sheet,
                "Organization report",
                name,
                "The MCP servers that its pipelines asked for in the last " + evidence.getInteger("days") + " days.");
        var facts = new LinkedHashMap<String, String>();
        facts.put("MCP servers", evidence.getInteger("used").toString());
        facts.put("Evaluations", evaluations.getInteger("total").toString());
        facts.put("Passed", evaluations.getInteger("passed").toString());
        facts.put("Failed", evaluations.getInteger("failed").toString());
        facts.put("Report of", Words.minute(origin.createdAt()));
        facts.put("Report", origin.reportId());
        facts.put("Hub", origin.hub());
        sheet.facts(facts);
        sheet.newPage();
        Cover.contents(sheet, List.of(SUMMARY, TREND, SERVERS, DENIED, POLICIES, METHODOLOGY));
        sheet.newPage();
        var servers = new ServersInUse(evidence);
        sheet.heading(1, SUMMARY);
        servers.summary(sheet);
        sheet.heading(1, TREND);
        servers.trend(sheet);
        sheet.heading(1, SERVERS);
        servers.table(sheet);
        sheet.heading(1, DENIED);
        servers.denied(sheet);
        sheet.heading(1, POLICIES);
        new Rulebook(evidence).write(sheet);
        sheet.heading(1, METHODOLOGY, WITH_METHODOLOGY);
        methodology(sheet);
        return sheet.end();
    }

    private static void methodology(Sheet sheet) {
        sheet.paragraph(
                "A server is in use when a pipeline or a member asked the hub for a verdict on it. Of a question that was asked again the newest evaluation counts, and of all questions the 500 newest, or fewer where these name more than 50,000 servers. A server that nobody asked about is not in this report. The verdict is the one that was given then, by the policies of that time. Scores are those of the version that was judged.");
        sheet.paragraph("Scores, grades and levels are explained in the report of each snapshot.");
    }
}
