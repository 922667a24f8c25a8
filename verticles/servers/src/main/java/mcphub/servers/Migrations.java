package mcphub.servers;

import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema up to date. Several nodes may try at once: Flyway's lock in the database lets one do it and the others wait. */
public final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final int CONNECT_RETRIES = 10;

    private Migrations() {}

    /**
     * Blocks until the schema is as {@code sql/migrations} says.
     *
     * @param url {@code postgresql://…}, as in the settings
     */
    public static void run(String url) {
        var options = PgConnectOptions.fromUri(url);
        String jdbc = "jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/" + options.getDatabase();
        try {
            var result = Flyway.configure()
                    .dataSource(jdbc, options.getUser(), options.getPassword())
                    .connectRetries(CONNECT_RETRIES)
                    .connectRetriesInterval((int) Duration.ofSeconds(3).toSeconds())
                    .defaultSchema("hub")
                    .locations("classpath:sql/migrations")
                    .load()
                    .migrate();
            log.info(
                    "The schema is at version {} ({} migrations ran)",
                    result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion,
                    result.migrationsExecuted);
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    "The database at " + options.getHost() + ":" + options.getPort() + " cannot be migrated: "
                            + e.getMessage(),
                    e);
        }
    }
}
