package mcphub.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mcphub.harness.TestServers;
import org.flywaydb.core.Flyway;

/** Databases as earlier versions of the hub left them. */
final class Earlier {
    private Earlier() {}

    /**
     * A new one, migrated up to this version and no further, without what is repeatable.
     *
     * @param folder an empty one
     */
    static String database(int last, Path folder) throws IOException {
        String database = TestServers.emptyDatabase();
        try (var files = Files.list(Path.of("../../sql/migrations"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("V"))
                    .toList()) {
                String name = file.getFileName().toString();
                if (Integer.parseInt(name.substring(1, name.indexOf('_'))) <= last) {
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
        Flyway.configure()
                .dataSource(TestServers.jdbc(database), "postgres", "postgres")
                .defaultSchema("hub")
                .locations("filesystem:" + folder)
                .load()
                .migrate();
        return database;
    }
}
