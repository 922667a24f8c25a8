package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.function.Function;

/**
 * Operations that are one statement. The statement builds each thing's JSON itself, as text in a column {@code doc}; here the
 * texts are only glued together.
 *
 * @param values what the statements take by name
 */
public record Reads(Database database, Queries queries, Function<Request, JsonObject> values) {
    private static final String DOC = "doc";

    /** Statements that take what every request gives. */
    public Reads(Database database, Queries queries) {
        this(database, queries, Request::values);
    }

    /** One thing: the {@code doc} of the only row, or 404 with this message where there is none. */
    public Function<Request, Future<Reply>> one(String query, String notFound) {
        var statement = queries.get(query);
        return request -> database.run(statement, values.apply(request)).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(notFound);
            }
            return Reply.json(200, Buffer.buffer(rows.iterator().next().getString(DOC)));
        });
    }

    /**
     * A list: {@code {<plural>: [doc, …], <every other column of the first row>, limit, offset}}. A statement over an existing
     * parent gives at least one row, with a null {@code doc} where the page is empty; no row at all is 404 with this message.
     */
    public Function<Request, Future<Reply>> list(String query, String plural, String notFound) {
        var statement = queries.get(query);
        return request -> database.run(statement, values.apply(request)).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(notFound);
            }
            return Reply.json(200, envelope(plural, rows, request));
        });
    }

    private static Buffer envelope(String plural, RowSet<Row> rows, Request request) {
        var out = Buffer.buffer(4096).appendString("{\"" + plural + "\":[");
        boolean first = true;
        for (Row row : rows) {
            String doc = row.getString(DOC);
            if (doc != null) {
                out.appendString(first ? doc : "," + doc);
                first = false;
            }
        }
        out.appendString("]");
        var head = rows.iterator().next();
        for (int i = 0; i < head.size(); i++) {
            String column = head.getColumnName(i);
            Object value = head.getValue(i);
            if (!column.equals(DOC) && value != null) {
                field(out, column, value);
            }
        }
        for (String page : new String[] {"limit", "offset"}) {
            if (request.input().containsKey(page)) {
                field(out, page, request.input().getValue(page));
            }
        }
        return out.appendString("}");
    }

    private static void field(Buffer out, String name, Object value) {
        out.appendString(",\"" + name + "\":").appendString(Json.encode(value));
    }
}
