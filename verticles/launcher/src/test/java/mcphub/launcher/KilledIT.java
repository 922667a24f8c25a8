package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import mcphub.analysis.QueueingIntake;
import mcphub.harness.HubUnderTest;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.TestServers;
import mcphub.kernel.Database;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub in a process of its own, killed over and over in the middle of its work. */
@Order(1) // what takes long begins first
final class KilledIT {
    private static final int KILLS = 12;
    private static final int PACKAGES = 24;

    @TempDir
    private Path folder;

    @Test
    void killed_in_each_step_it_loses_no_job_and_doubles_no_version() throws IOException, InterruptedException {
        String database = TestServers.newDatabase();
        try (var registry = new NpmStub()) {
            registry.delay(60);
            for (int i = 0; i < PACKAGES; i++) {
                registry.publish("pkg-" + i, "1.0." + i, Packages.good("pkg-" + i, "1.0." + i));
            }
            submit(database);
            var random = new Random(7);
            int midway = 0;
            var steps = new TreeMap<String, Integer>();
            for (int kill = 0; kill < KILLS; kill++) {
                Process hub = start(database, registry.url());
                awaitSteps(database, hub, 3 + kill * 8);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
                hub.destroyForcibly().waitFor();
                midway += Integer.parseInt(
                        TestServers.query(database, "select count(*) from analysis.jobs where state = 'running'"));
                for (String step : TestServers.query(
                                database,
                                "select string_agg(coalesce(v.status, 'RESOLVING'), ',') from analysis.jobs j left join analysis.versions v on v.id = j.version_id where j.state = 'running'")
                        .split(",", -1)) {
                    steps.merge(step, 1, Integer::sum);
                }
            }
            Process last = start(database, registry.url());
            awaitSettled(database);
            last.destroyForcibly().waitFor();

            System.out.println(
                    KILLS + " kills, " + midway + " jobs were under way when they struck, in these steps: " + steps);
            assertThat(midway).isPositive();
        }
        assertThat(count(database, "analysis.jobs where state <> 'done'")).isZero();
        assertThat(count(database, "analysis.versions")).isEqualTo(PACKAGES);
        assertThat(count(database, "analysis.versions where status = 'CERTIFIED'"))
                .isEqualTo(PACKAGES);
        assertThat(count(database, "analysis.snapshots")).isEqualTo(PACKAGES);
        assertThat(count(database, "catalog.mcps")).isEqualTo(PACKAGES);
        assertThat(count(database, "analysis.version_events where status = 'CERTIFIED'"))
                .isEqualTo(PACKAGES);
    }

    private static void submit(String database) {
        Vertx vertx = Vertx.vertx();
        var settings = HubUnderTest.reader(database, Map.of()).read();
        var intake = new QueueingIntake(Database.open(vertx, settings.database()), Clock.systemUTC());
        for (int i = 0; i < PACKAGES; i++) {
            intake.npm("pkg-" + i, "", new JsonObject()).await();
        }
        vertx.close().await();
    }

    private Process start(String database, String registry) throws IOException {
        return HubProcess.launch(
                folder,
                database,
                List.of(),
                List.of("--verticles", "analysis"),
                Map.of(
                        "npm.registry_url", registry,
                        "analysis.lease_seconds", 1,
                        "analysis.poll_ms", 50,
                        "analysis.max_attempts", 50));
    }

    /** Waits until so many steps were taken in all, so that the kills strike all along the way. */
    private static void awaitSteps(String database, Process hub, int steps) throws InterruptedException {
        for (int i = 0; i < 12_000; i++) {
            assertThat(hub.isAlive()).isTrue();
            if (count(database, "analysis.version_events") >= steps) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("no progress: "
                + TestServers.query(database, "select json_agg(j) from analysis.jobs j where state <> 'done'"));
    }

    private static void awaitSettled(String database) throws InterruptedException {
        for (int i = 0; i < 3_600 && count(database, "analysis.jobs where state in ('queued', 'running')") > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static int count(String database, String from) {
        return Integer.parseInt(TestServers.query(database, "select count(*) from " + from));
    }
}
