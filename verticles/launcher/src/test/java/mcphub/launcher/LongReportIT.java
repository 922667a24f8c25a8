package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import mcphub.harness.Pdf;
import mcphub.harness.People;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document larger than the memory of who makes it would like. */
@Order(1) // what takes long begins first
final class LongReportIT {
    private static final int FINDINGS = 5_000;
    private static final String HEAP = "-Xmx96m";

    @TempDir
    private Path folder;

    @Test
    void five_thousand_findings_fit_into_a_small_heap() throws IOException, InterruptedException {
        try (var hub = HubProcess.start(
                folder,
                List.of(HEAP, "-XX:MaxDirectMemorySize=32m", "-XX:+ExitOnOutOfMemoryError"),
                Map.of(
                        "identity.secret",
                        "a secret that only the tests have",
                        "analysis.workers",
                        1,
                        "report.rest_percent",
                        0))) {
            var people = new People(hub.database(), hub.api());
            var owner = people.join("owner");
            String org = people.organization(owner);
            String snapshot = snapshot(hub.database());
            ReportBurstIT.fill(hub.database(), snapshot, FINDINGS);
            var ordered = owner.api().call(202, "POST", org + "/reports", JsonObject.of("snapshot_id", snapshot));
            String path = org + "/reports/" + ordered.getString("id");
            var told = new TreeSet<String>();
            var report = owner.api().get(path);
            for (int i = 0; i < 1_800 && report.getValue("completed_at") == null; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                report = owner.api().get(path);
                told.add(report.getString("progress"));
            }

            assertThat(told)
                    .as("what it said of its progress")
                    .anyMatch(text -> text.matches("writing: \\d+ of 5000 findings"));
            assertThat(report.getString("status")).as(report.encode()).isEqualTo("COMPLETED");
            byte[] pdf = Pdf.get(owner, path + ".pdf").body();
            System.out.printf(
                    "%,d findings: %d pages, %,d bytes, made by a hub with %s%n",
                    FINDINGS, Pdf.pages(pdf), pdf.length, HEAP);
            assertThat(Pdf.text(pdf)).contains("src/文件-" + FINDINGS + ".js:" + FINDINGS);
        }
    }

    /** A snapshot as analysis writes it, without analysis. */
    private static String snapshot(String database) {
        String version = TestServers.query(
                database,
                "with m as (insert into catalog.mcps (name, source_type) values ('数据', 'upload') returning id) insert into analysis.versions (mcp_id, visible_version, status, source_type, source_ref) select id, '1', 'CERTIFIED', 'upload', '1' from m returning id");
        String snapshot = TestServers.query(
                database,
                "insert into analysis.snapshots (version_id, job_id, content, content_sha256, global_score, scores, grade, certification_level, controls_judged, controls_total, critical_findings, high_findings, medium_findings, low_findings, toolchain_version, scoring_version, controls_catalog_version) values ('"
                        + version
                        + "', gen_random_uuid(), '', '', 50, '{\"scores\": {}}', 'F', 0, 1, 1, 0, 0, 0, 0, 't', 's', 'c') returning id");
        TestServers.execute(
                database,
                "insert into analysis.control_results (snapshot_id, control_id, control_name, category, sub_category, outcome, severity, message, remediation) values ('"
                        + snapshot
                        + "', 'COMMAND_INJECTION', 'Commands can be injected', 'code', 'code_quality', 'failed', 'low', 'Seen', 'Mend it.'); update analysis.versions set snapshot_id = '"
                        + snapshot + "' where id = '" + version + "'");
        return snapshot;
    }
}
