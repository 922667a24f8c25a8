import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mcphub.advisories.FolderImport;
import mcphub.kernel.Database;
import mcphub.kernel.SettingsReader;
import mcphub.servers.Migrations;
import mcphub.servers.Servers;

/** Started by scripts/bench-advisories: a PostgreSQL of its own beside this process, whose heap is that of the import. */
public final class AdvisoryBench {
    private static final int PACKAGES = 40_000;
    private static final int TEXT_WORDS = 120;

    public static void main(String[] args) throws Exception {
        int records = Integer.parseInt(args[0]);
        Path home = Files.createTempDirectory("mcphub-bench-");
        Path dump = args.length > 1 ? Path.of(args[1]) : generated(home.resolve("all.zip"), records);
        System.out.printf("%s: %,d bytes%n", args.length > 1 ? "a dump" : "%,d generated records".formatted(records), Files.size(dump));
        var reader = SettingsReader.defaults().set("home", home.toString()).set("database.statement_timeout_ms", 60_000);
        try (var servers = Servers.provide(reader)) {
            var settings = reader.set("identity.secret", "a secret that only this bench has, and forgets").read();
            Migrations.run(String.valueOf(settings.database().url()));
            var vertx = Vertx.vertx();
            var database = Database.open(vertx, settings.database());
            System.out.printf("%-22s %8s %10s %10s   %s%n", "import", "seconds", "records/s", "heap MB", "counts");
            for (String what : List.of("all new", "nothing new")) {
                measure(what, new FolderImport(database, counts -> {}), dump);
            }
            vertx.close().await();
        }
        System.exit(0); // the embedded servers' threads would keep it here
    }

    private static void measure(String what, FolderImport imports, Path dump) {
        System.gc();
        var heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
        heap.forEach(pool -> pool.resetPeakUsage());
        long began = System.nanoTime();
        var counts = imports.run(dump, "bench", List.of("npm"));
        double seconds = (System.nanoTime() - began) / 1e9;
        long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf("%-22s %8.1f %10.0f %10d   %s%n", what, seconds, counts.files() / seconds, peak >> 20, counts.document().encode());
    }

    /** Sizes and shapes as real dumps have them: most records say of one package that it is malicious as a whole, others have a text, references and ranges. */
    private static Path generated(Path file, int records) throws Exception {
        String text = "Some words of a text that tells what is wrong. ".repeat(TEXT_WORDS / 10);
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (int i = 0; i < records; i++) {
                String id = (i % 4 == 0 ? "GHSA-" : "MAL-2026-") + i;
                zip.putNextEntry(new ZipEntry(id + ".json"));
                zip.write(record(id, i, text).encode().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private static JsonObject record(String id, int i, String text) {
        var range = i % 4 == 0
                ? JsonArray.of(JsonObject.of("introduced", "0"), JsonObject.of("fixed", "1." + i % 30 + ".0"))
                : JsonArray.of(JsonObject.of("introduced", "0"));
        return new JsonObject()
                .put("schema_version", "1.7.0")
                .put("id", id)
                .put("modified", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i).toString())
                .put("published", "2025-12-31T00:00:00Z")
                .put("aliases", i % 4 == 0 ? JsonArray.of("CVE-2026-" + i) : new JsonArray())
                .put("summary", "Made up for a measurement")
                .put("details", text)
                .put("severity", i % 8 == 0 ? JsonArray.of(JsonObject.of("type", "CVSS_V3", "score", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N")) : new JsonArray())
                .put("affected", JsonArray.of(new JsonObject()
                        .put("package", JsonObject.of("ecosystem", "npm", "name", "package-" + i % PACKAGES, "purl", "pkg:npm/package-" + i % PACKAGES))
                        .put("ranges", JsonArray.of(JsonObject.of("type", "SEMVER", "events", range)))
                        .put("database_specific", JsonObject.of("cwes", JsonArray.of(JsonObject.of("cweId", "CWE-506", "name", "Embedded Malicious Code"))))))
                .put("references", JsonArray.of(JsonObject.of("type", "WEB", "url", "https://advisories.example.org/" + id), JsonObject.of("type", "PACKAGE", "url", "https://packages.example.org/" + i)))
                .put("credits", JsonArray.of(JsonObject.of("name", "Somebody", "type", "FINDER")));
    }
}
