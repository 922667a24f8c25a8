package mcphub.report.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDestination;
import org.openpdf.text.pdf.PdfOutline;
import org.openpdf.text.pdf.PdfTemplate;

/** Where the headings of a document are: bookmarks, and contents, whose page numbers are filled in when the headings are set. */
final class Outline {
    /** A line of the contents; its page number stands on its base line, so far above the bottom of the template that is filled in later. */
    private static final Style ENTRY = Style.BODY.at(10.5f);

    private static final float PADDING = 3;
    private static final float NUMBER_BASE = 3;

    private final Flow flow;
    private final Map<String, PdfTemplate> numbers = new LinkedHashMap<>();
    private @Nullable PdfOutline chapter;

    Outline(Flow flow) {
        this.flow = flow;
    }

    /** Sets a line for each heading of level 1 that will follow, by its text. */
    void contents(List<String> headings) {
        var canvas = flow.canvas();
        var tags = flow.tags();
        var list = tags.add("TOC");
        for (String heading : headings) {
            var number = canvas.createTemplate(30, 14);
            numbers.put(heading, number);
            var entry = tags.add(list, "TOCI");
            var link = tags.add(entry, "Link");
            float line = flow.y() - PADDING - ENTRY.leading();
            var there = PdfAction.gotoLocalPage(heading, false);
            flow.row(List.of(flow.cell(heading, ENTRY, flow.whole(), link, there)), PADDING, null);
            tags.mark(
                    canvas,
                    tags.add(entry, "Span"),
                    () -> canvas.addTemplate(number, flow.right() - number.getWidth() + 2, line - NUMBER_BASE));
            flow.decoration(pen -> pen.line(Style.RULE, 0.4f, 0, 0, pen.width(), 0));
        }
    }

    /** Notes that a heading of level 1 or 2 will be set here. */
    void bookmark(int level, String text) {
        var canvas = flow.canvas();
        var here = new PdfDestination(PdfDestination.XYZ, 0, flow.y() + 4, 0);
        String name = Visible.of(text);
        if (level == 1) {
            chapter = new PdfOutline(canvas.getRootOutline(), here, name, false);
            canvas.localDestination(name, new PdfDestination(PdfDestination.XYZ, 0, flow.y() + 4, 0));
            fill(numbers.get(text), Integer.toString(flow.page()));
        } else {
            chapter = chapter == null ? new PdfOutline(canvas.getRootOutline(), here, name, false) : chapter;
            var _ = new PdfOutline(chapter, here, name, false);
        }
    }

    private void fill(@Nullable PdfTemplate template, String text) {
        if (template != null) {
            template.beginText();
            template.setFontAndSize(flow.fonts().base(ENTRY.face()), ENTRY.size());
            template.setColorFill(ENTRY.color());
            template.showTextAligned(PdfContentByte.ALIGN_RIGHT, text, template.getWidth() - 2, NUMBER_BASE, 0);
            template.endText();
        }
    }
}
