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
import mcphub.analysis.closure.Registry;
import mcphub.analysis.closure.Releases;
import mcphub.analysis.closure.ReleasesReader;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of packages while one resolution goes on: what was stored lately, else what their registries say, which is stored. Asks few at once. Blocks, and may be called on any thread
 * that may wait, but no event loop.
 */
final class StoredRegistry implements Registry, AutoCloseable {
    private static final int AT_ONCE = 8;
    /** Beyond it, what is merely expected is not asked for. */
    private static final int MOST_EXPECTED = 3_000;

    /**
     * A registry that an organization has for a scope.
     *
     * @param prefix of the keys of its packages
     */
    record Own(PackageRegistries.Place at, String prefix) {}

    private record Told(
            Releases releases, long bytes, @Nullable String etag) {}

    private final Steps steps;
    private final NpmRegistry usual;
    private final Map<String, Own> own;
    private final Set<String> anew;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final int minutes;
    private final Path folder;
    private final Map<String, Future<Answer>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    /**
     * @param own by scope
     * @param anew packages that are asked about however lately that was done
     */
    StoredRegistry(Steps steps, NpmRegistry usual, Map<String, Own> own, Set<String> anew, int minutes, Path folder) {
        this.steps = steps;
        this.usual = usual;
        this.own = Map.copyOf(own);
        this.anew = Set.copyOf(anew);
        this.minutes = minutes;
        this.folder = folder;
    }

    @Override
    public Answer find(String name) {
        try {
            return asked(name).get();
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
        if (answers.size() < MOST_EXPECTED) {
            for (String name : names) {
                var _ = asked(name);
            }
        }
    }

    private Future<Answer> asked(String name) {
        return answers.computeIfAbsent(name, key -> threads.submit(() -> answer(key)));
    }

    private Answer answer(String name) throws InterruptedException {
        atOnce.acquire();
        try {
            var at = own.get(name.split("/", 2)[0]);
            String key = at == null ? name : at.prefix() + name;
            var rows = run("findManifest", JsonObject.of("name", key).put("minutes", minutes));
            var row = rows.size() == 0 ? null : rows.iterator().next();
            return row != null && row.getBoolean("fresh") && !anew.contains(name)
                    ? stored(row)
                    : told(name, key, row, at == null ? usual : at.at().registry());
        } finally {
            atOnce.release();
        }
    }

    private static Answer stored(Row row) {
        var packed = row.getBuffer("packed");
        return packed == null
                ? new Unknown(row.getString("trouble"))
                : new Known(new Releases(packed.getBytes(), row.getString("digest")), row.getLong("bytes"));
    }

    /** Those that the registry was asked about. */
    Set<String> told() {
        return Set.copyOf(told);
    }

    private Answer told(String name, String key, @Nullable Row before, NpmRegistry registry) {
        told.add(name);
        String etag = before == null ? null : before.getString("etag");
        try {
            var told = registry.describe(
                    name,
                    etag,
                    folder,
                    (file, known, newTag) -> new Told(ReleasesReader.read(file, known), Files.size(file), newTag));
            if (told.isEmpty() && before != null) {
                run("keepManifest", JsonObject.of("name", key));
                return stored(before);
            }
            var now = told.orElseThrow();
            store(key, now, null);
            return new Known(now.releases(), now.bytes());
        } catch (SourceRejected e) {
            store(key, null, e.reason());
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

    /** Waits for none of what was merely expected. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
