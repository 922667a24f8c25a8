package mcphub.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import mcphub.report.layout.Fonts;
import mcphub.report.layout.Paper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.pdfa.flavours.PDFAFlavour;

final class OrganizationDocumentTest {
    private static final String ARABIC = "أدوات قاعدة البيانات";
    private static final String LONG = "w".repeat(214);

    static Stream<JsonObject> evidence() {
        return Stream.of(evidence(0), evidence(3), evidence(80));
    }

    /** Of so many servers: some are allowed, some denied, one in three is not known. */
    private static JsonObject evidence(int servers) {
        var mcps = new JsonArray();
        for (int i = 0; i < servers; i++) {
            mcps.add(server(i));
        }
        var weeks = new JsonArray();
        for (int i = 0; i < Math.min(servers, 14); i++) {
            weeks.add(JsonObject.of("week", "2026-01-%02d".formatted(i + 1), "passed", i * 37, "failed", 14 - i));
        }
        return new JsonObject()
                .put("organization", JsonObject.of("slug", "acme", "name", "数据 " + ARABIC))
                .put("days", 90)
                .put("evaluations", JsonObject.of("total", servers, "passed", 0, "failed", servers))
                .put("weeks", weeks)
                .put("used", servers)
                .put("mcps", mcps)
                .put("rulebook", rulebook(servers))
                .put("exceptions", exceptions(servers));
    }

    private static JsonObject server(int i) {
        boolean known = i % 3 != 2;
        return new JsonObject()
                .put("name", i == 1 ? LONG : "@acme/server-" + i)
                .put("version", known ? "1.0." + i : null)
                .put("result", i % 3 == 0 ? "ALLOWED" : "DENIED")
                .put("reason", i % 3 == 0 ? null : "Policy 'No " + ARABIC + "' denied: global score 35 < 70")
                .put("warnings", i % 6 == 0 ? JsonArray.of("Not pinned") : null)
                .put("environment", known ? "production" : null)
                .put("asked_at", "2026-01-13T09:00:00.000Z")
                .put("status", known ? i == 1 ? "KNOWN_VULNERABLE" : "CERTIFIED" : null)
                .put("license", known ? "MIT OR (Apache-2.0 AND " + "x".repeat(60) + ")" : null)
                .put(
                        "snapshot",
                        known
                                ? new JsonObject()
                                        .put("global_score", 35 + i % 60)
                                        .put("grade", "B")
                                        .put("certification_level", 1)
                                        .put(
                                                "caps",
                                                JsonArray.of(JsonObject.of(
                                                        "reason", "something critical was found", "at_most", 59)))
                                        .put(
                                                "coverage",
                                                JsonObject.of("judged", 52, "total", 64, "code_parsed_percent", 97))
                                        .put("total_findings", 2_000)
                                : null)
                .put("trend", known ? JsonArray.of(100, 59, 35 + i % 60) : new JsonArray());
    }

    private static JsonObject rulebook(int policies) {
        var all = new JsonArray();
        for (int i = 0; i < policies; i++) {
            all.add(new JsonObject()
                    .put("name", i == 0 ? ARABIC + " " + LONG : "Policy " + i)
                    .put("action", "DENY")
                    .put("target_type", "MCP")
                    .put("target_value", i == 0 ? "*" + LONG : "@acme/*")
                    .put("priority", i));
        }
        return JsonObject.of("unknown_mcps", "DENY", "policies", all);
    }

    private static JsonArray exceptions(int count) {
        var all = new JsonArray();
        for (int i = 0; i < count; i++) {
            all.add(new JsonObject()
                    .put("mcp", i == 1 ? LONG : "@acme/server-" + i)
                    .put("version", i == 0 ? null : "1.0.0")
                    .put("policy", "Policy " + i)
                    .put("reason", i == 0 ? "r".repeat(1_000) : "Runs in a sandbox")
                    .put("approved_by", "Ann")
                    .put("ends_at", "2026-04-14T10:00:00.000Z"));
        }
        return all;
    }

    private static byte[] pdf(JsonObject evidence, Paper paper) {
        var out = new ByteArrayOutputStream();
        new OrganizationDocument(evidence, Sample.ORIGIN).write(out, paper, new Fonts(List.of()));
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("evidence")
    void it_is_archivable_and_accessible(JsonObject evidence) throws Exception {
        byte[] pdf = pdf(evidence, Paper.A4);
        assertThat(PdfChecks.violations(pdf, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(PdfChecks.violations(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("evidence")
    void nothing_leaves_the_page_and_nothing_lies_on_something_else(JsonObject evidence) throws IOException {
        Pages.areLegible(pdf(evidence, Paper.LETTER));
    }

    @Test
    void it_tells_what_was_decided_why_and_what_was_excepted_by_whom() throws IOException {
        try (var reader = new Reader(pdf(evidence(3), Paper.A4))) {
            assertThat(reader.text())
                    .contains("3 MCP servers are in use. By the newest verdict on each, 1 is allowed and 2 denied.")
                    .contains("the lowest is 35, the mean 36 and the highest 36")
                    .contains("@acme/server-0 1.0.0 Allowed Not pinned")
                    .contains("denied: global score 35 < 70")
                    .contains("Static", "At most 59; 52 of 64", "97", "% of the code parsed")
                    .contains("A server that the hub does not know is denied.")
                    .contains("@acme/server-2 1.0.0 Policy 2 Runs in a sandbox Ann 14 April 2026")
                    .contains("Known as vulnerable", "100 → 59 → 35");
        }
    }

    @Test
    void line_breaks_in_what_others_wrote_make_no_pages() throws IOException {
        var broken = evidence(80);
        var flat = evidence(80);
        for (int i = 0; i < 80; i++) {
            broken.getJsonArray("mcps")
                    .getJsonObject(i)
                    .put("name", "a" + "\n\u2028".repeat(100) + "b")
                    .put("reason", "c" + "\r\n".repeat(900));
            flat.getJsonArray("mcps").getJsonObject(i).put("name", "a b").put("reason", "c");
            broken.getJsonArray("exceptions").getJsonObject(i).put("reason", "d\u0085\u00A0\n".repeat(300));
            flat.getJsonArray("exceptions").getJsonObject(i).put("reason", "d ".repeat(300));
        }
        try (var one = new Reader(pdf(broken, Paper.A4));
                var other = new Reader(pdf(flat, Paper.A4))) {
            assertThat(one.text()).isEqualTo(other.text());
        }
    }

    @Test
    void who_has_a_name_that_cannot_be_seen_is_called_by_another() throws IOException {
        var evidence = evidence(3);
        evidence.getJsonObject("organization").put("name", "\u3000");
        evidence.getJsonArray("mcps").getJsonObject(0).put("name", "\u00A0");
        try (var reader = new Reader(pdf(evidence, Paper.A4))) {
            assertThat(reader.text(1)).contains("Organization report acme");
            assertThat(reader.text()).contains("(no name) 1.0.0");
        }
    }

    @Test
    void an_organization_that_asked_for_nothing_hears_that() throws IOException {
        try (var reader = new Reader(pdf(evidence(0), Paper.A4))) {
            assertThat(reader.text()).contains("No pipeline of this organization asked", "There was no evaluation");
        }
    }
}
