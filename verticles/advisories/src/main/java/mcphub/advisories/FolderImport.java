package mcphub.advisories;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import org.jspecify.annotations.Nullable;

/** Imports a folder or a zip of this machine, for whoever sits at it. Waits; not for an event loop. */
public final class FolderImport {
    private final Database database;
    private final Queries queries = Queries.load("advisories");
    private final AdvisoryStore store = new AdvisoryStore();
    private final Consumer<Counts> progress;

    /**
     * Writes into this database.
     *
     * @param progress hears how far it is after each batch
     */
    public FolderImport(Database database, Consumer<Counts> progress) {
        this.database = database;
        this.progress = progress;
    }

    /**
     * Imports all of it. What was written before it broke stays; begun again it goes over that quickly.
     *
     * @param feed the name of the feed; made where there is none
     * @param completeOf the ecosystems of which it has everything, if all of it can be read ({@link Completeness})
     * @throws IllegalArgumentException for a path that is neither a folder nor a zip that can be read to its end, and for an ecosystem that nothing is judged of
     */
    public Counts run(Path path, String feed, List<String> completeOf) {
        return run(path, feed, completeOf, false);
    }

    /**
     * The same for a sample that is looked at again and again: where there is nothing new, nothing is noted.
     *
     * @throws IllegalArgumentException for a path that is neither a folder nor a zip that can be read to its end
     */
    Counts refresh(Path path, String feed) {
        return run(path, feed, List.of(), true);
    }

    private Counts run(Path path, String feed, List<String> completeOf, boolean onlyNews) {
        if (!Ecosystems.JUDGED.containsAll(completeOf)) {
            throw new IllegalArgumentException("Complete of " + completeOf + ", expected one or more of "
                    + Ecosystems.JUDGED + ", as written here");
        }
        var named = new JsonObject().put("name", feed).put("kind", "folder");
        var row = database.run(queries.get("putFeed"), named).await().iterator().next();
        String id = row.getUUID("id").toString();
        var counts = new Counts();
        try {
            read(path, new Import((batch, soFar) -> write(id, batch, soFar), counts, Clock.systemUTC()));
        } catch (IOException | UncheckedIOException e) {
            finish(id, counts, completeOf, path.getFileName() + " cannot be read to its end: " + e.getMessage());
            throw new IllegalArgumentException(path + " cannot be read to its end: " + e.getMessage(), e);
        }
        if (!onlyNews || counts.hasNews() || row.getOffsetDateTime("imported_at") == null) {
            finish(id, counts, completeOf, null);
        }
        return counts;
    }

    static void read(Path path, Import into) throws IOException {
        if (Files.isDirectory(path)) {
            try (var records = new FolderRecords(path)) {
                into.run(records);
            }
            return;
        }
        try (var records = new ZippedRecords(new BufferedInputStream(Files.newInputStream(path)))) {
            into.run(records);
        }
    }

    private void write(String feed, List<OsvRecord> batch, Counts counts) {
        var written = database.transaction(connection -> store.put(connection, feed, batch))
                .await();
        counts.written(written.added(), written.changed(), written.unchanged());
        progress.accept(counts);
    }

    private void finish(String feed, Counts counts, List<String> completeOf, @Nullable String error) {
        var after = counts.document().put("error", error).encode();
        database.transaction(connection -> store.finish(connection, feed, counts, completeOf, error)
                        .compose(noted -> Audit.record(
                                connection,
                                Audit.Actor.CONSOLE,
                                new Audit.Event(Action.ADVISORIES_IMPORTED, null, feed, null, after))))
                .await();
    }
}
