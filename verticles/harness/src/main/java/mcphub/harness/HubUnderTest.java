package mcphub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import mcphub.kernel.SettingsReader;
import mcphub.kernel.services.Intake;

/** A running hub with a database of its own: asked through its API, looked at and fed beside it, as an operator would. */
public abstract class HubUnderTest {
    private static final int PATIENCE_SECONDS = 180;

    /** Its API, for nobody in particular. */
    public abstract ApiClient api();

    /** Its database. */
    public abstract String databaseUrl();

    /** A Vert.x of one of its nodes, through whose bus all of its verticles can be reached. */
    public abstract Vertx vertx();

    /** Settings for hubs that are tested: no limits, short pauses. */
    public static SettingsReader reader(String database, Map<String, Object> settings) {
        var reader = SettingsReader.defaults()
                .set("http.port", 0)
                .set("database.url", database)
                .set("redis.url", TestServers.redisUrl())
                .set("limits.anonymous_per_minute", 0)
                .set("limits.sign_in_per_minute", 0)
                .set("plans.free.requests_per_minute", 0)
                .set("plans.enterprise.requests_per_minute", 0)
                .set("identity.secret", "a secret that only the tests have")
                .set("analysis.poll_ms", 100)
                .set("analysis.retry_backoff_ms", 100)
                .set("analysis.max_attempts", 3)
                .set("report.rest_percent", 0);
        settings.forEach(reader::set);
        return reader;
    }

    /** Takes sources in, as the command line does. */
    public Intake intake() {
        return Intake.proxy(vertx());
    }

    /** Has an npm package analysed; gives the MCP's id once no job is open. */
    public String certify(String name, String wanted) {
        String id = intake().npm(name, wanted, new JsonObject()).await();
        awaitSettled(id);
        return id;
    }

    /** Has a tarball analysed; gives the MCP's id once no job is open. */
    public String upload(String name, byte[] tarball) {
        execute(storing(tarball));
        String id = intake().upload(name, sha256(tarball), new JsonObject()).await();
        awaitSettled(id);
        return id;
    }

    /** The SQL that stores a tarball. */
    public static String storing(byte[] tarball) {
        String sha256 = sha256(tarball);
        return "insert into analysis.tarballs (sha256, size) values ('" + sha256 + "', " + tarball.length
                + ") on conflict do nothing; insert into analysis.tarball_slices (sha256, position, bytes) values ('"
                + sha256 + "', 0, '\\x" + HexFormat.of().formatHex(tarball) + "') on conflict do nothing;";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Waits until no job of this MCP is open. */
    public void awaitSettled(String mcp) {
        awaitNone("select count(*) from analysis.jobs where state in ('queued', 'running') and mcp_id = '" + mcp + "'");
    }

    /** Waits until a count is 0. */
    public void awaitNone(String countSql) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!query(countSql).equals("0")) {
            assertThat(System.nanoTime())
                    .as("still not settled: " + query("select json_agg(j) from analysis.jobs j where state <> 'done'"))
                    .isLessThan(end);
            pause(50);
        }
    }

    /** Waits until something is so. */
    public static void until(BooleanSupplier isSo) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("never so").isLessThan(end);
            pause(20);
        }
    }

    /** Lets a moment pass. */
    public static void pause(int ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, as text. */
    public String query(String sql) {
        return TestServers.query(databaseUrl(), sql);
    }

    /** Runs SQL beside the hub. */
    public void execute(String sql) {
        TestServers.execute(databaseUrl(), sql);
    }

    /** The path of an MCP's latest version. */
    public String latest(String mcp) {
        var version = api().get("/api/v1/mcps/" + mcp).getJsonObject("latest_version");
        return "/api/v1/mcps/" + mcp + "/versions/" + version.getString("id");
    }
}
