package mcphub.analysis;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mcphub.analysis.closure.Registry;
import mcphub.analysis.closure.Releases;
import mcphub.analysis.closure.ReleasesReader;
import mcphub.analysis.source.PackageName;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of packages while one resolution goes on: what was stored lately, else what their registries say, which is stored. Asks few at once. Blocks, and may be called on any thread
 * that may wait, but no event loop. What is no name of a package is looked for nowhere: it might be the key of what another organization has for itself.
 */
final class StoredRegistry implements Registry, AutoCloseable {
    private static final int AT_ONCE = 8;
    /** Beyond it, what is merely expected is not asked for. */
    private static final int MOST_EXPECTED = 1_500;

    private record Told(
            Releases releases, long bytes, @Nullable String etag) {}

    private final Steps steps;
    private final OwnRegistries own;
    private final Set<String> anew;
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();
    private final int minutes;
    private final Deadline deadline;
    private final Path folder;
    private final Map<String, Future<Answer>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    /**
     * @param own where packages are
     * @param anew packages that are asked about however lately that was done
     * @param minutes for which nobody asks again
     * @param deadline after which nothing is found any more
     * @param folder for what registries send
     */
    StoredRegistry(Steps steps, OwnRegistries own, Set<String> anew, int minutes, Deadline deadline, Path folder) {
        this.steps = steps;
        this.own = own;
        this.anew = Set.copyOf(anew);
        this.minutes = minutes;
        this.deadline = deadline;
        this.folder = folder;
    }

    @Override
    public Answer find(String name) {
        try {
            return asked(name).get(deadline.leftMs(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw deadline.over();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("Asking for " + name + " was interrupted.", e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case SourceUnavailable away -> away;
                case null, default -> new IllegalStateException("What is known of " + name + " cannot be had", e);
            };
        }
    }

    @Override
    public void expect(Collection<String> names) {
        for (String name : names) {
            if (answers.size() < MOST_EXPECTED) {
                var _ = asked(name);
            }
        }
    }

    private Future<Answer> asked(String name) {
        return answers.computeIfAbsent(name, key -> threads.submit(() -> answer(key)));
    }

    private Answer answer(String name) throws InterruptedException {
        if (!isName(name)) {
            return new Unknown("that is no name of an npm package");
        }
        atOnce.acquire();
        try {
            var at = own.of(name);
            var rows = run("findManifest", JsonObject.of("name", at.key()).put("minutes", minutes));
            var row = rows.size() == 0 ? null : rows.iterator().next();
            if (row != null && row.getBoolean("fresh") && !anew.contains(name)) {
                remembered.add(name);
                return stored(row);
            }
            return told(name, at, row);
        } finally {
            atOnce.release();
        }
    }

    private static boolean isName(String name) {
        try {
            new PackageName(name);
            return true;
        } catch (SourceRejected none) {
            return false;
        }
    }

    private static Answer stored(Row row) {
        var packed = row.getBuffer("packed");
        return packed == null
                ? new Unknown(row.getString("trouble"))
                : new Known(new Releases(packed.getBytes(), row.getString("digest")), row.getLong("bytes"));
    }

    /** Those that no registry was asked about, since it was lately. */
    Set<String> remembered() {
        return Set.copyOf(remembered);
    }

    private Answer told(String name, OwnRegistries.Place at, @Nullable Row before) {
        String etag = before == null ? null : before.getString("etag");
        try {
            var told = at.registry()
                    .describe(
                            name,
                            etag,
                            folder,
                            (file, known, newTag) ->
                                    new Told(ReleasesReader.read(file, known), Files.size(file), newTag));
            if (told.isEmpty() && before != null) {
                run("keepManifest", JsonObject.of("name", at.key()));
                return stored(before);
            }
            var now = told.orElseThrow();
            store(at.key(), now, null);
            return new Known(now.releases(), now.bytes());
        } catch (SourceRejected e) {
            store(at.key(), null, e.reason());
            return new Unknown(e.reason());
        }
    }

    private void store(String key, @Nullable Told now, @Nullable String trouble) {
        run(
                "storeManifest",
                new JsonObject()
                        .put("name", key)
                        .put("etag", now == null ? null : now.etag())
                        .put("digest", now == null ? null : now.releases().digest())
                        .put(
                                "packed",
                                now == null
                                        ? null
                                        : Buffer.buffer(now.releases().packed()))
                        .put("trouble", trouble)
                        .put("bytes", now == null ? 0 : now.bytes()));
    }

    private RowSet<Row> run(String query, JsonObject input) {
        return steps.database()
                .run(steps.queries().get(query), input)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Gives up what was merely expected, and does not wait for that to end. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
