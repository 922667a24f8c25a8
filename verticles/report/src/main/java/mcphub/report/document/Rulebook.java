package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Table;

/** The chapter on what decides for an organization today: its policies, and the exceptions to them. */
final class Rulebook {
    private final JsonObject evidence;

    Rulebook(JsonObject evidence) {
        this.evidence = evidence;
    }

    void write(Sheet sheet) {
        var rulebook = evidence.getJsonObject("rulebook");
        sheet.paragraph("What decides today, in its order. A server that the hub does not know is "
                + switch (rulebook.getString("unknown_mcps")) {
                    case "ALLOW" -> "allowed.";
                    case "WARN" -> "allowed, with a warning.";
                    default -> "denied.";
                }
                + (rulebook.containsKey("scoring")
                        ? " Its policies see the scores of the method " + rulebook.getString("scoring") + "."
                        : ""));
        policies(sheet, rulebook);
        exceptions(sheet);
    }

    private static void policies(Sheet sheet, JsonObject rulebook) {
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
    }

    private void exceptions(Sheet sheet) {
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
                    Words.lines(Stream.of(one.getString("mcp"), Words.text(one, "version"))),
                    one.getString("policy"),
                    one.getString("reason"),
                    Words.text(one, "approved_by"),
                    Words.day(one.getString("ends_at"))));
            table.end();
        }
    }
}
