package mcphub.report.layout;

import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfTemplate;

/** What stands at the foot of each page: what the document is about, its day, and which page of how many this is, which is known only at the end. */
final class Foot {
    private static final float HEIGHT = 40;
    private static final Style STYLE = Style.NOTE.at(7);
    private static final int MOST = 200;
    private static final float BESIDE_IT = 150;

    private final PdfContentByte canvas;
    private final Fonts fonts;
    private final float left;
    private final float width;
    private final PdfTemplate pages;
    private final String day;
    private final String running;

    Foot(PdfContentByte canvas, Fonts fonts, Sheet.About about, float left, float width) {
        this.canvas = canvas;
        this.fonts = fonts;
        this.left = left;
        this.width = width;
        pages = canvas.createTemplate(40, 12);
        day = about.day();
        running = cut(Visible.of(about.running()));
    }

    /** As much of a text as there is room for beside the day and the number. */
    private String cut(String text) {
        String shown = text;
        int[] points = text.codePoints().limit(MOST).toArray();
        for (int i = points.length; i > 0 && isTooWide(shown); i--) {
            shown = new String(points, 0, i) + "…";
        }
        return shown;
    }

    private boolean isTooWide(String text) {
        return ColumnText.getWidth(fonts.phrase(text, STYLE)) > width - BESIDE_IT;
    }

    /** Draws it on the page of this number. */
    void draw(int page) {
        Tags.decorate(canvas, () -> {
            var pen = new Pen(canvas, fonts, left, HEIGHT + 14, width);
            pen.line(Style.RULE, 0.6f, 0, 0, width, 0);
            pen.text(running, STYLE, 0, 12);
            // apart from the name, whose direction would turn them
            pen.ending(day + "  ·  Page " + page + " of", STYLE, width - 14, 12);
            canvas.addTemplate(pages, left + width - 12, HEIGHT + 2);
        });
    }

    /** Says on all pages how many there are. */
    void end(int count) {
        pages.beginText();
        pages.setFontAndSize(fonts.base(STYLE.face()), STYLE.size());
        pages.setColorFill(STYLE.color());
        pages.showTextAligned(PdfContentByte.ALIGN_LEFT, Integer.toString(count), 0, 0, 0);
        pages.endText();
    }
}
