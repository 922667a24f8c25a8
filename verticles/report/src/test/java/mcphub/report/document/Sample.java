package mcphub.report.document;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import mcphub.report.layout.Fonts;
import mcphub.report.layout.Paper;
import org.jspecify.annotations.Nullable;

/** Evidence for documents, of any size and in any script. */
final class Sample {
    static final String CHINESE = "数据库工具";
    static final String ARABIC = "أدوات قاعدة البيانات";

    static final String SNAPSHOT = "3d4c5b6a-7988-4657-b2a1-c0d9e8f7a6b5";
    static final SnapshotDocument.Origin ORIGIN = new SnapshotDocument.Origin(
            "7e6d5c4b-3a29-4817-8605-f4e3d2c1b0a9", "2026-01-14T10:00:00.000Z", "https://hub.example.org");
    static final ReportReceipt RECEIPT =
            new ReportReceipt("example-key", "{\"global_score\":84}", "eyJhbGciOiJFZERTQSJ9.e30.c2ln");

    private final List<JsonObject> findings = new ArrayList<>();
    private String name = "mcp-database-tools";
    private String description = "Database access tools for Claude";
    private String repository = "https://git.example.org/acme/mcp-database-tools";
    private JsonArray dependencies = new JsonArray();
    private final JsonArray vulnerabilities = new JsonArray();
    private final JsonArray caps = new JsonArray();
    private String scoring = Method.shipped().version();
    private int score = 84;
    private String grade = "B";
    private int level = 2;
    private int effective = 2;
    private @Nullable JsonObject drift;

    Sample scoredBy(String other) {
        scoring = other;
        return this;
    }

    Sample named(String other) {
        name = other;
        return this;
    }

    Sample developedAt(String other) {
        repository = other;
        return this;
    }

    Sample describedAs(String other) {
        description = other;
        return this;
    }

    Sample depending(String... names) {
        dependencies = new JsonArray();
        for (String dependency : names) {
            dependencies.add(JsonObject.of(
                    "name", dependency, "requirement", "^1.0.0", "scope", "runtime", "file", "package.json"));
        }
        return this;
    }

    Sample vulnerable(String dependency, String advisory) {
        vulnerabilities.add(new JsonObject()
                .put("severity", "high")
                .put("package", dependency)
                .put("advisory", advisory)
                .put("file", "package.json")
                .put("line", 22));
        return this;
    }

    Sample finding(String severity, String file, String evidence) {
        findings.add(new JsonObject()
                .put("control_id", "COMMAND_INJECTION")
                .put("control_name", "Commands can be injected")
                .put("severity", severity)
                .put("file", file)
                .put("line", findings.size() + 1)
                .put("evidence", evidence)
                .put("message", "A command is made of text from outside")
                .put("cwe", "CWE-78")
                .put("owasp", JsonArray.of("MCP05:2025"))
                .put("remediation", "Hand arguments over as a list."));
        return this;
    }

    /** One about a caller's value, with the way that it took. */
    Sample traced(String tool) {
        finding("high", "src/tools/run.ts", "exec(`ls ${path}`)");
        findings.getLast()
                .put(
                        "message",
                        "A command is made of an argument of the tool '" + tool
                                + "'. From src/server.ts:12 the argument path → src/lib/shell.ts:4 into a text")
                .put("tool", tool)
                .put("values", JsonArray.of("tool-argument"))
                .put("by_design", true);
        return this;
    }

    Sample standing(int score, String grade, int level, int effective) {
        this.score = score;
        this.grade = grade;
        this.level = level;
        this.effective = effective;
        return this;
    }

    Sample drifted(int added, int removed, int changed, int descriptions) {
        drift = new JsonObject()
                .put("since", JsonObject.of("id", SNAPSHOT, "visible_version", "1.3.0"))
                .put("complete", true)
                .put("added", added)
                .put("removed", removed)
                .put("changed", changed)
                .put("descriptions_changed", descriptions);
        return this;
    }

    Sample findings(int count) {
        for (int i = 0; i < count; i++) {
            finding("high", "src/tools/file-" + i + ".ts", "exec(`ls ${argument" + i + "}`)");
        }
        return this;
    }

    Sample limited(int level, String reason) {
        caps.add(new JsonObject().put("reason", reason).putNull("at_most").put("level_at_most", level));
        return this;
    }

    Sample capped(int atMost, String reason) {
        caps.add(JsonObject.of("reason", reason, "at_most", atMost));
        return this;
    }

