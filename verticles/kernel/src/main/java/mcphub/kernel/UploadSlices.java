package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores slices of files on their way in, beside the verticle whose operation takes the file: nobody else has to be there. On the bus a slice is its bytes, with the headers {@code upload}
 * (the id that the operation gave) and {@code position} (from 0); it is answered once it is stored.
 */
public final class UploadSlices {
    private static final Logger log = LoggerFactory.getLogger(UploadSlices.class);
    private static final Queries QUERIES = Queries.load("kernel");
    private static final long SWEEP_MS = 600_000;

    private UploadSlices() {}

    /** Where the slices of files for a verticle's operations go. */
    public static String address(String verticle) {
        return verticle + "/upload-slices";
    }

    /** Begins to take slices for this verticle, and to sweep away what nobody finished; completes when every node of the cluster can reach it. */
    public static Future<Void> take(Vertx vertx, Database database, String verticle) {
        vertx.setPeriodic(
                SWEEP_MS,
                tick -> database.run(QUERIES.get("sweepUploads"), new JsonObject())
                        .onFailure(e -> log.warn("Unfinished uploads were not swept away: {}", e.toString())));
        return vertx.eventBus()
                .<Buffer>consumer(address(verticle), slice -> store(database, slice))
                .completion();
    }

    private static void store(Database database, Message<Buffer> slice) {
        var input = new JsonObject()
                .put("upload", slice.headers().get("upload"))
                .put("position", Integer.valueOf(slice.headers().get("position")))
                .put("bytes", slice.body());
        // not among the statements that share a connection: a megabyte would hold up what stands behind it
        database.transaction(connection -> Database.run(connection, QUERIES.get("addUploadSlice"), input))
                .onSuccess(stored -> slice.reply(""))
                .onFailure(e -> {
                    log.warn("A slice of an upload was not stored: {}", e.toString());
                    slice.fail(1, "not stored");
                });
    }
}
