import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import mcphub.kernel.Database;
import mcphub.kernel.Query;
import mcphub.kernel.SettingsReader;
import mcphub.launcher.Hub;

/** Started by scripts/bench-reports: servers, the whole hub and the load in this process, and a second process that only makes reports. */
public final class ReportBench {
    private static final int IDLE_CALLS = 1_500;
    private static final int PAUSE_MS = 4;
    private static final int SERVERS = 200;

    public static void main(String[] args) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        int reports = Integer.parseInt(args[0]);
        int findings = Integer.parseInt(args[1]);
        var home = Files.createTempDirectory("mcphub-bench-");
        var reader = SettingsReader.defaults()
                .set("home", home.toString())
                .set("http.port", 0)
                .set("limits.anonymous_per_minute", 0)
                .set("identity.secret", "a secret of the benchmark alone");
        try (var hub = Hub.start(reader)) {
            var database = Database.open(Vertx.vertx(), hub.settings().database());
            String org = fill(database, findings);
            var second = new ProcessBuilder(List.of(
                            System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"), "mcphub.launcher.HubCommand", "serve",
                            "--verticles", "report", "--home", home.resolve("second").toString(),
                            "--set", "database.url=" + hub.settings().database().url(), "--set", "redis.url=" + hub.settings().redis().url(),
                            "--set", "identity.secret=a secret of the benchmark alone"))
                    .inheritIO()
                    .start();
            try (var http = HttpClient.newHttpClient()) {
                order(database, org, 20); // warms both processes up
                while (open(database) > 0) {
                    read(http, hub.url());
                }
                var idle = new ArrayList<Long>();
                for (int i = 0; i < IDLE_CALLS; i++) {
                    idle.add(read(http, hub.url()));
                }
                order(database, org, reports);
                long began = System.nanoTime();
                var busy = new ArrayList<Long>();
                while (open(database) > 0) {
                    busy.add(read(http, hub.url()));
                }
                double seconds = (System.nanoTime() - began) / 1e9;
                System.out.printf("%d reports of %d findings by two processes: %.1f s, %.1f a second%n", reports, findings, seconds, reports / seconds);
                idle.sort(null);
                busy.sort(null);
                System.out.printf("%-28s %8s %8s %8s%n", "reads of the catalog, ms", "idle", "busy", "ratio");
                for (int percent : new int[] {50, 90, 99}) {
                    double before = ms(idle, percent);
                    double meanwhile = ms(busy, percent);
                    System.out.printf("p%-27d %8.2f %8.2f %8.2f%n", percent, before, meanwhile, meanwhile / before);
                }
                System.out.printf("calls                        %8d %8d%n", idle.size(), busy.size());
            } finally {
                second.destroyForcibly();
            }
        }
        System.exit(0); // the embedded servers' threads would keep it here
    }

    private static long read(HttpClient http, String url) throws Exception {
        Thread.sleep(PAUSE_MS);
        long began = System.nanoTime();
        var response = http.send(HttpRequest.newBuilder(URI.create(url + "/api/v1/mcps?limit=20")).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.body());
        }
        return System.nanoTime() - began;
    }

    private static double ms(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
    }

    private static String one(Database database, String sql) {
        return database.run(new Query("one", sql, List.of()), new JsonObject()).await().iterator().next().getValue(0).toString();
    }

    private static long open(Database database) {
        return Long.parseLong(one(database, "select count(*) from report.reports where status in ('PENDING', 'RUNNING')"));
    }

    private static void order(Database database, String org, int reports) {
        one(database, "with made as (insert into report.reports (org_id, type, snapshot_id, format, paper) select '" + org + "', 'SNAPSHOT', s.id, 'PDF', 'A4'"
                + " from analysis.snapshots s cross join generate_series(1, " + reports + ") returning 1) select count(*) from made");
        one(database, "select count(pg_notify('report_jobs', ''))");
    }

    private static String fill(Database database, int findings) {
        one(database, "with made as (insert into catalog.mcps (name, description, source_type) select 'server-' || n, 'Reads files and databases ' || n, 'upload'"
                + " from generate_series(1, " + SERVERS + ") n returning 1) select count(*) from made");
        String version = one(database, "insert into analysis.versions (mcp_id, visible_version, status, source_type, source_ref)"
                + " select id, '1.0.0', 'CERTIFIED', 'upload', '1' from catalog.mcps where name = 'server-1' returning id");
        String snapshot = one(database, "insert into analysis.snapshots (version_id, job_id, content, content_sha256, global_score, scores, grade, certification_level,"
                + " controls_judged, controls_total, critical_findings, high_findings, medium_findings, low_findings, toolchain_version, scoring_version,"
                + " controls_catalog_version) values ('" + version + "', gen_random_uuid(), '', '', 50, '{\"scores\": {}}', 'F', 0, 59, 59, 0, 0, 0, " + findings
                + ", 't', 's', 'c') returning id");
        one(database, "with made as (insert into analysis.control_results (snapshot_id, control_id, control_name, category, sub_category, outcome, severity, message, remediation)"
                + " select '" + snapshot + "', 'CONTROL_' || n, 'Control ' || n, 'code', 'code_quality', 'failed', 'low', 'Something was seen here', 'Mend it.'"
                + " from generate_series(1, 59) n returning 1) select count(*) from made");
        one(database, "with made as (insert into analysis.findings (snapshot_id, control_id, position, severity, file, line, evidence, message)"
                + " select '" + snapshot + "', 'CONTROL_' || (n % 59 + 1), n, 'low', 'src/file-' || n || '.js', n, repeat(md5(n::text), 4), 'Something of no importance'"
                + " from generate_series(1, " + findings + ") n returning 1) select count(*) from made");
        one(database, "with moved as (update analysis.versions set snapshot_id = '" + snapshot + "' where id = '" + version + "' returning 1) select count(*) from moved");
        return one(database, "insert into org.orgs (name, slug, display_name) values ('acme', 'acme', 'Acme') returning id");
    }
}
