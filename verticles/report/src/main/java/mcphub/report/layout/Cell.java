package mcphub.report.layout;

import java.text.Bidi;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfRectangle;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfWriter;

/** Text that is on its way onto one page or several, between two edges. */
final class Cell {
    private static final float DEPTH = 1_000_000;
    /** Of a font's size, what hangs below the last line. */
    private static final float DESCENT = 0.3f;

    private final String words;
    private final ColumnText text;
    private final Style style;
    private final float left;
    private final float right;
    private final PdfStructureElement element;
    private final @Nullable PdfAction action;

    Cell(Flow flow, String words, Style style, Span span, PdfStructureElement element, @Nullable PdfAction action) {
        this.words = words;
        this.style = style;
        this.left = span.left();
        this.right = span.right();
        this.element = element;
        this.action = action;
        this.text = new ColumnText(flow.canvas());
        text.setLeading(style.leading());
        text.setAlignment(span.ending() ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        text.setRunDirection(direction(words));
        text.addText(flow.fonts().phrase(words, style));
    }

    /**
     * Where on the line.
     *
     * @param ending whether it is set to the right edge, as numbers are
     */
    record Span(float left, float right, boolean ending) {}

    /** Which way the text runs; without need of it the simple way, which is the faster one. */
    static int direction(String words) {
        char[] chars = words.toCharArray();
        if (!Bidi.requiresBidi(chars, 0, chars.length)) {
            return PdfWriter.RUN_DIRECTION_NO_BIDI;
        }
        return new Bidi(words, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight()
                ? PdfWriter.RUN_DIRECTION_LTR
                : PdfWriter.RUN_DIRECTION_RTL;
    }

    /** How high what is left of the text will be. */
    float height() {
        var copy = ColumnText.duplicate(text);
        copy.setSimpleColumn(left, -DEPTH, right, 0);
        copy.go(true);
        return copy.getLinesWritten() == 0 ? 0 : -copy.getYLine() + style.size() * DESCENT;
    }

    /** Draws as much as fits; says whether something is left. */
    boolean draw(Tags tags, float top, float bottom) {
        text.setSimpleColumn(left, bottom, right, top);
        int[] status = new int[1];
        tags.mark(text.getCanvas(), element, () -> status[0] = text.go());
        if (action != null) {
            tags.link(element, action, words, new PdfRectangle(left, text.getYLine() - 2, right, top));
        }
        return ColumnText.hasMoreText(status[0]);
    }
}
