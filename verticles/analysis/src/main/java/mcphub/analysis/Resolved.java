package mcphub.analysis;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mcphub.analysis.closure.Resolution;
import mcphub.analysis.closure.ResolutionJson;

/**
 * A resolution with what is kept of it as evidence, so that no transaction waits for that.
 *
 * @param sha256 of its JSON
 * @param packed that JSON, by gzip
 */
record Resolved(Resolution resolution, String sha256, Buffer packed) {

    /** Computes for long where the resolution is large. */
    static Resolved of(Resolution resolution) {
        var json = ResolutionJson.of(resolution);
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(json.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Resolved(resolution, json.sha256(), Buffer.buffer(bytes.toByteArray()));
    }

    /** What is brought, the package itself among it. */
    List<Resolution.Place> places() {
        return resolution.places();
    }
}
