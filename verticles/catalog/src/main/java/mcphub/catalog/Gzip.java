package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import mcphub.kernel.Blocking;

/** Packs documents away from event loops. It unpacks only what it has packed. */
record Gzip(Vertx vertx) implements Makings.Packing {
    @Override
    public Future<Buffer> pack(Buffer document) {
        return Blocking.run(vertx, () -> {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(document.getBytes());
            }
            return Buffer.buffer(packed.toByteArray());
        });
    }

    @Override
    public Future<Buffer> unpack(Buffer packed) {
        return Blocking.run(vertx, () -> {
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed.getBytes()))) {
                return Buffer.buffer(gzip.readAllBytes());
            }
        });
    }
}
