package mcphub.harness;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Advisories that are made up: records in OSV form, and dumps of them. */
public final class Osv {
    private Osv() {}

    /** One that says of a package which versions are affected: from the first on, up to the fix. */
    public static JsonObject record(String id, String ecosystem, String name, String introduced, String fixed) {
        var events = JsonArray.of(JsonObject.of("introduced", introduced), JsonObject.of("fixed", fixed));
        return new JsonObject()
                .put("schema_version", "1.7.0")
                .put("id", id)
                .put("modified", "2026-01-14T10:00:00Z")
                .put("published", "2026-01-13T10:00:00Z")
                .put("summary", "Flaw " + id)
                .put("database_specific", JsonObject.of("severity", "HIGH"))
                .put(
                        "affected",
                        JsonArray.of(new JsonObject()
                                .put("package", JsonObject.of("ecosystem", ecosystem, "name", name))
                                .put(
                                        "ranges",
                                        JsonArray.of(JsonObject.of(
                                                "type",
                                                ecosystem.equals("npm") ? "SEMVER" : "ECOSYSTEM",
                                                "events",
                                                events)))));
    }

    /** A zip of these files, by name. */
    public static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A dump of these records. */
    public static byte[] dump(JsonObject... records) {
        var files = new LinkedHashMap<String, String>();
        for (var record : records) {
            files.put(record.getString("id") + ".json", record.encode());
        }
        return zip(files);
    }
}
