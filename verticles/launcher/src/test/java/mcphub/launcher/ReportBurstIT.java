package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mcphub.harness.ApiClient;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import mcphub.harness.TestServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many reports at once, and nodes that die. */
@Tag("alone")
final class ReportBurstIT {
    private static final int REPORTS = 200;

    @TempDir
    private Path folder;

    private @Nullable Process other;

    @AfterEach
    void end() {
        if (other != null) {
            other.destroyForcibly();
        }
    }

    @Test
    void two_hundred_at_once_on_two_nodes_of_which_one_is_killed_are_all_made_once()
            throws IOException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "report.lease_seconds",
                2,
                "report.poll_ms",
                50,
                "report.retry_backoff_ms",
                50,
                "report.max_attempts",
                5,
                "report.rest_percent",
                0,
                "report.workers",
                2);
        try (var hub = WholeHub.inProcess(settings)) {
            String mcp = hub.upload("server", Packages.bad("server", "1.0.0"));
            String snapshot = hub.query("select snapshot_id from analysis.versions where mcp_id = '" + mcp + "'");
            fill(hub.databaseUrl(), snapshot, 60);
            var people = new People(hub);
            var owner = people.join("owner");
            String org = people.organization(owner);
            hub.execute("insert into webhook.subscriptions (org_id, url, events, secret, status) values ('"
                    + org.substring(org.lastIndexOf('/') + 1)
                    + "', 'https://192.0.2.1/', '{report.ready}', '', 'ENABLED')");
            other = HubProcess.launch(
                    folder,
                    hub.databaseUrl(),
                    List.of(),
                    List.of("--verticles", "report"),
                    with(settings, "identity.secret", "a secret that only the tests have"));
            awaitTaker(hub, owner, org, snapshot);

            // one connection takes a hundred calls at once
            var doors = Stream.generate(() -> new ApiClient(owner.api().base()).as(owner.token()))
                    .limit(4)
                    .toList();
            Parallel.run(
                    REPORTS,
                    i -> order(doors.get(i % doors.size()), org + "/reports", JsonObject.of("snapshot_id", snapshot)));
            for (int i = 0; i < 400 && runningElsewhere(hub) < 2; i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            other.destroyForcibly().waitFor();
            int inHand = runningElsewhere(hub);
            hub.awaitNone("select count(*) from report.reports where status in ('PENDING', 'RUNNING')");

            String tries = hub.query("select sum(attempts) from report.reports");
            System.out.printf(
                    "%d reports, %d being made when one of two nodes was killed, %s tries%n", REPORTS, inHand, tries);
            assertThat(hub.query("select count(*) from report.reports where status <> 'COMPLETED'"))
                    .isEqualTo("0");
            assertThat(Integer.parseInt(hub.query("select count(*) from report.reports")))
                    .isGreaterThanOrEqualTo(REPORTS);
            assertThat(hub.query("select count(*) from webhook.events where type = 'report.ready'"))
                    .as("each was ready once")
                    .isEqualTo(hub.query("select count(*) from report.reports"));
            assertThat(
                            hub.query(
                                    "select count(*) from report.reports r where r.file_size <> (select sum(length(s.bytes)) from report.slices s where s.report_id = r.id)"))
                    .isEqualTo("0");
        }
    }

    /** Orders a report, again where so many at once take longer than a call may; that may have been stored all the same. */
    private static String order(ApiClient door, String reports, JsonObject what) {
        var answer = door.send("POST", reports, what);
        for (int i = 0; i < 20 && answer.statusCode() == 503; i++) {
            answer = door.send("POST", reports, what);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return answer.body();
    }

    private static Map<String, Object> with(Map<String, Object> settings, String key, Object value) {
        var more = new java.util.LinkedHashMap<>(settings);
        more.put(key, value);
        return more;
    }

    private static int runningElsewhere(WholeHub hub) {
        return Integer.parseInt(hub.query("select count(*) from report.reports where status = 'RUNNING'"));
    }

    /** Until the second node takes reports too: two are being made at the same time. */
    private static void awaitTaker(WholeHub hub, People.Person owner, String org, String snapshot)
            throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            if (runningElsewhere(hub) >= 2) {
                return;
            }
            if (hub.query("select count(*) from report.reports where status = 'PENDING'")
                    .equals("0")) {
                for (int j = 0; j < 4; j++) {
                    owner.api().call(202, "POST", org + "/reports", JsonObject.of("snapshot_id", snapshot));
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("The second node takes no reports");
    }

    static void fill(String database, String snapshot, int findings) {
        TestServers.execute(
                database,
                "insert into analysis.findings (snapshot_id, control_id, position, severity, file, line, evidence, message) select '"
                        + snapshot
                        + "', c.control_id, n + 1000, 'low', 'src/文件-' || n || '.js', n, repeat(md5(n::text), 8), 'Something of no importance' from generate_series(1, "
                        + findings
                        + ") n cross join (select control_id from analysis.control_results where snapshot_id = '"
                        + snapshot + "' order by control_id limit 1) c; update analysis.snapshots set low_findings = "
                        + findings + " where id = '" + snapshot + "'");
    }
}
