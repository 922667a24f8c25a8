package mcphub.analysis.local;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The findings of an earlier report, by which the same ones are known. */
public final class Baseline {
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private Baseline() {}

    /**
     * Reads the fingerprints of a report as JSON or SARIF.
     *
     * @throws IllegalArgumentException where the file is neither, or cannot be read; says which
     */
    public static Set<String> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IllegalArgumentException(file + " is larger than " + MOST_BYTES + " bytes");
            }
            var report = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
            var found = new TreeSet<String>();
            if (report.containsKey("runs")) {
                for (Object run : report.getJsonArray("runs")) {
                    for (Object result : ((JsonObject) run).getJsonArray("results", new JsonArray())) {
                        var prints = ((JsonObject) result).getJsonObject("partialFingerprints", new JsonObject());
                        found.add(prints.getString("mcpHub/v1", ""));
                    }
                }
            } else {
                for (Object finding : report.getJsonArray("findings")) {
                    found.add(((JsonObject) finding).getString("fingerprint", ""));
                }
            }
            return found;
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException(
                    file + " is no report of hub scan, expected what --format json or --format sarif writes", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }
}
