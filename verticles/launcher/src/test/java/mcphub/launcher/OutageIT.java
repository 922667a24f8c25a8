package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mcphub.harness.Packages;
import mcphub.harness.People;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back while workers wait and while they work. */
final class OutageIT {
    private static final long LONGER_THAN_A_POLL_MS = 1_500;

    @Test
    void analyses_and_reports_go_on_when_the_database_is_back() throws IOException, InterruptedException {
        String database = TestServers.newDatabase();
        try (var wire = new Wire(URI.create(database).getPort());
                var hub = WholeHub.at(
                        database,
                        Map.of(
                                "database.url",
                                wire.through(database),
                                "report.poll_ms",
                                100,
                                "report.lease_seconds",
                                1,
                                "report.max_attempts",
                                50,
                                "analysis.lease_seconds",
                                1,
                                "analysis.max_attempts",
                                50))) {
            var people = new People(hub);
            var owner = people.join("owner");
            String org = people.organization(owner);
            String mcp = hub.upload("before", Packages.good("before", "1.0.0"));
            String snapshot = hub.query("select snapshot_id from analysis.versions where mcp_id = '" + mcp + "'");

            wire.cut();
            TimeUnit.MILLISECONDS.sleep(LONGER_THAN_A_POLL_MS);
            wire.mend();
            await(hub);

            String after = hub.upload("after", Packages.good("after", "1.0.0"));
            assertThat(hub.query("select status from analysis.versions where mcp_id = '" + after + "'"))
                    .isEqualTo("CERTIFIED");
            for (int i = 0; i < 10; i++) {
                owner.api().call(202, "POST", org + "/reports", JsonObject.of("snapshot_id", snapshot));
            }
            TimeUnit.MILLISECONDS.sleep(100);
            wire.cut();
            TimeUnit.MILLISECONDS.sleep(LONGER_THAN_A_POLL_MS);
            wire.mend();
            await(hub);
            hub.awaitNone("select count(*) from report.reports where status in ('PENDING', 'RUNNING')");
            assertThat(hub.query("select count(*) from report.reports where status = 'COMPLETED'"))
                    .isEqualTo("10");
        }
    }

    private static void await(WholeHub hub) throws InterruptedException {
        for (int i = 0; i < 100 && hub.api().send("GET", "/readyz").statusCode() != 200; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
