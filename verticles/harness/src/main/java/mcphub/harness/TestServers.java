package mcphub.harness;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import mcphub.servers.Migrations;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL and one Redis for a whole run of Maven, all its modules and processes; whoever tests gets a database of its own, copied from a migrated one. Started by
 * whoever comes first; they end with the run.
 */
public final class TestServers {
    private static final Map<String, Session> SESSIONS = new ConcurrentHashMap<>();
    private static final TestServers INSTANCE = new TestServers();
    private static final String TEMPLATE = "template_hub";

    private final JsonObject urls;
    private final Path key;
    private final AtomicInteger databases = new AtomicInteger();

    private TestServers() {
        try {
            ProcessHandle run = run();
            Path folder = Files.createDirectories(
                    Path.of(System.getProperty("java.io.tmpdir"), "mcphub-tests-" + run.pid() + "-" + start(run)));
            key = folder.resolve("signing-key.json");
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                Path file = folder.resolve("servers.json");
                boolean first = !Files.exists(file);
                if (first) {
                    ServersProcess.start(folder, run.pid());
                }
                urls = new JsonObject(Files.readString(file));
                if (first) {
                    execute(url("postgres"), "create database " + TEMPLATE);
                    Migrations.run(url(TEMPLATE));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What this run belongs to: Maven, with all that it forks; else (in an IDE, say) this process. */
    private static ProcessHandle run() {
        for (var up = ProcessHandle.current().parent();
                up.isPresent();
                up = up.get().parent()) {
            if (up.get().info().commandLine().orElse("").contains("plexus.classworlds")) {
                return up.get();
            }
        }
        return ProcessHandle.current();
    }

    /** Tells two processes apart that had the same id one after the other. */
    private static long start(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }

    /** A new database with the schema and nothing in it but the key that signs. */
    public static String newDatabase() {
        String database = INSTANCE.create(" template " + TEMPLATE);
        try {
            if (Files.exists(INSTANCE.key)) {
                execute(
                        database,
                        "insert into identity.signing_keys select * from json_populate_record(null::identity.signing_keys, '"
                                + Files.readString(INSTANCE.key) + "')");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return database;
    }

    /** Leaves the signing key of a hub that has started to the databases that come after it: to make one is a second's work, and there are many. */
    public static void keepKey(String database) {
        if (Files.exists(INSTANCE.key)) {
            return;
        }
        String row = query(database, "select row_to_json(k) from identity.signing_keys k where k.retired_at is null");
        try {
            if (!row.isEmpty()) {
                Path fresh = Files.createTempFile(INSTANCE.key.getParent(), "key", ".new");
                Files.writeString(fresh, row);
                Files.move(fresh, INSTANCE.key, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database without anything. */
    public static String emptyDatabase() {
        return INSTANCE.create("");
    }

    private String create(String from) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + databases.incrementAndGet();
        execute(url("postgres"), "create database " + name + from);
        return url(name);
    }

    /** Where Redis is. */
    public static String redisUrl() {
        return INSTANCE.urls.getString("redis");
    }

    private String url(String database) {
        return urls.getString("database").replaceFirst("/postgres$", "/" + database);
    }

    /** Runs SQL the way an operator would: beside the hub. */
    public static void execute(String url, String sql) {
        query(url, sql);
    }

    /** The first column of the first row, as text; nothing where there is none. */
    public static String query(String url, String sql) {
        return SESSIONS.computeIfAbsent(url, Session::new).run(sql);
    }

    /** The same place as JDBC names it. */
    public static String jdbc(String url) {
        return "jdbc:postgresql://" + url.substring(url.indexOf('@') + 1);
    }

    /** A connection to one database that is kept: who looks every few milliseconds would keep the server busy with new ones. */
    private static final class Session {
        private final String url;
        private @Nullable Connection connection;

        Session(String url) {
            this.url = url;
        }

        synchronized String run(String sql) {
            try {
                if (connection == null || connection.isClosed()) {
                    connection = DriverManager.getConnection(jdbc(url), "postgres", "postgres");
                }
                try (var statement = connection.createStatement()) {
                    boolean hasRows = statement.execute(sql);
                    if (!hasRows) {
                        return "";
                    }
                    var rows = statement.getResultSet();
                    return rows.next() ? String.valueOf(rows.getString(1)) : "";
                } finally {
                    if (sql.contains("set session")) {
                        connection.close();
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
