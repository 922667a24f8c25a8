package mcphub.launcher;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import mcphub.kernel.Standing;

/** What the demo ends with: a table of what came of it, and where to look next. */
final class DemoReport {
    private static final String LINE = "%-46s %-12s %5s  %-5s %-5s %-19s %-7s %-6s  %s%n";
    private static final String LIMIT = " ".repeat(60) + "%s%n";

    private DemoReport() {}

    static void print(
            List<DemoWatch.Row> rows, DemoWatch.Known known, String url, DemoAccount account, PrintWriter out) {
        out.println();
        out.printf(LINE, "MCP", "VERSION", "SCORE", "GRADE", "LEVEL", "STANDING", "JUDGED", "PARSED", "WORST FINDING");
        rows.stream()
                .sorted(Comparator.comparingInt((DemoWatch.Row row) -> row.score() == null ? -1 : row.score())
                        .reversed()
                        .thenComparing(DemoWatch.Row::name))
                .forEach(row -> {
                    out.printf(
                            LINE,
                            cut(row.name(), 46),
                            row.version() == null ? "-" : cut(row.version(), 12),
                            row.score() == null ? "-" : row.score(),
                            row.grade() == null ? "-" : row.grade(),
                            row.level() == null ? "-" : row.level(),
                            Standing.level(row.grade(), row.level()),
                            judged(row),
                            parsed(row),
                            worst(row));
                    row.caps().forEach(cap -> out.printf(LIMIT, cap));
                });
        advisories(known, out);
        out.println();
        out.println("Look around:");
        out.println("  the catalog     " + url + "/");
        out.println("  the contract    " + url + "/docs");
        out.println();
        out.println("Ask the API (15 calls a minute without an account):");
        out.println("  curl '" + url + "/api/v1/mcps?q=filesytem'          (a typing error is forgiven)");
        var lowest = rows.stream()
                .filter(row -> row.score() != null)
                .min(Comparator.comparingInt(row -> row.score() == null ? 0 : row.score()));
        lowest.ifPresent(row -> {
            String version = url + "/api/v1/mcps/" + row.id() + "/versions/" + row.versionId();
            out.println("  curl " + version + "/scores");
            out.println("  curl " + version + "/findings");
        });
        out.println("  curl " + url + "/readyz");
        out.println();
        out.println(
                "Sign in: a platform administrator, who owns the organization demo (the password is new with each demo):");
        out.println("  e-mail          " + account.email());
        out.println("  password        " + account.password());
        out.println("  curl " + url + "/api/v1/auth/login --json '{\"email\": \"" + account.email()
                + "\", \"password\": \"" + account.password() + "\"}'");
        out.println();
        out.println(
                "A service token of that organization, for pipelines (reads, publishes, asks for verdicts and reports):");
        out.println("  TOKEN=" + account.token());
        out.println("  curl -H \"Authorization: Bearer $TOKEN\" " + url + "/api/v1/orgs");
        out.println("  curl -H \"Authorization: Bearer $TOKEN\" " + url + "/api/v1/mcps \\");
        out.println("       --json '{\"name\": \"my-files\", \"organization\": \"demo\", \"visibility\": \"private\",");
        out.println(
                "               \"source\": {\"type\": \"npm\", \"package\": \"@modelcontextprotocol/server-filesystem\"}}'");
        out.println("  curl -H \"Authorization: Bearer $TOKEN\" " + url
                + "/api/v1/ci/evaluate --json '{\"mcps\": [{\"name\": \"mcp-remote\", \"version\": \"0.1.15\"}]}'");
        String reports = "\"Authorization: Bearer $TOKEN\" " + url + account.org() + "/reports";
        lowest.ifPresent(row -> {
            out.println("  curl -H " + reports + " --json '{\"snapshot_id\": \"" + row.snapshotId() + "\"}'");
            out.println(
                    "                        (orders a PDF of the lowest score; the answer has its id, which gives the file:)");
            out.println("  curl -OJH " + reports + "/$ID.pdf");
        });
        out.println("  HUB_URL=" + url + " HUB_TOKEN=$TOKEN scripts/hub gate some/repository");
        out.println();
        out.println("Add another (in a second terminal):  scripts/hub add some-mcp-server");
    }

    private static void advisories(DemoWatch.Known known, PrintWriter out) {
        if (known.gap() == null) {
            return;
        }
        out.println();
        out.println("The level stops at 1: "
                + (known.hasAll() ? known.gap() : "advisories are a sample of %,d records".formatted(known.records()))
                + "; load a dump, such as osv.dev's of npm, with");
        out.println("  scripts/hub advisories import all.zip --name npm-dump --complete npm");
    }

    private static String judged(DemoWatch.Row row) {
        var coverage = row.coverage();
        return coverage == null ? "-" : coverage.getInteger("judged") + "/" + coverage.getInteger("total");
    }

    private static String parsed(DemoWatch.Row row) {
        var coverage = row.coverage();
        Integer percent = coverage == null ? null : coverage.getInteger("code_parsed_percent");
        return percent == null ? "-" : percent + " %";
    }

    private static String worst(DemoWatch.Row row) {
        if (row.worst() != null) {
            return row.worstSeverity() + ": " + row.worst();
        }
        if (row.score() != null) {
            return "none";
        }
        String why = row.reason() == null ? row.error() : row.reason();
        return why == null ? String.valueOf(row.status()) : cut(why, 90);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
