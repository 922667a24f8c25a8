package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Operations that change something: one statement and its audit event in one transaction; of an operation inside an organization, behind everybody else who
 * writes there. The statement gives one row: {@code target} (the id of what changed), {@code doc} (its JSON now, which is also the answer), and where they
 * apply {@code before} (its JSON until now), {@code after} (where the audit is to say something else than the answer), {@code org} (whose audit it belongs to),
 * {@code location}, and {@code refusal}: a {@link Problem} and a sentence, for which all is undone.
 */
public final class Writes {
    private static final Query LOCK = Queries.load("kernel").get("lockOrg");
    private static final String NO_ORG = "Organization not found";
    private static final Set<String> BROKEN_RULES = Set.of("23505", "23P01");

    private final Database database;
    private final Queries queries;
    private final Map<String, String> conflicts;

    /**
     * Writes by these statements.
     *
     * @param conflicts by the name of a unique index, the sentence for whoever runs into it
     */
    public Writes(Database database, Queries queries, Map<String, String> conflicts) {
        this.database = database;
        this.queries = queries;
        this.conflicts = Map.copyOf(conflicts);
    }

    /** 201 with the new thing, and where it is. No row is 404 with this message. */
    public Function<Request, Future<Reply>> create(String query, Action action, String notFound) {
        return request -> write(request, query, action, notFound, request.values())
                .map(row -> created(row, row.getString("doc")));
    }

    /** 200 with the thing as it is now. No row is 404 with this message. */
    public Function<Request, Future<Reply>> change(String query, Action action, String notFound) {
        return request -> write(request, query, action, notFound, request.values())
                .map(row -> Reply.json(200, Buffer.buffer(row.getString("doc"))));
    }

    /** 204. No row is 404 with this message. */
    public Function<Request, Future<Reply>> remove(String query, Action action, String notFound) {
        return request ->
                write(request, query, action, notFound, request.values()).map(row -> Reply.nothing());
    }

    /** 201 for a row of {@link #write}, with this text as the answer. */
    public static Reply created(Row row, String doc) {
        return Reply.json(201, Buffer.buffer(doc)).with("location", row.getString("location"));
    }

    /** Runs the statement with these values, and adds its audit event. */
    public Future<Row> write(Request request, String query, Action action, String notFound, JsonObject values) {
        return transaction(request, connection -> write(connection, request, query, action, notFound, values));
    }

    /** The same inside a transaction that is under way. */
    public Future<Row> write(
            SqlConnection connection,
            Request request,
            String query,
            Action action,
            String notFound,
            JsonObject values) {
        return Database.run(connection, queries.get(query), values)
                .map(rows -> only(rows, notFound))
                .compose(row -> Audit.record(connection, Audit.Actor.of(request), event(action, row, request))
                        .map(row));
    }

    /** Runs the work in one transaction: behind the other writers of the organization that the request names, refused with 409 for a known conflict. */
    public <T> Future<T> transaction(Request request, Function<SqlConnection, Future<T>> work) {
        return database.transaction(connection -> lock(connection, request).compose(locked -> work.apply(connection)))
                .recover(failure -> Future.failedFuture(known(failure)));
    }

    private static Future<Void> lock(SqlConnection connection, Request request) {
        if (!request.input().containsKey("orgId")) {
            return Future.succeededFuture();
        }
        return Database.run(connection, LOCK, request.input()).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(NO_ORG);
            }
            return null;
        });
    }

    private static Row only(RowSet<Row> rows, String notFound) {
        if (rows.size() == 0) {
            throw Problem.NOT_FOUND.because(notFound);
        }
        var row = rows.iterator().next();
        String refusal = text(row, "refusal");
        if (refusal != null) {
            int space = refusal.indexOf(' ');
            throw Problem.valueOf(refusal.substring(0, space)).because(refusal.substring(space + 1));
        }
        return row;
    }

    private static Audit.Event event(Action action, Row row, Request request) {
        String org = text(row, "org");
        String after = text(row, "after");
        return new Audit.Event(
                action,
                org == null ? request.input().getString("orgId") : org,
                text(row, "target"),
                text(row, "before"),
                after == null ? text(row, "doc") : after);
    }

    private static @Nullable String text(Row row, String column) {
        int index = row.getColumnIndex(column);
        Object value = index < 0 ? null : row.getValue(index);
        return switch (value) {
            case null -> null;
            case UUID id -> id.toString();
            default -> value.toString();
        };
    }

    private Throwable known(Throwable failure) {
        if (failure instanceof PgException pg && pg.getSqlState() != null && BROKEN_RULES.contains(pg.getSqlState())) {
            String sentence = conflicts.get(String.valueOf(pg.getConstraint()));
            if (sentence != null) {
                return Problem.CONFLICT.because(sentence);
            }
        }
        return failure;
    }
}
