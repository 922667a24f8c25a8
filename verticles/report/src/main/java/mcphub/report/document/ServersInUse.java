package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import mcphub.kernel.Standing;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import mcphub.report.layout.Table;

/** The chapters on the MCP servers that an organization uses: how they score, what was said of them, and how both went. */
final class ServersInUse {
    private final JsonObject evidence;
    /** One for each environment in which it was asked for, the newest first. */
    private final List<JsonObject> mcps;
    /** One for each server. */
    private final List<JsonObject> servers;

    ServersInUse(JsonObject evidence) {
        this.evidence = evidence;
        this.mcps = SnapshotDocument.objects(evidence, "mcps");
        var newest = new LinkedHashMap<String, JsonObject>();
        mcps.forEach(mcp -> newest.putIfAbsent(mcp.getString("name").toLowerCase(Locale.ROOT), mcp));
        this.servers = List.copyOf(newest.values());
    }

    void summary(Sheet sheet) {
        if (mcps.isEmpty()) {
            sheet.paragraph(
                    "No pipeline of this organization asked the hub for a verdict in the last "
                            + evidence.getInteger("days") + " days, so there is nothing to report on.",
                    Style.BODY.at(11));
            return;
        }
        int used = evidence.getInteger("used");
        if (used > servers.size()) {
            sheet.paragraph("Of " + used + " MCP servers, this report has the " + servers.size()
                    + " that were asked about last; only these are counted below.");
        }
        var scores = scores();
        long denied = mcps.stream()
                .filter(mcp -> !"ALLOWED".equals(mcp.getString("result")))
                .map(mcp -> mcp.getString("name").toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        long allowed = servers.size() - denied;
        sheet.paragraph(
                Words.count(servers.size(), "MCP server is", "MCP servers are")
                        + " in use. By the newest verdict on each, "
                        + allowed + " " + (allowed == 1 ? "is" : "are") + " allowed and " + denied
                        + " denied"
                        + (mcps.size() > servers.size()
                                ? ", in at least one of the environments in which they are used. "
                                : ". ")
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
        table.row("Not analysed", Long.toString(servers.size() - scores.size()));
        table.end();
        var vulnerable = servers.stream()
                .filter(mcp -> "KNOWN_VULNERABLE".equals(mcp.getString("status")))
                .map(mcp -> Words.name(mcp) + " " + Words.text(mcp, "version"))
                .toList();
        if (!vulnerable.isEmpty()) {
            sheet.heading(2, "Known as vulnerable");
            sheet.bullets(vulnerable);
        }
    }

    private List<Integer> scores() {
        return servers.stream()
                .map(mcp -> mcp.getJsonObject("snapshot"))
                .filter(Objects::nonNull)
                .map(snapshot -> snapshot.getInteger("global_score"))
                .toList();
    }

    private long ofGrade(String grade) {
        return servers.stream()
                .map(mcp -> mcp.getJsonObject("snapshot"))
                .filter(snapshot -> snapshot != null && grade.equals(snapshot.getString("grade")))
                .count();
    }

    void trend(Sheet sheet) {
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
        servers.stream()
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

    void table(Sheet sheet) {
        if (mcps.isEmpty()) {
            sheet.paragraph("There is none.");
            return;
        }
        sheet.paragraph(
                "Each server by the name that was asked for, with the newest verdict on it for each environment, and what is known of the version that was judged.");
        var table = sheet.table(
                new Table.Column("MCP server", 0.17f),
                new Table.Column("Version", 0.1f),
                new Table.Column("Score", 0.07f, true),
                new Table.Column("Standing", 0.1f),
                new Table.Column("Limit and coverage", 0.18f),
                new Table.Column("Findings", 0.09f, true),
                new Table.Column("Licence", 0.09f),
                new Table.Column("Environment", 0.12f),
                new Table.Column("Verdict", 0.08f));
        for (JsonObject mcp : mcps) {
            var snapshot = mcp.getJsonObject("snapshot");
            table.row(
                    Words.name(mcp),
                    Words.text(mcp, "version"),
                    snapshot == null ? "–" : snapshot.getInteger("global_score") + " " + snapshot.getString("grade"),
                    snapshot == null ? "not analysed" : Words.standing(snapshot),
                    snapshot == null ? "–" : basis(snapshot),
                    snapshot == null
                            ? "–"
                            : snapshot.getInteger("total_findings").toString(),
                    Words.license(mcp),
                    Words.text(mcp, "environment"),
                    verdict(mcp));
        }
        table.end();
    }

    private static String basis(JsonObject snapshot) {
        String limit = Words.limit(snapshot);
        return (limit.isEmpty() ? "" : Words.label(limit) + "; ")
                + Standing.coverage(snapshot.getJsonObject("coverage"));
    }

    void denied(Sheet sheet) {
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
                Words.lines(Stream.of(Words.name(mcp), Words.text(mcp, "version"))),
                verdict(mcp),
                Words.lines(Stream.concat(Stream.of(Words.text(mcp, "reason")), warnings(mcp).stream())),
                Words.lines(Stream.of(Words.text(mcp, "environment"), Words.day(mcp.getString("asked_at"))))));
        table.end();
    }

    private static String verdict(JsonObject mcp) {
        return Words.label(mcp.getString("result").toLowerCase(Locale.ROOT));
    }

    private static List<String> warnings(JsonObject mcp) {
        var warnings = mcp.getJsonArray("warnings");
        return warnings == null
                ? List.of()
                : warnings.stream().map(Object::toString).toList();
    }
}
