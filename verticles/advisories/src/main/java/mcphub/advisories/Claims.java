package mcphub.advisories;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;

/** What a feed that is asked has answered about packages, and what follows when it does so no more. For virtual threads. */
final class Claims {
    private final Queries queries;

    Claims(Queries queries) {
        this.queries = queries;
    }

    /** What was answered about the packages of a page by now, and since when that is not answered any more; nothing where it was at last. */
    Map<Claim, Optional<Instant>> held(SqlConnection connection, ImportJob job, Collection<Asked> page) {
        var packages = Set.copyOf(page.stream()
                .map(asked -> new Claim(asked.ecosystem(), asked.packageName(), ""))
                .toList());
        var held = new HashMap<Claim, Optional<Instant>>();
        Database.run(connection, queries.get("heldClaims"), columns(job, packages))
                .await()
                .forEach(row -> held.put(
                        new Claim(row.getString("ecosystem"), row.getString("package"), row.getString("record_id")),
                        Optional.ofNullable(row.getOffsetDateTime("unanswered_at"))
                                .map(OffsetDateTime::toInstant)));
        return held;
    }

    /** Notes what was answered, of records that are there. */
    void put(SqlConnection connection, ImportJob job, Collection<Claim> answered) {
        Database.run(connection, queries.get("putClaims"), columns(job, Set.copyOf(answered)))
                .await();
    }

    /** Notes that these were not answered this time. */
    void mark(SqlConnection connection, ImportJob job, Collection<Claim> unanswered) {
        Database.run(connection, queries.get("markClaims"), columns(job, unanswered))
                .await();
    }

    /** Takes these back; gives what is withdrawn now, since no feed has it any more. */
    Set<String> drop(SqlConnection connection, ImportJob job, Collection<Claim> dropped) {
        Database.run(connection, queries.get("dropClaims"), columns(job, dropped))
                .await();
        return withdrawn(connection, dropped.stream().map(Claim::record).toList());
    }

    /** Takes back all that the feed said of these records; gives what is withdrawn now, since no feed has it any more. */
    Set<String> dropRecords(SqlConnection connection, ImportJob job, Collection<String> ids) {
        Database.run(connection, queries.get("dropClaimsOfRecords"), job.input().put("ids", ids.toArray(String[]::new)))
                .await();
        return withdrawn(connection, ids);
    }

    private Set<String> withdrawn(SqlConnection connection, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        var input = new JsonObject().put("ids", ids.toArray(String[]::new));
        Database.run(connection, queries.get("lockRecords"), input).await();
        Set<String> withdrawn = new HashSet<>();
        Database.run(connection, queries.get("withdrawGone"), input)
                .await()
                .forEach(row -> withdrawn.add(row.getString("id")));
        return withdrawn;
    }

    private static JsonObject columns(ImportJob job, Collection<Claim> claims) {
        var rows = List.copyOf(claims);
        return job.input()
                .put("ecosystems", column(rows, Claim::ecosystem))
                .put("packages", column(rows, Claim::packageName))
                .put("ids", column(rows, Claim::record));
    }

    private static String[] column(List<Claim> claims, Function<Claim, String> value) {
        return claims.stream().map(value).toArray(String[]::new);
    }
}
