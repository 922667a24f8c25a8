package mcphub.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/**
 * A PostgreSQL and a Redis for machines that have none, with their data in a folder that outlives the process. Both listen on loopback only,
 * and are stopped with the hub; where the hub was killed, what it left running is stopped first, and PostgreSQL recovers.
 */
public final class EmbeddedServers implements AutoCloseable {
    private final @Nullable EmbeddedPostgres postgres;
    private final @Nullable RedisServer redis;
    private final int redisPort;

    private EmbeddedServers(@Nullable EmbeddedPostgres postgres, @Nullable RedisServer redis, int redisPort) {
        this.postgres = postgres;
        this.redis = redis;
        this.redisPort = redisPort;
    }

    /**
     * Starts what is wanted.
     *
     * @param home keeps {@code postgres/} and {@code redis/}; one process at a time may use it
     */
    public static EmbeddedServers start(Path home, boolean wantsPostgres, boolean wantsRedis) {
        return start(home, wantsPostgres, wantsRedis, Map.of());
    }

    /** The same, with PostgreSQL's settings as these say. */
    public static EmbeddedServers start(
            Path home, boolean wantsPostgres, boolean wantsRedis, Map<String, String> configuration) {
        try {
            int port = wantsRedis ? freePort() : 0;
            return new EmbeddedServers(
                    wantsPostgres ? postgres(home.resolve("postgres"), configuration) : null,
                    wantsRedis ? redis(home.resolve("redis"), port) : null,
                    port);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException("The embedded servers do not start: " + e.getMessage(), e);
        }
    }

    private static EmbeddedPostgres postgres(Path folder, Map<String, String> configuration) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        LeftBehind.stop(data.resolve("postmaster.pid"), "postgres");
        var log = Redirect.appendTo(folder.resolve("postgres.log").toFile());
        var postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(
                        Files.createDirectories(folder.resolve("binaries")).toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "200")
                .setErrorRedirector(log)
                .setOutputRedirector(log);
        configuration.forEach(postgres::setServerConfig);
        return postgres.start();
    }

    private static RedisServer redis(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        Path pid = folder.resolve("redis.pid").toAbsolutePath();
        LeftBehind.stop(pid, "redis-server");
        var server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("dir " + folder.toAbsolutePath())
                .setting("pidfile " + pid)
                .build();
        server.start();
        return server;
    }

    /** Where PostgreSQL is; null where none was wanted. */
    public @Nullable String databaseUrl() {
        return postgres == null ? null : "postgresql://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /** Where Redis is; null where none was wanted. */
    public @Nullable String redisUrl() {
        return redis == null ? null : "redis://127.0.0.1:" + redisPort;
    }

    /** Stops Redis alone, as a failure would. */
    public void stopRedis() {
        try {
            if (redis != null) {
                redis.stop();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopRedis();
        try {
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
