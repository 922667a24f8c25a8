package mcphub.kernel;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Audit events as CSV (RFC 4180). Cells that a spreadsheet would take for a formula begin with an apostrophe: names in them are anybody's choice. */
public final class AuditCsv {
    private static final List<String> COLUMNS = List.of(
            "position",
            "id",
            "at",
            "actor_kind",
            "actor_id",
            "actor_name",
            "credential",
            "action",
            "target_type",
            "target_id",
            "before",
            "after",
            "request_id",
            "ip",
            "hash");
    private static final String FORMULA = "=+-@\t\r";

    private AuditCsv() {}

    /** These events, perhaps below the names of the columns. */
    public static Buffer lines(RowSet<Row> rows, boolean withHeader) {
        var out = new StringBuilder();
        try (var csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
            if (withHeader) {
                csv.printRecord(COLUMNS);
            }
            for (Row row : rows) {
                csv.printRecord(IntStream.range(0, COLUMNS.size())
                        .mapToObj(i -> cell(row.getValue(COLUMNS.get(i))))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toString());
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
