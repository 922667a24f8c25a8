package mcphub.report.layout;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDestination;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfOutline;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A document that grows from top to bottom, page by page, straight into a stream: headings with bookmarks, paragraphs, tables that go on over pages, drawings,
 * contents with page numbers that are filled in at the end. Tagged; keeps PDF/A-2a and PDF/UA-1.
 */
public final class Sheet {
    private static final float MARGIN = 56;
    private static final float FOOT = 40;
    /** What must still fit on the page, from the top of a heading on, so that none stays behind alone: that of level 1 may be followed by one of level 2. */
    private static final float[] WITH_HEADING = {260, 126, 120};

    private static final float LEAST = 40;
    private static final Style AT_THE_FOOT = Style.NOTE.at(7);
    private static final int MOST_AT_THE_FOOT = 200;
    private static final float BESIDE_IT = 150;
    /** A line with what it belongs to: some more lines. */
    private static final float LEAD = 70;
    /** A line of the contents; its page number stands on its base line, so far above the bottom of the template that is filled in later. */
    private static final Style ENTRY = Style.BODY.at(10.5f);

    private static final float ENTRY_PADDING = 3;
    private static final float NUMBER_BASE = 3;

    private final Document document;
    private final PdfWriter writer;
    private final PdfContentByte canvas;
    private final Fonts fonts;
    private final Tags tags;
    private final String running;
    private final String day;
    private final PdfTemplate pages;
    private final Map<String, PdfTemplate> contents = new LinkedHashMap<>();
    private @Nullable Runnable repeated;
    private @Nullable PdfOutline chapter;
    private boolean cover = true;
    private float y;

    /**
     * What a document says of itself.
     *
     * @param running stands at the foot of each page; what does not fit on a line is cut
     * @param day stands there, too
     */
    public record About(String title, String subject, String author, String running, String day) {}

    /** Begins a document on its cover; the stream stays open at its end. */
    public Sheet(OutputStream out, Paper paper, Fonts fonts, About about) {
        this.fonts = fonts;
        this.day = about.day();
        document = new Document(paper.size(), MARGIN, MARGIN, MARGIN, MARGIN);
        writer = PdfWriter.getInstance(document, out);
        writer.setCloseStream(false);
        writer.setPDFXConformance(PdfWriter.PDFA2A);
        writer.setTagged();
        writer.setTabs(PdfName.S);
        writer.setViewerPreferences(PdfWriter.DisplayDocTitle | PdfWriter.PageModeUseOutlines);
        document.addTitle(Visible.of(about.title()));
        document.addSubject(Visible.of(about.subject()));
        document.addAuthor(about.author());
        document.addCreator("MCP Hub");
        document.addCreationDate();
        document.open();
        writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en"));
        writer.setXmpMetadata(Metadata.of(writer));
        colours();
        canvas = writer.getDirectContent();
        tags = new Tags(writer);
        pages = canvas.createTemplate(40, 12);
        running = cut(Visible.of(about.running()));
        y = top();
    }

    /** As much of a text as the foot has room for beside the day and the number. */
    private String cut(String text) {
        String shown = text;
        int[] points = text.codePoints().limit(MOST_AT_THE_FOOT).toArray();
        for (int i = points.length; i > 0 && isTooWide(shown); i--) {
            shown = new String(points, 0, i) + "…";
        }
        return shown;
    }

    private boolean isTooWide(String text) {
        return ColumnText.getWidth(fonts.phrase(text, AT_THE_FOOT)) > width() - BESIDE_IT;
    }

