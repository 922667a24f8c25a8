package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.report.document.SnapshotDocument.Origin;
import mcphub.report.layout.Fonts;
import mcphub.report.layout.Paper;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import mcphub.report.layout.Table;

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
    private final List<JsonObject> mcps;
    private final JsonObject evaluations;
    private final Origin origin;

    /** Of this evidence, as the statement {@code organizationEvidence} gives it. */
    public OrganizationDocument(JsonObject evidence, Origin origin) {
        this.evidence = Words.onLines(evidence);
        this.mcps = SnapshotDocument.objects(this.evidence, "mcps");
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
        sheet.heading(1, SUMMARY);
        summary(sheet);
        sheet.heading(1, TREND);
        trend(sheet);
        sheet.heading(1, SERVERS);
        servers(sheet);
        sheet.heading(1, DENIED);
        denied(sheet);
        sheet.heading(1, POLICIES);
        policies(sheet);
        sheet.heading(1, METHODOLOGY, WITH_METHODOLOGY);
        methodology(sheet);
        return sheet.end();
    }

    private void summary(Sheet sheet) {
        if (mcps.isEmpty()) {
            sheet.paragraph(
                    "No pipeline of this organization asked the hub for a verdict in the last "
                            + evidence.getInteger("days") + " days, so there is nothing to report on.",
                    Style.BODY.at(11));
            return;
        }
        int used = evidence.getInteger("used");
        if (used > mcps.size()) {
            sheet.paragraph("Of " + used + " MCP servers, this report has the " + mcps.size()
                    + " that were asked about last; only these are counted below.");
        }
        var scores = scores();
        long allowed = count("ALLOWED");
        sheet.paragraph(
                Words.count(mcps.size(), "MCP server is", "MCP servers are")
                        + " in use. By the newest verdict on each, "
                        + allowed + " " + (allowed == 1 ? "is" : "are") + " allowed and " + (mcps.size() - allowed)
                        + " denied. "
                        + (scores.isEmpty()
                                ? "None of them has a score."
                                : "Of the " + scores.size() + " with a score, the lowest is "
                                        + scores.stream().mapToInt(i -> i).min().orElse(0) + ", the mean "
                                        + Math.round(scores.stream()
                                                .mapToInt(i -> i)
                                                .average()
                                                .orElse(0))
                                        + " and the highest "
                                        + scores.stream().mapToInt(i -> i).max().orElse(0) + "."),
                Style.BODY.at(11));
        sheet.heading(2, "By grade");
        var table = sheet.table(new Table.Column("Grade", 0.3f), new Table.Column("MCP servers", 0.2f, true));
        for (String grade : List.of("A", "B", "C", "D", "F")) {
            table.row(grade, Long.toString(ofGrade(grade)));
        }
        table.row("Not certified", Long.toString(mcps.size() - scores.size()));
        table.end();
        var vulnerable = mcps.stream()
                .filter(mcp -> "KNOWN_VULNERABLE".equals(mcp.getString("status")))
                .map(mcp -> Words.name(mcp) + " " + Words.text(mcp, "version"))
                .toList();
        if (!vulnerable.isEmpty()) {
            sheet.heading(2, "Known as vulnerable");
            sheet.bullets(vulnerable);
        }
    }

    private List<Integer> scores() {
        return mcps.stream()
                .map(mcp -> mcp.getJsonObject("snapshot"))
                .filter(Objects::nonNull)
                .map(snapshot -> snapshot.getInteger("global_score"))
                .toList();
    }

    private long count(String result) {
        return mcps.stream()
                .filter(mcp -> result.equals(mcp.getString("result")))
                .count();
    }

    private long ofGrade(String grade) {
        return mcps.stream()
                .map(mcp -> mcp.getJsonObject("snapshot"))
                .filter(snapshot -> snapshot != null && grade.equals(snapshot.getString("grade")))
                .count();
    }

    private void trend(Sheet sheet) {
        var weeks = SnapshotDocument.objects(evidence, "weeks");
        if (weeks.isEmpty()) {
            sheet.paragraph("There was no evaluation.");
            return;
        }
        sheet.paragraph(
                "Evaluations by the week in which they were asked for (weeks begin on Monday, UTC), of the last 16 weeks at most.");
        Charts.weeks(sheet, weeks);
        sheet.heading(2, "Scores of the servers in use");
        sheet.paragraph("The global scores of the last versions of each server, the oldest first.");
        var table = sheet.table(new Table.Column("MCP server", 0.4f), new Table.Column("Scores over versions", 0.6f));
        mcps.stream()
                .filter(mcp -> !mcp.getJsonArray("trend").isEmpty())
                .forEach(mcp -> table.row(
                        Words.name(mcp),
                        String.join(
                                " → ",
                                mcp.getJsonArray("trend").stream()
                                        .map(Object::toString)
                                        .toList())));
        table.end();
    }

    private void servers(Sheet sheet) {
        if (mcps.isEmpty()) {
            sheet.paragraph("There is none.");
            return;
        }
        sheet.paragraph(
                "Each server by the name that was asked for, with the newest verdict on it and what is known of the version that was judged.");
        var table = sheet.table(
                new Table.Column("MCP server", 0.28f),
                new Table.Column("Version", 0.16f),
                new Table.Column("Score", 0.08f, true),
                new Table.Column("Level", 0.07f, true),
                new Table.Column("Findings", 0.1f, true),
                new Table.Column("Licence", 0.12f),
                new Table.Column("Verdict", 0.19f));
        for (JsonObject mcp : mcps) {
            var snapshot = mcp.getJsonObject("snapshot");
            table.row(
                    Words.name(mcp),
                    Words.text(mcp, "version"),
                    snapshot == null ? "–" : snapshot.getInteger("global_score") + " " + snapshot.getString("grade"),
                    snapshot == null
                            ? "–"
                            : snapshot.getInteger("certification_level").toString(),
                    snapshot == null
                            ? "–"
                            : snapshot.getInteger("total_findings").toString(),
                    Words.license(mcp),
                    verdict(mcp));
        }
        table.end();
    }

    private void denied(Sheet sheet) {
        var told = mcps.stream()
                .filter(mcp -> !"ALLOWED".equals(mcp.getString("result"))
                        || !warnings(mcp).isEmpty())
                .toList();
        if (told.isEmpty()) {
            sheet.paragraph(mcps.isEmpty() ? "There is none." : "Everything in use is allowed, without a warning.");
            return;
        }
        var table = sheet.table(
                new Table.Column("MCP server", 0.28f),
                new Table.Column("Verdict", 0.1f),
                new Table.Column("Why", 0.44f),
                new Table.Column("Asked", 0.18f));
        told.forEach(mcp -> table.row(
                lines(Stream.of(Words.name(mcp), Words.text(mcp, "version"))),
                verdict(mcp),
                lines(Stream.concat(Stream.of(Words.text(mcp, "reason")), warnings(mcp).stream())),
                lines(Stream.of(Words.text(mcp, "environment"), Words.day(mcp.getString("asked_at"))))));
        table.end();
    }

    private static String verdict(JsonObject mcp) {
        return Words.label(mcp.getString("result").toLowerCase(Locale.ROOT));
    }

    private static String lines(Stream<String> parts) {
        return parts.filter(part -> !part.isBlank()).collect(Collectors.joining("\n"));
    }

    private static List<String> warnings(JsonObject mcp) {
        var warnings = mcp.getJsonArray("warnings");
        return warnings == null
                ? List.of()
                : warnings.stream().map(Object::toString).toList();
    }

    private void policies(Sheet sheet) {
        var rulebook = evidence.getJsonObject("rulebook");
        sheet.paragraph("What decides today, in its order. A server that the hub does not know is "
                + switch (rulebook.getString("unknown_mcps")) {
                    case "ALLOW" -> "allowed.";
                    case "WARN" -> "allowed, with a warning.";
                    default -> "denied.";
                });
        var policies = SnapshotDocument.objects(rulebook, "policies");
        if (policies.isEmpty()) {
            sheet.paragraph("There is no enabled policy.");
        } else {
            var table = sheet.table(
                    new Table.Column("Priority", 0.1f, true),
                    new Table.Column("Policy", 0.4f),
                    new Table.Column("Action", 0.12f),
                    new Table.Column("Applies to", 0.38f));
            policies.forEach(policy -> table.row(
                    policy.getInteger("priority").toString(),
                    policy.getString("name"),
                    policy.getString("action"),
                    policy.getString("target_type") + " " + policy.getString("target_value")));
            table.end();
        }
        var exceptions = SnapshotDocument.objects(evidence, "exceptions");
        if (!exceptions.isEmpty()) {
            sheet.heading(2, "Exceptions");
            var table = sheet.table(
                    new Table.Column("MCP server", 0.24f),
                    new Table.Column("Policy that is lifted", 0.22f),
                    new Table.Column("Reason", 0.26f),
                    new Table.Column("Approved by", 0.14f),
                    new Table.Column("Ends", 0.14f));
            exceptions.forEach(one -> table.row(
                    lines(Stream.of(one.getString("mcp"), Words.text(one, "version"))),
                    one.getString("policy"),
                    one.getString("reason"),
                    Words.text(one, "approved_by"),
                    Words.day(one.getString("ends_at"))));
            table.end();
        }
    }

    private void methodology(Sheet sheet) {
        sheet.paragraph(
                "A server is in use when a pipeline or a member asked the hub for a verdict on it. Of a question that was asked again the newest evaluation counts, and of all questions the 500 newest, or fewer where these name more than 50,000 servers. A server that nobody asked about is not in this report. The verdict is the one that was given then, by the policies of that time. Scores are those of the version that was judged.");
        sheet.paragraph("Scores, grades and levels are explained in the certification report of each snapshot.");
    }
}
