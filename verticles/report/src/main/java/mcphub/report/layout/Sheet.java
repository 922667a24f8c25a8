package mcphub.report.layout;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openpdf.text.pdf.PdfStructureElement;

/**
 * A document that is written from its cover to its end: headings, paragraphs, lists, tables and drawings, one below the other. Each is tagged as what it is.
 */
public final class Sheet {
    /** What must still fit on the page, from the top of a heading on, so that none stays behind alone: that of level 1 may be followed by one of level 2. */
    private static final float[] WITH_HEADING = {260, 126, 120};

    /** A line with what it belongs to: some more lines. */
    private static final float LEAD = 70;

    private final Flow flow;
    private final Tags tags;
    private final Outline outline;

    /**
     * What a document says of itself.
     *
     * @param running stands at the foot of each page; what does not fit on a line is cut
     * @param day stands there, too
     */
    public record About(String title, String subject, String author, String running, String day) {}

    /** Begins a document on its cover; the stream stays open at its end. */
    public Sheet(OutputStream out, Paper paper, Fonts fonts, About about) {
        flow = new Flow(out, paper, fonts, about);
        tags = flow.tags();
        outline = new Outline(flow);
    }

    /** Leaves the rest of the page empty. */
    public void newPage() {
        flow.newPage();
    }

    /** Goes down. */
    public void space(float points) {
        flow.space(points);
    }

    /**
     * A heading: 1 stands in the contents and among the bookmarks, and begins a page where little of one is left; 2 among the bookmarks; 3 is only text.
     */
    public void heading(int level, String text) {
        heading(level, text, WITH_HEADING[level - 1]);
    }

    /**
     * The same, where it is known what follows.
     *
     * @param together how high the heading is with all that must stand on its page
     */
    public void heading(int level, String text, float together) {
        if (!flow.fits(together)) {
            newPage();
        } else if (flow.isBegun()) {
            space(
                    switch (level) {
                        case 1 -> 34;
                        case 2 -> 14;
                        default -> 8;
                    });
        }
        if (level < 3) {
            outline.bookmark(level, text);
        }
        var style = switch (level) {
            case 1 -> Style.STRONG.at(19).in(Style.ACCENT);
            case 2 -> Style.STRONG.at(12.5f).in(Style.ACCENT);
            default -> Style.STRONG.at(10);
        };
        text(text, style, tags.add("H" + level));
        if (level == 1) {
            decoration(pen -> pen.line(Style.ACCENT, 1.2f, 0, 4, pen.width(), 4));
            space(16);
        } else {
            space(4);
        }
    }

    /** What the document is about, on its cover. */
    public void title(String text, Style style) {
        text(text, style, tags.add("H1"));
    }

    /** Contents: a line for each heading of level 1 that will follow, by its text. */
    public void contents(List<String> headings) {
        outline.contents(headings);
    }

    /** A paragraph of plain text. */
    public void paragraph(String text) {
        paragraph(text, Style.BODY);
    }

    /** A paragraph that looks like this. */
    public void paragraph(String text, Style style) {
        if (!text.isBlank()) {
            text(text, style, tags.add("P"));
            space(style.size() * 0.6f);
        }
    }

    /** A line that belongs to what follows: there is no gap below it, and it does not stay behind alone on a page. */
    public void lead(String text, Style style) {
        if (!flow.fits(LEAD)) {
            newPage();
        }
        text(text, style, tags.add("P"));
    }

    /** Text as it stands in a file, on a shade. */
    public void code(String text) {
        if (!text.isBlank()) {
            var inset = new Cell.Span(flow.left() + 6, flow.right() - 6, false);
            flow.row(List.of(flow.cell(text, Style.CODE, inset, tags.add("Code"), null)), 4, Style.SHADE);
            space(6);
        }
    }

    /** Points, each with a bullet. */
    public void bullets(List<String> points) {
        list(points, "•", Style.STRONG, Style.BODY, 1.5f);
        space(6);
    }

    /** Steps of one way, small, each with an arrow. */
    public void steps(List<String> steps) {
        list(steps, "→", Style.SMALL, Style.SMALL, 0.5f);
        space(4);
    }

    private void list(List<String> points, String label, Style labelled, Style style, float padding) {
        var list = tags.add("L");
        var before = new Cell.Span(flow.left(), flow.left() + 12, false);
        var behind = new Cell.Span(flow.left() + 14, flow.right(), false);
        for (String point : points) {
            var item = tags.add(list, "LI");
            var bullet = flow.cell(label, labelled, before, tags.add(item, "Lbl"), null);
            var text = flow.cell(point, style, behind, tags.add(item, "LBody"), null);
            flow.row(List.of(bullet, text), padding, null);
        }
    }

    /** Names and what they mean, as a table with two columns; a value that is a web address can be clicked. */
    public void facts(Map<String, String> facts) {
        var table =
                table(new Table.Column("", 0.27f), new Table.Column("", 0.73f)).plain();
        facts.forEach((name, value) -> {
            if (!value.isBlank()) {
                table.row(Style.SMALL_STRONG, List.of(name, value));
            }
        });
        table.end();
        space(8);
    }

    /** Begins a table. */
    public Table table(Table.Column... columns) {
        return new Table(flow, List.of(columns));
    }

    /**
     * A drawing.
     *
     * @param alternative what it shows, in words
     */
    public void figure(String alternative, float height, Consumer<Pen> drawing) {
        flow.figure(alternative, height, drawing);
    }

    /** A drawing that means nothing, where the text stands now; the text does not move. */
    public void decoration(Consumer<Pen> drawing) {
        flow.decoration(drawing);
    }

    private void text(String text, Style style, PdfStructureElement element) {
        flow.row(List.of(flow.cell(text, style, flow.whole(), element, null)), 0, null);
    }

    /** Ends the document; gives how many pages it has. */
    public int end() {
        return flow.end();
    }
}
