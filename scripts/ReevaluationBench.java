import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HexFormat;
import mcphub.analysis.AnalysisVerticle;
import mcphub.kernel.SettingsReader;
import mcphub.kernel.services.Intake;
import mcphub.servers.Migrations;
import mcphub.servers.Servers;

/** Started by scripts/bench-reevaluation: one version is analysed for real, many are copies of it in the database, and then an advisory hits them all. */
public final class ReevaluationBench {
    public static void main(String[] args) {
        try {
            measure(args);
            System.exit(0); // the embedded servers' threads would keep it here
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void measure(String[] args) throws Exception {
        int versions = Integer.parseInt(args[0]);
        byte[] tarball = Files.readAllBytes(Path.of(args[1]));
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tarball));
        Path home = Files.createTempDirectory("mcphub-bench-");
        var reader = SettingsReader.defaults().set("home", home.toString()).set("git.poll_minutes", 0).set("sources.npm.poll_minutes", 0).set("database.statement_timeout_ms", 60_000);
        try (var servers = Servers.provide(reader)) {
            var settings = reader.set("identity.secret", "a secret that only this bench has, and forgets").read();
            String url = String.valueOf(settings.database().url());
            Migrations.run(url);
            var vertx = Vertx.vertx();
            AnalysisVerticle.PART.deployment().deploy(vertx, settings, null, Files.createDirectories(home.resolve("work"))).await();
            var uri = java.net.URI.create(url);
            String who = uri.getUserInfo();
            String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath() + "?user=" + who.replaceFirst(":", "&password=");
            try (var sql = DriverManager.getConnection(jdbc)) {
                store(sql, sha256, tarball);
                Intake.proxy(vertx).upload("bench", sha256, new JsonObject()).await();
                until(sql, "select count(*) = 1 from analysis.versions where status = 'CERTIFIED'");
                copy(sql, versions);
                System.out.printf("%,d versions, each of %s components and %s controls%n", versions, one(sql, "select count(*) from analysis.components c join (select id from analysis.versions limit 1) v on v.id = c.version_id"),
                        one(sql, "select count(*) from analysis.control_results c join (select id from analysis.snapshots limit 1) s on s.id = c.snapshot_id"));
                record(sql, "null");
                measure(sql, "an advisory comes", "select count(*) = %d from analysis.versions where status = 'KNOWN_VULNERABLE'".formatted(versions));
                record(sql, "now()");
                measure(sql, "and is withdrawn", "select count(*) = %d from analysis.versions where status = 'CERTIFIED'".formatted(versions));
                System.out.printf("analyses in that time: %s; messages to tell: %s%n", one(sql, "select count(*) - 1 from analysis.jobs"), one(sql, "select count(distinct record_id) from policy.advisory_moves"));
                System.out.printf("snapshots of one version: %s, of which with different content: %s%n", one(sql, "select max(n) from (select count(*) n from analysis.snapshots group by version_id)"),
                        one(sql, "select count(distinct content_sha256) from analysis.snapshots"));
            }
            vertx.close().await();
        }
    }

    private static void store(Connection sql, String sha256, byte[] tarball) throws Exception {
        try (var tarballs = sql.prepareStatement("insert into analysis.tarballs (sha256, size) values (?, ?)"); var slices = sql.prepareStatement("insert into analysis.tarball_slices values (?, 0, ?)")) {
            tarballs.setString(1, sha256);
            tarballs.setLong(2, tarball.length);
            tarballs.execute();
            slices.setString(1, sha256);
            slices.setBytes(2, tarball);
            slices.execute();
        }
    }

    private static void copy(Connection sql, int versions) throws Exception {
        run(sql, """
            create temporary table made as
            select g.n, gen_random_uuid() as mcp, gen_random_uuid() as version, gen_random_uuid() as snapshot
            from generate_series(2, %d) g (n)""".formatted(versions));
        run(sql, "insert into catalog.mcps (id, name, source_type) select mcp, 'bench-' || n, 'upload' from made");
        run(sql, """
            insert into analysis.versions (id, mcp_id, visible_version, status, source_type, source_ref, tarball_sha256)
            select version, mcp, v.visible_version, 'CERTIFIED', v.source_type, v.source_ref, v.tarball_sha256
            from made
            cross join (select * from analysis.versions limit 1) v""");
        for (String table : new String[] {"snapshots", "control_results", "findings", "components"}) {
            String columns = one(sql, "select string_agg(quote_ident(column_name), ', ') from information_schema.columns where table_schema = 'analysis' and table_name = '" + table
                    + "' and column_name not in ('id', 'version_id', 'snapshot_id', 'job_id')");
            String keys = switch (table) {
                case "snapshots" -> "id, version_id";
                case "components" -> "version_id";
                default -> "snapshot_id";
            };
            String values = keys.equals("id, version_id") ? "made.snapshot, made.version" : keys.equals("version_id") ? "made.version" : "made.snapshot";
            run(sql, "insert into analysis." + table + " (" + keys + ", " + columns + ") select " + values + ", " + columns.replaceAll("(^|, )", "$1t.") + " from (select * from analysis." + table + ") t cross join made");
        }
        run(sql, "update analysis.versions v set snapshot_id = made.snapshot from made where made.version = v.id");
        run(sql, "analyze");
    }

    private static void record(Connection sql, String withdrawn) throws Exception {
        run(sql, "insert into advisories.feeds (name, kind) values ('bench', 'upload') on conflict do nothing");
        run(sql, "insert into advisories.records (id, feed_id, modified, withdrawn, summary, severity, record) select 'GHSA-bench', f.id, now(), " + withdrawn
                + ", 'Made up', 'high', '{}' from advisories.feeds f on conflict (id) do update set modified = excluded.modified, withdrawn = excluded.withdrawn");
        run(sql, "insert into advisories.affected (record_id, position, ecosystem, package, ranges, versions) values ('GHSA-bench', 0, 'npm', 'minimist', "
                + "'[{\"type\": \"SEMVER\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"1.2.6\"}]}]', '[]') on conflict do nothing");
        run(sql, "insert into advisories.changes (record_id) values ('GHSA-bench')");
    }

    private static void measure(Connection sql, String what, String done) throws Exception {
        long began = System.nanoTime();
        until(sql, done);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%-20s %8.1f s%n", what, seconds);
    }

    private static void until(Connection sql, String condition) throws Exception {
        while (!one(sql, condition).equals("t")) {
            Thread.sleep(100);
        }
    }

    private static String one(Connection sql, String query) throws Exception {
        try (var statement = sql.createStatement(); var rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static void run(Connection sql, String statement) throws Exception {
        try (var prepared = sql.createStatement()) {
            prepared.execute(statement);
        }
    }
}
