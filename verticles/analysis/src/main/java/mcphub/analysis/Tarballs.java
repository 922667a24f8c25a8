package mcphub.analysis;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import mcphub.analysis.source.Fingerprint;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;

/** Tarballs as they came, by digest, in PostgreSQL: every node can read them, and they commit together with what speaks of them. */
public final class Tarballs {
    private static final int SLICE = 1024 * 1024;

    private final Database database;
    private final Queries queries;

    /** Reads and writes through this database. */
    public Tarballs(Database database) {
        this.database = database;
        this.queries = Queries.load("analysis");
    }

    /** Stores a file whole, in a transaction of its own; one that is there already is left alone. Reads the file on the calling context. */
    public Future<Fingerprint> store(Path file) {
        return database.transaction(connection -> store(file, connection));
    }

    Future<Fingerprint> store(Path file, SqlConnection connection) {
        var fingerprint = Fingerprint.of(file);
        var input = new JsonObject().put("sha256", fingerprint.sha256()).put("size", fingerprint.size());
        return Database.run(connection, queries.get("addTarball"), input)
                .compose(added -> added.size() == 0 ? Future.succeededFuture() : slices(connection, input, file, 0))
                .map(fingerprint);
    }

    private Future<Void> slices(SqlConnection connection, JsonObject tarball, Path file, int position) {
        Buffer slice = read(file, (long) position * SLICE);
        if (slice.length() == 0) {
            return Future.succeededFuture();
        }
        var input = tarball.copy().put("position", position).put("bytes", slice);
        return Database.run(connection, queries.get("addSlice"), input)
                .compose(added -> slices(connection, tarball, file, position + 1));
    }

    private static Buffer read(Path file, long from) {
        try (var channel = FileChannel.open(file)) {
            var bytes = new byte[Math.clamp(channel.size() - from, 0, SLICE)];
            channel.position(from);
            Channels.newInputStream(channel).readNBytes(bytes, 0, bytes.length);
            return Buffer.buffer(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a stored tarball into a new file of this folder; nothing is left of one that cannot be read to its end. */
    Path fetch(String sha256, Path folder) {
        try {
            Path file = Files.createTempFile(folder, "tarball-", ".tgz");
            try (var out = Files.newOutputStream(file)) {
                copy(sha256, out);
                return file;
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String sha256, OutputStream out) throws IOException {
        for (int position = 0; ; position++) {
            var input = new JsonObject().put("sha256", sha256).put("position", position);
            var rows = database.run(queries.get("readSlice"), input).await();
            if (rows.size() == 0) {
                return;
            }
            out.write(rows.iterator().next().getBuffer("bytes").getBytes());
        }
    }
}
