package mcphub.report.layout;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Pages that are filled one after the other, from top to bottom, straight into a stream: rows that go on over pages, drawings, the foot of each page. Keeps
 * PDF/A-2a and PDF/UA-1; knows the place where it goes on, and nothing of what is a heading or a paragraph.
 */
final class Flow {
    private static final float MARGIN = 56;
    private static final float LEAST = 40;

    private final Document document;
    private final PdfWriter writer;
    private final PdfContentByte canvas;
    private final Fonts fonts;
    private final Tags tags;
    private final Foot foot;
    private @Nullable Runnable repeated;
    private boolean cover = true;
    private float y;

    /** Begins a document on its cover; the stream stays open at its end. */
    Flow(OutputStream out, Paper paper, Fonts fonts, Sheet.About about) {
        this.fonts = fonts;
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
        foot = new Foot(canvas, fonts, about, left(), width());
        y = top();
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

    Tags tags() {
        return tags;
    }

    float left() {
        return MARGIN;
    }

    float right() {
        return document.getPageSize().getWidth() - MARGIN;
    }

    float width() {
        return right() - left();
    }

    private float top() {
        return document.getPageSize().getHeight() - MARGIN;
    }

    private static float bottom() {
        return MARGIN + 8;
    }

    /** Where it goes on, from the bottom of the page. */
    float y() {
        return y;
    }

    /** The number of the page that is being filled. */
    int page() {
        return writer.getPageNumber();
    }

    /** Whether something stands on the page. */
    boolean isBegun() {
        return y < top();
    }

    /** Whether this much still fits on the page. */
    boolean fits(float height) {
        return y - bottom() >= height;
    }

    /** Goes down. */
    void space(float points) {
        y -= points;
    }

    /** Leaves the rest of the page empty. */
    void newPage() {
        foot();
        document.newPage();
        cover = false;
        y = top();
        if (repeated != null) {
            repeated.run();
        }
    }

    private void foot() {
        if (!cover) {
            foot.draw(page());
        }
    }

    private Pen pen(float top) {
        return new Pen(canvas, fonts, left(), top, width());
    }

    /** A drawing that means nothing, where it goes on; what follows does not move. */
    void decoration(Consumer<Pen> drawing) {
        Tags.decorate(canvas, () -> drawing.accept(pen(y)));
    }

    /** A drawing with words for who does not see it, whole on one page. */
    void figure(String alternative, float height, Consumer<Pen> drawing) {
        if (!fits(height)) {
            newPage();
        }
        float upper = y;
        var figure = tags.figure(alternative, left(), upper - height, right(), upper);
        tags.mark(canvas, figure, () -> drawing.accept(pen(upper)));
        y -= height;
    }

    /** What is drawn again at the top of each page while a table goes on. */
    void repeat(@Nullable Runnable head) {
        repeated = head;
    }

    Cell.Span whole() {
        return new Cell.Span(left(), right(), false);
    }

    Cell cell(String text, Style style, Cell.Span span, PdfStructureElement element, @Nullable PdfAction action) {
        return new Cell(this, text, style, span, element, action);
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
                decoration(pen -> pen.fill(shade, 0, 0, width(), part + 2 * padding));
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
    int end() {
        foot();
        int count = page();
        foot.end(count);
        document.close();
        return count;
    }
}