    JsonObject evidence() {
        var snapshot = new JsonObject()
                .put("id", SNAPSHOT)
                .put("global_score", score)
                .put("security_score", 90)
                .put("supply_chain_score", 80)
                .put("maturity_score", 75)
                .put("grade", grade)
                .put("certification_level", level)
                .put("effective_level", effective)
                .put("effective_level_reason", effective < level ? "No feed has all advisories of npm" : null)
                .put("caps", caps)
                .put("coverage", JsonObject.of("judged", 2, "total", 3, "code_parsed_percent", 97))
                .put("toolchain_version", "mcphub-static:1.2.0")
                .put("scoring_version", scoring)
                .put("controls_catalog_version", "v1.4")
                .put("total_findings", findings.size())
                .put("content_sha256", "a".repeat(64))
                .put("created_at", "2026-01-13T09:00:00.000Z");
        for (String severity : Words.SEVERITIES) {
            snapshot.put(severity + "_findings", (int) findings.stream()
                    .filter(finding -> finding.getString("severity").equals(severity))
                    .count());
        }
        return new JsonObject()
                .put("organization", JsonObject.of("slug", "acme", "name", "Acme"))
                .put("mcp", mcp())
                .put("version", version())
                .put("snapshot", snapshot)
                .put("scores", scores())
                .put("dependencies", dependencies)
                .put("vulnerabilities", vulnerabilities)
                .put("controls", controls())
                .put("history", history());
    }

    private JsonObject mcp() {
        return new JsonObject()
                .put("name", name)
                .put("description", description)
                .put("repo_url", repository)
                .put("license", "MIT")
                .put("source", JsonObject.of("type", "npm", "package", name));
    }

    private JsonObject version() {
        return new JsonObject()
                .put("visible_version", "1.4.0")
                .put("status", "CERTIFIED")
                .put("surface_changed", drift)
                .put("tarball_sha256", "b".repeat(64))
                .put("source_size", 123_456)
                .put("source", JsonObject.of("type", "npm", "ref", "1.4.0", "integrity", "sha512-abc"));
    }

    private static JsonObject scores() {
        return JsonObject.of(
                "scores",
                JsonObject.of(
                        "security",
                        part(90, 0.5, JsonObject.of("vulnerabilities", 100, "secrets", 100, "code_quality", 70)),
                        "supply_chain",
                        part(
                                80,
                                0.3,
                                new JsonObject()
                                        .put("dependencies", 80)
                                        .put("licenses", 80)
                                        .putNull("lockfile")),
                        "maturity",
                        part(
                                75,
                                0.2,
                                new JsonObject()
                                        .put("documentation", 75)
                                        .putNull("tests")
                                        .putNull("ci_cd"))));
    }

    private static JsonObject part(int score, double weight, JsonObject breakdown) {
        return JsonObject.of("score", score, "weight", weight, "breakdown", breakdown);
    }

    private JsonArray controls() {
        return new JsonArray()
                .add(control(
                        "COMMAND_INJECTION",
                        "Commands can be injected",
                        "code_quality",
                        findings.isEmpty() ? "passed" : "failed",
                        findings.size()))
                .add(control("README_PRESENT", "Readme", "documentation", "passed", 0))
                .add(control("LOCKFILE_PRESENT", "Lock file", "lockfile", "inconclusive", 0));
    }

    private static JsonObject control(String id, String title, String part, String outcome, int count) {
        return new JsonObject()
                .put("control_id", id)
                .put("control_name", title)
                .put("sub_category", part)
                .put("outcome", outcome)
                .put("severity", "high")
                .put("message", "What was seen of " + title)
                .put("remediation", "Hand arguments over as a list.")
                .put("findings", count);
    }

    private static JsonArray history() {
        var history = new JsonArray();
        for (int i = 0; i < 5; i++) {
            history.add(new JsonObject()
                    .put("version", "1." + i + ".0")
                    .put("created_at", "2026-01-0" + (i + 1) + "T09:00:00.000Z")
                    .put("global_score", 60 + i * 6)
                    .put("security_score", 70)
                    .put("supply_chain_score", null)
                    .put("maturity_score", 75)
                    .put(
                            "caps",
                            i == 0
                                    ? JsonArray.of(
                                            JsonObject.of("reason", "something critical was found", "at_most", 60))
                                    : new JsonArray())
                    .put("grade", "C"));
        }
        return history;
    }

    /** The document as a file. */
    byte[] pdf(Paper paper) {
        return pdf(paper, new Fonts(List.of()));
    }

    byte[] pdf(Paper paper, Fonts fonts) {
        var out = new ByteArrayOutputStream();
        new SnapshotDocument(evidence(), this::after, ORIGIN).write(out, paper, fonts, RECEIPT);
        return out.toByteArray();
    }

    private List<JsonObject> after(int offset) {
        return findings.subList(Math.min(offset, findings.size()), Math.min(offset + 500, findings.size()));
    }

    /** One whose texts are in many scripts, and some of them hostile. */
    static Sample foreign() {
        return new Sample()
                .named(CHINESE + " Инструменты Εργαλεία データ")
                .describedAs(ARABIC + " می\u200Cخواهم")
                .vulnerable("пакет 1.0", "GHSA-" + "x".repeat(300))
                .depending("@scope/пакет", "left-pad", "x".repeat(214))
                .finding("critical", "src/\u202Egnp.ts", "x".repeat(5_000))
                .finding("high", "src/ы.ts", "const привет = '世界'; // \u0007\n\tzero\u200Bwidth 🚀 한");
    }
}
