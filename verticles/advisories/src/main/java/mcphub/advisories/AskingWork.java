package mcphub.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import mcphub.kernel.Blocking;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.jobs.Jobs;

/** Asks a feed about what public versions are made of, page by page: each is written with how far it came, so that another worker goes on behind it. */
final class AskingWork {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant UNDATED = Instant.EPOCH;

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Jobs<ImportJob> jobs;
    private final PoliteClient client;
    private final InstantSource clock;
    private final AdvisoryStore store = new AdvisoryStore();

    AskingWork(
            Vertx vertx,
            Database database,
            Queries queries,
            Jobs<ImportJob> jobs,
            PoliteClient client,
            InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.jobs = jobs;
        this.client = client;
        this.clock = clock;
    }

    /** Asks about all of it. */
    void run(ImportJob job) {
        var counts = new Counts(job.counts(), job.broken());
        var after = after(job.counts().getJsonArray("after"));
        for (var page = page(job, after); !page.isEmpty(); page = page(job, after)) {
            jobs.progress(job, "asking about %,d packages".formatted(counts.files() + page.size()));
            after = page.getLast();
            counts.read(page.size());
            if (job.kind().equals(AskedFeed.Kind.API.stored())) {
                api(job, page, counts, after);
            } else {
                registry(job, page, counts, after);
            }
        }
        jobs.step(job, connection -> {
            Database.run(
                            connection,
                            queries.get("importedFeed"),
                            job.input()
                                    .put("etag", null)
                                    .put("as_of", job.since().toString()))
                    .await();
            jobs.end(job, connection, "done", null);
        });
    }

    private static Asked after(JsonArray place) {
        return place == null ? Asked.NOTHING : new Asked(place.getString(0), place.getString(1), place.getString(2));
    }

    private List<Asked> page(ImportJob job, Asked after) {
        var input = new JsonObject()
                .put("ecosystems", job.asks().toArray(String[]::new))
                .put("versions", job.kind().equals(AskedFeed.Kind.REGISTRY.stored()))
                .put("after_ecosystem", after.ecosystem())
                .put("after_package", after.packageName())
                .put("after_version", after.version());
        var rows = database.run(queries.get("nextAsked"), input).await();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Asked(row.getString("ecosystem"), row.getString("package"), row.getString("version")))
                .toList();
    }

    private void api(ImportJob job, List<Asked> page, Counts counts, Asked after) {
        var api = new OsvApi(client, Objects.requireNonNull(job.address()));
        var found = Blocking.run(vertx, () -> api.query(page)).await();
        var known = known(found.keySet());
        var records = new ArrayList<OsvRecord>();
        int unchanged = 0;
        for (var entry : found.entrySet()) {
            var stored = known.get(entry.getKey());
            if (stored != null && !entry.getValue().isAfter(stored)) {
                unchanged++;
                continue;
            }
            var bytes = Blocking.run(vertx, () -> api.record(entry.getKey())).await();
            if (bytes == null) {
                counts.broken(entry.getKey(), "The feed names it, and has it not");
            } else {
                read(entry.getKey(), bytes, counts, records);
            }
        }
        int left = unchanged;
        jobs.step(job, connection -> {
            var written = store.put(connection, job.feed(), records).await();
            counts.written(written.added(), written.changed(), written.unchanged() + left);
            note(connection, job, counts, after);
        });
    }

    private void read(String id, byte[] bytes, Counts counts, Collection<OsvRecord> into) {
        try {
            var now = clock.instant();
            var record = OsvReader.read(bytes).of(now);
            if (!record.id().equals(id)) {
                counts.broken(id, "What the feed has under it is the record " + record.id());
                return;
            }
            counts.seen(record, now);
            into.add(record);
        } catch (NotOsv no) {
            counts.broken(id, no.sentence());
        }
    }

    private Map<String, Instant> known(Collection<String> ids) {
        var rows = database.run(queries.get("knownRecords"), JsonObject.of("ids", ids.toArray(String[]::new)))
                .await();
        var known = new HashMap<String, Instant>();
        rows.forEach(row ->
                known.put(row.getString("id"), row.getOffsetDateTime("modified").toInstant()));
        return known;
    }

    private void registry(ImportJob job, List<Asked> page, Counts counts, Asked after) {
        var audit = new NpmAudit(client, Objects.requireNonNull(job.address()));
        var found = Blocking.run(vertx, () -> audit.ask(page, counts)).await();
        jobs.step(job, connection -> {
            var records = fresh(connection, job, page, found, counts);
            var written = store.put(connection, job.feed(), records).await();
            counts.written(written.added(), written.changed(), found.size() - records.size());
            note(connection, job, counts, after);
        });
    }

    /** Those that are new or that say something else than last time. They have no date: any other feed's record of the same id is newer, and stays. */
    private List<OsvRecord> fresh(
            SqlConnection connection, ImportJob job, List<Asked> page, Map<String, ObjectNode> found, Counts counts) {
        var input = job.input().put("ids", found.keySet().toArray(String[]::new));
        var rows = Database.run(connection, queries.get("recordsForRegistry"), input)
                .await();
        var times = new HashMap<String, Instant>();
        found.keySet().forEach(id -> times.put(id, UNDATED));
        rows.forEach(row -> {
            String id = row.getString("id");
            var record = Objects.requireNonNull(found.get(id));
            var stored = tree(row.getString("record"));
            if (row.getBoolean("own") && isOther(record, stored, page)) {
                times.put(id, row.getOffsetDateTime("modified").toInstant().plusSeconds(1));
            } else {
                times.remove(id);
            }
        });
        var fresh = new ArrayList<OsvRecord>();
        times.forEach((id, time) -> {
            var record = Objects.requireNonNull(found.get(id)).put("modified", time.toString());
            read(id, record.toString().getBytes(StandardCharsets.UTF_8), counts, fresh);
        });
        return fresh;
    }

    /** Takes over what was said of packages that are not on this page, and tells whether anything else is different. */
    private static boolean isOther(ObjectNode record, JsonNode stored, List<Asked> page) {
        var affected = (ArrayNode) record.get("affected");
        for (var entry : stored.path("affected")) {
            String name = entry.path("package").path("name").asText();
            if (page.stream().noneMatch(asked -> asked.packageName().equals(name))) {
                affected.add(entry);
            }
        }
        return !record.deepCopy()
                .put("modified", stored.path("modified").asText())
                .equals(stored);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(SqlConnection connection, ImportJob job, Counts counts, Asked after) {
        var place = JsonArray.of(after.ecosystem(), after.packageName(), after.version());
        var input = job.input()
                .put("counts", counts.document().put("after", place).encode())
                .put("broken", counts.named().encode());
        Database.run(connection, queries.get("noteCounts"), input).await();
    }
}
