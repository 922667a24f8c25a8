package mcphub.report.layout;

import java.awt.Color;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;

/** Draws inside one rectangle of a page: the origin is its upper left corner, y grows downwards, units are points. */
public final class Pen {
    private final PdfContentByte canvas;
    private final Fonts fonts;
    private final float left;
    private final float top;
    private final float width;

    Pen(PdfContentByte canvas, Fonts fonts, float left, float top, float width) {
        this.canvas = canvas;
        this.fonts = fonts;
        this.left = left;
        this.top = top;
        this.width = width;
    }

    /** How wide the rectangle is. */
    public float width() {
        return width;
    }

    /** A filled rectangle. */
    public void fill(Color color, float x, float y, float wide, float high) {
        canvas.setColorFill(color);
        canvas.rectangle(left + x, top - y - high, wide, high);
        canvas.fill();
    }

    /** A line. */
    public void line(Color color, float thick, float x1, float y1, float x2, float y2) {
        canvas.setColorStroke(color);
        canvas.setLineWidth(thick);
        canvas.moveTo(left + x1, top - y1);
        canvas.lineTo(left + x2, top - y2);
        canvas.stroke();
    }

    /** A filled dot. */
    public void dot(Color color, float x, float y, float radius) {
        canvas.setColorFill(color);
        canvas.circle(left + x, top - y, radius);
        canvas.fill();
    }

    /** A part of a ring, clockwise from twelve o'clock; 1 is all of it. */
    public void arc(Color color, float thick, float x, float y, float radius, double part) {
        canvas.setColorStroke(color);
        canvas.setLineWidth(thick);
        canvas.arc(left + x - radius, top - y - radius, left + x + radius, top - y + radius, 90, (float)
                (-360 * Math.clamp(part, 0, 1)));
        canvas.stroke();
    }

    /** A line of text that begins at x, with its baseline at y. */
    public void text(String text, Style style, float x, float y) {
        show(text, style, Element.ALIGN_LEFT, x, y);
    }

    /** A line of text around x. */
    public void centred(String text, Style style, float x, float y) {
        show(text, style, Element.ALIGN_CENTER, x, y);
    }

    /** A line of text that ends at x. */
    public void ending(String text, Style style, float x, float y) {
        show(text, style, Element.ALIGN_RIGHT, x, y);
    }

    private void show(String text, Style style, int alignment, float x, float y) {
        ColumnText.showTextAligned(
                canvas, alignment, fonts.phrase(text, style), left + x, top - y, 0, Cell.direction(text), 0);
    }
}