    private void colours() {
        try {
            writer.setOutputIntents("sRGB", "", "", "sRGB IEC61966-2.1", ICC_Profile.getInstance(ColorSpace.CS_sRGB));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PdfContentByte canvas() {
        return canvas;
    }

    Fonts fonts() {
        return fonts;
    }

    float left() {
        return MARGIN;
    }

    float right() {
        return document.getPageSize().getWidth() - MARGIN;
    }

    private float top() {
        return document.getPageSize().getHeight() - MARGIN;
    }

    private static float bottom() {
        return MARGIN + 8;
    }

    /** How wide the text is. */
    public float width() {
        return right() - left();
    }

    /** Leaves the rest of the page empty. */
    public void newPage() {
        foot();
        document.newPage();
        cover = false;
        y = top();
        if (repeated != null) {
            repeated.run();
        }
    }

    private void foot() {
        if (cover) {
            return;
        }
        Tags.decorate(canvas, () -> {
            var pen = new Pen(canvas, fonts, left(), FOOT + 14, width());
            pen.line(Style.RULE, 0.6f, 0, 0, width(), 0);
            pen.text(running, AT_THE_FOOT, 0, 12);
            // apart from the name, whose direction would turn them
            pen.ending(day + "  ·  Page " + writer.getPageNumber() + " of", AT_THE_FOOT, width() - 14, 12);
            canvas.addTemplate(pages, right() - 12, FOOT + 2);
        });
    }

    /** Goes down. */
    public void space(float points) {
        y -= points;
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
        if (!fits(together)) {
            newPage();
        } else if (y < top()) {
            space(
                    switch (level) {
                        case 1 -> 34;
                        case 2 -> 14;
                        default -> 8;
                    });
        }
        if (level < 3) {
            bookmark(level, text);
        }
        var style = switch (level) {
            case 1 -> Style.STRONG.at(19).in(Style.ACCENT);
            case 2 -> Style.STRONG.at(12.5f).in(Style.ACCENT);
            default -> Style.STRONG.at(10);
        };
        row(List.of(cell(text, style, whole(), tags.add("H" + level), null)), 0, null);
        if (level == 1) {
            Tags.decorate(
                    canvas,
                    () -> new Pen(canvas, fonts, left(), y - 4, width()).line(Style.ACCENT, 1.2f, 0, 0, width(), 0));
            space(16);
        } else {
            space(4);
        }
    }

    /** What the document is about, on its cover. */
    public void title(String text, Style style) {
        row(List.of(cell(text, style, whole(), tags.add("H1"), null)), 0, null);
    }

    private void bookmark(int level, String text) {
        var here = new PdfDestination(PdfDestination.XYZ, 0, y + 4, 0);
        String name = Visible.of(text);
        if (level == 1) {
            chapter = new PdfOutline(canvas.getRootOutline(), here, name, false);
            canvas.localDestination(name, new PdfDestination(PdfDestination.XYZ, 0, y + 4, 0));
            fill(contents.get(text), Integer.toString(writer.getPageNumber()));
        } else {
            chapter = chapter == null ? new PdfOutline(canvas.getRootOutline(), here, name, false) : chapter;
            var _ = new PdfOutline(chapter, here, name, false);
        }
    }

    /** Contents: a line for each heading of level 1 that will follow, by its text. */
    public void contents(List<String> headings) {
        var list = tags.add("TOC");
        for (String heading : headings) {
            var number = canvas.createTemplate(30, 14);
            contents.put(heading, number);
            var entry = tags.add(list, "TOCI");
            var link = tags.add(entry, "Link");
            float line = y - ENTRY_PADDING - ENTRY.leading();
            row(
                    List.of(cell(heading, ENTRY, whole(), link, PdfAction.gotoLocalPage(heading, false))),
                    ENTRY_PADDING,
                    null);
            tags.mark(
                    canvas,
                    tags.add(entry, "Span"),
                    () -> canvas.addTemplate(number, right() - number.getWidth() + 2, line - NUMBER_BASE));
            Tags.decorate(
                    canvas, () -> new Pen(canvas, fonts, left(), y, width()).line(Style.RULE, 0.4f, 0, 0, width(), 0));
        }
    }

    private void fill(@Nullable PdfTemplate template, String text) {
        if (template != null) {
            template.beginText();
            template.setFontAndSize(fonts.base(ENTRY.face()), ENTRY.size());
            template.setColorFill(ENTRY.color());
            template.showTextAligned(PdfContentByte.ALIGN_RIGHT, text, template.getWidth() - 2, NUMBER_BASE, 0);
            template.endText();
        }
    }

    /** A paragraph of plain text. */
    public void paragraph(String text) {
        paragraph(text, Style.BODY);
    }

    /** A paragraph that looks like this. */
    public void paragraph(String text, Style style) {
        if (!text.isBlank()) {
            row(List.of(cell(text, style, whole(), tags.add("P"), null)), 0, null);
            space(style.size() * 0.6f);
        }
    }

    /** A line that belongs to what follows: there is no gap below it, and it does not stay behind alone on a page. */
    public void lead(String text, Style style) {
        if (!fits(LEAD)) {
            newPage();
        }
        row(List.of(cell(text, style, whole(), tags.add("P"), null)), 0, null);
    }

    /** Text as it stands in a file, on a shade. */
    public void code(String text) {
        if (!text.isBlank()) {
            var inset = new Cell.Span(left() + 6, right() - 6, false);
            row(List.of(cell(text, Style.CODE, inset, tags.add("Code"), null)), 4, Style.SHADE);
            space(6);
        }
    }

    /** Points, each with a bullet. */
    public void bullets(List<String> points) {
        var list = tags.add("L");
        for (String point : points) {
            var item = tags.add(list, "LI");
            row(
                    List.of(
                            cell(
                                    "•",
                                    Style.STRONG,
                                    new Cell.Span(left(), left() + 12, false),
                                    tags.add(item, "Lbl"),
                                    null),
                            cell(
                                    point,
                                    Style.BODY,
                                    new Cell.Span(left() + 14, right(), false),
                                    tags.add(item, "LBody"),
                                    null)),
                    1.5f,
                    null);
        }
        space(6);
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
        return new Table(this, tags, List.of(columns));
    }

    /**
     * A drawing.
     *
     * @param alternative what it shows, in words
     */
    public void figure(String alternative, float height, Consumer<Pen> drawing) {
        if (y - bottom() < height) {
            newPage();
        }
        float upper = y;
        var figure = tags.figure(alternative, left(), upper - height, right(), upper);
        tags.mark(canvas, figure, () -> drawing.accept(new Pen(canvas, fonts, left(), upper, width())));
        y -= height;
    }

    /** A drawing that means nothing, where the text stands now; the text does not move. */
    public void decoration(Consumer<Pen> drawing) {
        Tags.decorate(canvas, () -> drawing.accept(new Pen(canvas, fonts, left(), y, width())));
    }

    Cell.Span whole() {
        return new Cell.Span(left(), right(), false);
    }

    Cell cell(String text, Style style, Cell.Span span, PdfStructureElement element, @Nullable PdfAction action) {
        return new Cell(this, text, style, span, element, action);
    }

    /** What is drawn again at the top of each page while a table goes on. */
    void repeat(@Nullable Runnable head) {
        repeated = head;
    }

    /** Whether this much still fits on the page. */
    boolean fits(float height) {
        return y - bottom() >= height;
    }

    /** A thin line below what was set last. */
    void rule() {
        new Pen(canvas, fonts, left(), y, width()).line(Style.RULE, 0.4f, 0, 0, width(), 0);
    }

    /** Goes to the next page where a row would not stand on this one with what {@link #row} sets there of the row after it. */
    void together(List<Cell> head, List<Cell> row, float padding) {
        float height = highest(row) + 2 * padding;
        if (!fits(highest(head) + 2 * padding + (isShort(height) ? height : LEAST))) {
            newPage();
        }
    }

    /** Whether it is not broken over pages. */
    private boolean isShort(float height) {
        return height < (top() - bottom()) / 2;
    }

    /** Sets cells side by side; what does not fit goes on on the next page. */
    void row(List<Cell> cells, float padding, @Nullable Color shade) {
        var left = new ArrayList<>(cells);
        float height = highest(left) + 2 * padding;
        if (!fits(height) && (isShort(height) || !fits(LEAST))) {
            newPage();
        }
        while (true) {
            float available = y - bottom() - 2 * padding;
            float part = Math.min(highest(left), available);
            if (shade != null) {
                Tags.decorate(
                        canvas,
                        () -> new Pen(canvas, fonts, left(), y, width())
                                .fill(shade, 0, 0, width(), part + 2 * padding));
            }
            float upper = y - padding;
            left.removeIf(cell -> !cell.draw(tags, upper, upper - part - 0.1f));
            y -= part + 2 * padding;
            if (left.isEmpty()) {
                return;
            }
            newPage();
        }
    }

    private static float highest(List<Cell> cells) {
        return (float) cells.stream().mapToDouble(Cell::height).max().orElse(0);
    }

    /** Ends the document; gives how many pages it has. */
    public int end() {
        foot();
        int count = writer.getPageNumber();
        pages.beginText();
        pages.setFontAndSize(fonts.base(Style.Face.REGULAR), 7);
        pages.setColorFill(Style.MUTED);
        pages.showTextAligned(PdfContentByte.ALIGN_LEFT, Integer.toString(count), 0, 0, 0);
        pages.endText();
        document.close();
        return count;
    }
}
