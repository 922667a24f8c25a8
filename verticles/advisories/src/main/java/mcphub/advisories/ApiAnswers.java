package mcphub.advisories;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import mcphub.kernel.Blocking;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;

/**
 * Asks as osv.dev is asked. What is new or has changed is fetched; and so is what was answered about these packages and is not any more, at once and then once a day: it was withdrawn, hits other
 * versions now, or nobody has a version any more that it hits.
 */
final class ApiAnswers implements Answers {
    private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final PoliteClient client;
    private final InstantSource clock;
    private final Claims claims;
    private final AdvisoryStore store = new AdvisoryStore();

    ApiAnswers(Vertx vertx, Database database, Queries queries, PoliteClient client, InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.client = client;
        this.clock = clock;
        this.claims = new Claims(queries);
    }

    @Override
    public Consumer<SqlConnection> ask(ImportJob job, List<Asked> page, Counts counts) {
        var api = new OsvApi(client, Objects.requireNonNull(job.address()));
        var found = Blocking.run(vertx, () -> api.query(page)).await();
        var changed = changed(found);
        var unanswered = unanswered(job, page, found);
        var fetched = new Fetched(new ArrayList<>(), new HashSet<>(), new HashSet<>());
        for (String id : changed) {
            fetch(api, id, counts, fetched);
            if (fetched.gone().contains(id)) {
                counts.broken(id, "The feed names it, and has it not");
            }
        }
        for (String id : new TreeSet<>(unanswered.stream().map(Claim::record).toList())) {
            fetch(api, id, counts, fetched);
        }
        if (fetched.gone().removeAll(changed)) {
            // such a server's word that it has none of the others is worth nothing
            fetched.broken().addAll(fetched.gone());
            fetched.gone().clear();
        }
        var looked = unanswered.stream()
                .filter(claim -> !fetched.broken().contains(claim.record()))
                .toList();
        return connection -> {
            var written =
                    store.update(connection, job.feed(), fetched.records()).await();
            counts.written(
                    written.added(),
                    written.changed(),
                    written.unchanged() + found.ids().size() - changed.size());
            claims.put(connection, job, found.claims());
            claims.mark(connection, job, looked);
            counts.gone(claims.dropRecords(connection, job, fetched.gone()).size());
        };
    }

    /** What came of fetching records; the ids of those that are not there, and that cannot be read. */
    private record Fetched(Collection<OsvRecord> records, Set<String> gone, Set<String> broken) {}

    /** The database keeps microseconds. */
    private List<String> changed(OsvApi.Found found) {
        var known = known(found.ids().keySet());
        var changed = new ArrayList<String>();
        found.ids().forEach((id, modified) -> {
            var stored = known.get(id);
            if (stored == null || modified.truncatedTo(ChronoUnit.MICROS).isAfter(stored)) {
                changed.add(id);
            }
        });
        return changed;
    }

    private Map<String, Instant> known(Collection<String> ids) {
        var rows = database.run(queries.get("knownRecords"), JsonObject.of("ids", ids.toArray(String[]::new)))
                .await();
        var known = new HashMap<String, Instant>();
        rows.forEach(row ->
                known.put(row.getString("id"), row.getOffsetDateTime("modified").toInstant()));
        return known;
    }

    private List<Claim> unanswered(ImportJob job, List<Asked> page, OsvApi.Found found) {
        var old = clock.instant().minus(BETWEEN_LOOKS);
        var held = database.transaction(connection -> Future.succeededFuture(claims.held(connection, job, page)))
                .await();
        return held.entrySet().stream()
                .filter(entry -> !found.claims().contains(entry.getKey())
                        && !found.ids().containsKey(entry.getKey().record()))
                .filter(entry ->
                        entry.getValue().isEmpty() || entry.getValue().get().isBefore(old))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void fetch(OsvApi api, String id, Counts counts, Fetched into) {
        var bytes = Blocking.run(vertx, () -> api.record(id)).await();
        if (bytes == null) {
            into.gone().add(id);
            return;
        }
        try {
            var now = clock.instant();
            var record = OsvReader.read(bytes).of(now);
            if (record.id().equals(id)) {
                counts.seen(record, now);
                into.records().add(record);
                return;
            }
            counts.broken(id, "What the feed has under it is the record " + record.id());
        } catch (NotOsv no) {
            counts.broken(id, no.sentence());
        }
        into.broken().add(id);
    }
}
