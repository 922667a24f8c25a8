package mcphub.servers;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import mcphub.kernel.SettingsReader;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL and Redis that this process uses: those of the settings; else embedded ones under the home folder, started by the
 * first process that has the folder and shared by all that come after it.
 */
public final class Servers implements AutoCloseable {
    private static final String DATABASE = "database.url";
    private static final String REDIS = "redis.url";
    private static final int WAIT_SECONDS = 90;

    private final @Nullable EmbeddedServers embedded;
    private final @Nullable FileChannel lock;

    private Servers(@Nullable EmbeddedServers embedded, @Nullable FileChannel lock) {
        this.embedded = embedded;
        this.lock = lock;
    }

    /** Starts or finds the servers, and puts where they are into the settings. */
    public static Servers provide(SettingsReader settings) {
        boolean wantsPostgres = isUnset(settings, DATABASE);
        boolean wantsRedis = isUnset(settings, REDIS);
        if (!wantsPostgres && !wantsRedis) {
            return new Servers(null, null);
        }
        try {
            return provide(settings, home(settings), wantsPostgres, wantsRedis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder {@code home}, made where it is missing, open to its owner only. */
    public static Path home(SettingsReader settings) throws IOException {
        Path home = homePath(settings);
        if (!Files.isDirectory(home)) {
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return home;
    }

    /** Where the folder {@code home} is or would be. */
    public static Path homePath(SettingsReader settings) {
        String configured = String.valueOf(settings.values().get("home"));
        return Path.of(
                        configured.startsWith("~/")
                                ? System.getProperty("user.home") + configured.substring(1)
                                : configured)
                .toAbsolutePath();
    }

    private static Servers provide(SettingsReader settings, Path home, boolean wantsPostgres, boolean wantsRedis)
            throws IOException {
        Path file = home.resolve("servers.json");
        var channel = FileChannel.open(home.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock();
        if (held == null) {
            channel.close();
            use(settings, awaitServers(file), wantsPostgres, wantsRedis);
            return new Servers(null, null);
        }
        Files.deleteIfExists(file);
        var embedded = EmbeddedServers.start(home, wantsPostgres, wantsRedis);
        var urls = new JsonObject().put(DATABASE, embedded.databaseUrl()).put(REDIS, embedded.redisUrl());
        Path fresh = home.resolve("servers.json.new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, urls.encodePrettily());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        use(settings, urls, wantsPostgres, wantsRedis);
        return new Servers(embedded, channel);
    }

    private static void use(SettingsReader settings, JsonObject urls, boolean wantsPostgres, boolean wantsRedis) {
        if (wantsPostgres) {
            settings.set(DATABASE, urls.getString(DATABASE));
        }
        if (wantsRedis) {
            settings.set(REDIS, urls.getString(REDIS));
        }
    }

    /** Another process has the folder and may still be starting its servers. */
    private static JsonObject awaitServers(Path file) throws IOException {
        for (int i = 0; i < WAIT_SECONDS * 10; i++) {
            if (Files.exists(file)) {
                return new JsonObject(Files.readString(file));
            }
            try {
                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
        throw new IOException("Another hub holds " + file.getParent() + ", but did not start its servers within "
                + WAIT_SECONDS + " s");
    }

    /** Whether this process started servers, and so stops them. */
    public boolean isOwner() {
        return embedded != null;
    }

    private static boolean isUnset(SettingsReader settings, String key) {
        Object value = settings.values().get(key);
        return value == null || value.toString().isBlank();
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
