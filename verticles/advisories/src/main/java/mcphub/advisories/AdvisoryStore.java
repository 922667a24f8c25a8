package mcphub.advisories;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import org.jspecify.annotations.Nullable;

/** Records in PostgreSQL: those that are newer than what is there are written, with what they say of packages, and no others. */
public final class AdvisoryStore {
    private final Queries queries = Queries.load("advisories");

    /** What was written of a batch. */
    public record Written(int added, int changed, int unchanged) {}

    /**
     * Writes a batch inside a transaction.
     *
     * @param feed the id of the feed that it comes from
     */
    public Future<Written> put(SqlConnection connection, String feed, Collection<OsvRecord> batch) {
        var ids = batch.stream().map(OsvRecord::id).distinct().toArray(String[]::new);
        var claims = new JsonObject().put("feed", feed).put("ids", ids);
        return Database.run(connection, queries.get("putWholeClaims"), claims)
                .compose(known -> update(connection, feed, batch))
                .compose(written -> written.added() == 0
                        ? Future.succeededFuture(written)
                        : Database.run(connection, queries.get("putWholeClaims"), claims)
                                .map(written));
    }

    /** The same for a feed that is asked, which claims what it answers itself. */
    Future<Written> update(SqlConnection connection, String feed, Collection<OsvRecord> batch) {
        var newest = new HashMap<String, OsvRecord>();
        batch.forEach(record -> newest.merge(
                record.id(), record, (one, other) -> one.modified().isBefore(other.modified()) ? other : one));
        return known(connection, newest.keySet()).compose(known -> {
            var wanted = newest.values().stream()
                    .filter(record -> isNewer(record, known.get(record.id())))
                    .toList();
            return write(connection, feed, wanted).map(written -> {
                int changed = (int) written.stream().filter(known::containsKey).count();
                return new Written(written.size() - changed, changed, batch.size() - written.size());
            });
        });
    }

    /** Stores one record inside a transaction, as an import of its own that is done. */
    public Future<Void> putAlone(SqlConnection connection, String feed, OsvRecord record, Instant now) {
        var counts = new Counts();
        counts.read(1);
        counts.seen(record, now);
        return put(connection, feed, List.of(record)).compose(written -> {
            counts.written(written.added(), written.changed(), written.unchanged());
            return finish(connection, feed, counts, List.of(), null);
        });
    }

    /**
     * Notes an import that is over, inside a transaction; with an error one that failed.
     *
     * @param completeOf the ecosystems of which it was to have everything
     */
    Future<Void> finish(
            SqlConnection connection, String feed, Counts counts, List<String> completeOf, @Nullable String error) {
        var newest = counts.newest();
        var input = new JsonObject()
                .put("feed", feed)
                .put("state", error == null ? "done" : "failed")
                .put("error", error)
                .put("counts", counts.stored().encode())
                .put("complete_of", completeOf.toArray(String[]::new))
                .put("broken", counts.named().encode())
                .put("as_of", newest == null ? null : newest.toString());
        return Database.run(connection, queries.get("addFinishedImport"), input)
                .compose(added -> error == null
                        ? Database.run(
                                connection,
                                queries.get("importedFeed"),
                                Completeness.of(completeOf, counts).into(input))
                        : Future.succeededFuture())
                .mapEmpty();
    }

    private static boolean isNewer(OsvRecord record, @Nullable Instant known) {
        return known == null || record.modified().isAfter(known);
    }

    private Future<Map<String, Instant>> known(SqlConnection connection, Set<String> ids) {
        var input = new JsonObject().put("ids", ids.toArray(String[]::new));
        return Database.run(connection, queries.get("knownRecords"), input).map(rows -> {
            var known = new HashMap<String, Instant>();
            rows.forEach(row -> known.put(
                    row.getString("id"), row.getOffsetDateTime("modified").toInstant()));
            return known;
        });
    }

    private Future<Set<String>> write(SqlConnection connection, String feed, List<OsvRecord> records) {
        if (records.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return Database.run(
                        connection, queries.get("putRecords"), columns(records).put("feed", feed))
                .compose(rows -> {
                    Set<String> ids = new HashSet<>();
                    rows.forEach(row -> ids.add(row.getString("id")));
                    var input = new JsonObject().put("ids", ids.toArray(String[]::new));
                    return Database.run(connection, queries.get("dropAffected"), input)
                            .compose(dropped -> affected(
                                    connection,
                                    records.stream()
                                            .filter(record -> ids.contains(record.id()))
                                            .toList()))
                            .map(ids);
                });
    }

    private static JsonObject columns(List<OsvRecord> records) {
        return new JsonObject()
                .put("ids", column(records, OsvRecord::id))
                .put("modified", column(records, OsvRecord::modified))
                .put("published", column(records, OsvRecord::published))
                .put("withdrawn", column(records, OsvRecord::withdrawn))
                .put("summaries", column(records, OsvRecord::summary))
                .put("severities", column(records, record -> record.rating().severity()))
                .put("scores", column(records, record -> record.rating().score()))
                .put("vectors", column(records, record -> record.rating().vector()))
                .put("aliases", column(records, record -> new JsonArray(record.aliases()).encode()))
                .put("records", column(records, OsvRecord::json));
    }

    private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable Object> value) {
        return rows.stream()
                .map(row -> Objects.toString(value.apply(row), null))
                .toArray(String[]::new);
    }

    /** One thing that a record says of a package, with its place in the record. */
    private record Placed(String record, int position, OsvRecord.Affected affected) {}

    private Future<Void> affected(SqlConnection connection, List<OsvRecord> records) {
        var rows = new ArrayList<Placed>();
        for (var record : records) {
            for (int i = 0; i < record.affected().size(); i++) {
                rows.add(new Placed(record.id(), i, record.affected().get(i)));
            }
        }
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        var columns = new JsonObject()
                .put("ids", column(rows, Placed::record))
                .put("positions", column(rows, Placed::position))
                .put("ecosystems", column(rows, row -> row.affected().ecosystem()))
                .put("packages", column(rows, row -> row.affected().packageName()))
                .put("ranges", column(rows, row -> row.affected().ranges()))
                .put("versions", column(rows, row -> row.affected().versions()));
        return Database.run(connection, queries.get("addAffected"), columns).mapEmpty();
    }
}
