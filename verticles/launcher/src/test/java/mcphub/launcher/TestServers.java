package mcphub.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL and one Redis for the whole run; whoever tests gets a database of its own, copied from a migrated one. */
final class TestServers {
    private static final TestServers INSTANCE = new TestServers();

    private final EmbeddedServers servers;
    private final AtomicInteger databases = new AtomicInteger();

    private TestServers() {
        try {
            Path home = Files.createTempDirectory("mcphub-test-");
            servers = EmbeddedServers.start(home, true, true);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(home)));
            execute(String.valueOf(servers.databaseUrl()), "create database template_hub");
            Migrations.run(url("template_hub"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop(Path home) {
        servers.close();
        try (var files = Files.walk(home)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database with the schema and nothing in it. */
    static String newDatabase() {
        String name = "test_" + INSTANCE.databases.incrementAndGet();
        execute(String.valueOf(INSTANCE.servers.databaseUrl()), "create database " + name + " template template_hub");
        return INSTANCE.url(name);
    }

    /** A new database without anything. */
    static String emptyDatabase() {
        String name = "test_" + INSTANCE.databases.incrementAndGet();
        execute(String.valueOf(INSTANCE.servers.databaseUrl()), "create database " + name);
        return INSTANCE.url(name);
    }

    static String redisUrl() {
        return String.valueOf(INSTANCE.servers.redisUrl());
    }

    private String url(String database) {
        return String.valueOf(servers.databaseUrl()).replaceFirst("/postgres$", "/" + database);
    }

    /** Runs SQL the way an operator would: beside the hub. */
    static void execute(String url, String sql) {
        try (var connection = DriverManager.getConnection(jdbc(url), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row, as text. */
    static String query(String url, String sql) {
        try (var connection = DriverManager.getConnection(jdbc(url), "postgres", "postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static String jdbc(String url) {
        return "jdbc:postgresql://" + url.substring(url.indexOf('@') + 1);
    }
}
