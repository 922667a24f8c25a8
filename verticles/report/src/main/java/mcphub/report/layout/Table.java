package mcphub.report.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfStructureElement;

/** A table that goes on over as many pages as it needs, with its head on each of them. */
public final class Table {
    private static final float GAP = 8;
    /** With other characters a reader would be taken elsewhere than the text says: actions know none. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7E]+");

    private static final float PADDING = 2.5f;
    private static final float HEAD_PADDING = PADDING + 1;

    private final Flow flow;
    private final Tags tags;
    private final List<Column> columns;
    private final PdfStructureElement table;
    private boolean begun;
    private boolean plain;

    /**
     * A column.
     *
     * @param share of the table's width; all together make 1
     * @param number whether it holds numbers, which end at its right edge
     */
    public record Column(String head, float share, boolean number) {
        /** A column of text. */
        public Column(String head, float share) {
            this(head, share, false);
        }
    }

    Table(Flow flow, List<Column> columns) {
        this.flow = flow;
        this.tags = flow.tags();
        this.columns = columns;
        this.table = tags.add("Table");
    }

    /** Without a head: the first column says what the second is. */
    Table plain() {
        plain = true;
        begun = true;
        return this;
    }

    /** Adds a row of text. */
    public void row(String... values) {
        row(Style.SMALL, List.of(values));
    }

    /** Adds a row whose first value looks like this. */
    public void row(Style first, List<String> values) {
        List<Cell> head = begun ? List.of() : head();
        begun = true;
        var row = tags.add(table, "TR");
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < columns.size(); i++) {
            String value = values.get(i);
            if (!value.isBlank()) {
                var element = plain && i == 0 ? tags.head(row, "Row") : tags.add(row, "TD");
                cells.add(cell(i, value, i == 0 ? first : Style.SMALL, element));
            } else {
                tags.add(row, "TD");
            }
        }
        if (!head.isEmpty()) {
            flow.together(head, cells, HEAD_PADDING);
            flow.row(head, HEAD_PADDING, Style.SHADE);
            flow.repeat(this::again);
        }
        flow.row(cells, PADDING, null);
        flow.decoration(pen -> pen.line(Style.RULE, 0.4f, 0, 0, pen.width(), 0));
    }

    private Cell cell(int column, String value, Style style, PdfStructureElement element) {
        boolean address = plain && ADDRESS.matcher(value).matches();
        var target = address ? tags.add(element, "Link") : element;
        return flow.cell(value, style, span(column), target, address ? action(value) : null);
    }

    private static @Nullable PdfAction action(String address) {
        return new PdfAction(address);
    }

    private List<Cell> head() {
        var row = tags.add(table, "TR");
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(flow.cell(columns.get(i).head(), Style.SMALL_STRONG, span(i), tags.head(row, "Column"), null));
        }
        return cells;
    }

    /** On a further page the head is no part of the table any more: it was read already. */
    private void again() {
        flow.decoration(pen -> {
            pen.fill(Style.SHADE, 0, 0, pen.width(), 18);
            for (int i = 0; i < columns.size(); i++) {
                var span = span(i);
                String head = columns.get(i).head();
                if (span.ending()) {
                    pen.ending(head, Style.SMALL_STRONG, span.right() - flow.left(), 12);
                } else {
                    pen.text(head, Style.SMALL_STRONG, span.left() - flow.left(), 12);
                }
            }
        });
        flow.space(18);
    }

    private Cell.Span span(int column) {
        float from = flow.left();
        for (int i = 0; i < column; i++) {
            from += columns.get(i).share() * flow.width();
        }
        float to = from + columns.get(column).share() * flow.width();
        return new Cell.Span(
                column == 0 ? from + 4 : from,
                column == columns.size() - 1 ? to - 4 : to - GAP,
                columns.get(column).number());
    }

    /** Ends it. */
    public void end() {
        flow.repeat(null);
    }
}
