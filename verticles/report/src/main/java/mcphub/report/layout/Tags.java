package mcphub.report.layout;

import org.openpdf.text.pdf.PdfAction;
import org.openpdf.text.pdf.PdfAnnotation;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfRectangle;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfStructureTreeRoot;
import org.openpdf.text.pdf.PdfWriter;

/** The structure of a document, for those who have it read to them. */
final class Tags {
    private static final PdfName ARTIFACT = new PdfName("Artifact");
    private static final int PRINT = 4;

    private final PdfWriter writer;
    private final PdfStructureTreeRoot root;
    private final PdfStructureElement document;

    Tags(PdfWriter writer) {
        this.writer = writer;
        this.root = writer.getStructureTreeRoot();
        this.document = new PdfStructureElement(root, new PdfName("Document"));
    }

    /** A new element at the end of the document. */
    PdfStructureElement add(String type) {
        return add(document, type);
    }

    /** A new element at the end of another one. */
    PdfStructureElement add(PdfStructureElement parent, String type) {
        return new PdfStructureElement(parent, new PdfName(type));
    }

    /** A drawing in this place, with words for who does not see it. */
    PdfStructureElement figure(String alternative, float left, float bottom, float right, float top) {
        var figure = add("Figure");
        figure.put(PdfName.ALT, new PdfString(alternative, PdfString.TEXT_UNICODE));
        var layout = new PdfDictionary();
        layout.put(PdfName.O, new PdfName("Layout"));
        layout.put(PdfName.BBOX, new PdfRectangle(left, bottom, right, top));
        layout.put(new PdfName("Placement"), new PdfName("Block"));
        figure.put(PdfName.A, layout);
        return figure;
    }

    /** A cell that says what the others in its {@code Column} or {@code Row} are. */
    PdfStructureElement head(PdfStructureElement row, String scope) {
        var head = add(row, "TH");
        var table = new PdfDictionary();
        table.put(PdfName.O, new PdfName("Table"));
        table.put(new PdfName("Scope"), new PdfName(scope));
        head.put(PdfName.A, table);
        return head;
    }

    /** Draws what belongs to the element. */
    void mark(PdfContentByte canvas, PdfStructureElement element, Runnable drawing) {
        canvas.beginMarkedContentSequence(element);
        drawing.run();
        canvas.endMarkedContentSequence();
    }

    /** Draws what says nothing: lines, shades, what repeats on each page. */
    static void decorate(PdfContentByte canvas, Runnable drawing) {
        canvas.beginMarkedContentSequence(ARTIFACT);
        drawing.run();
        canvas.endMarkedContentSequence();
    }

    /** Makes a place on the page react to clicks; the element is a link that was drawn there. */
    void link(PdfStructureElement element, PdfAction action, String words, PdfRectangle place) {
        var annotation = new PdfAnnotation(writer, place.left(), place.bottom(), place.right(), place.top(), action);
        annotation.put(PdfName.BORDER, new PdfArray(new int[] {0, 0, 0}));
        annotation.put(PdfName.F, new PdfNumber(PRINT));
        annotation.put(PdfName.CONTENTS, new PdfString(words, PdfString.TEXT_UNICODE));
        annotation.put(new PdfName("StructParent"), new PdfNumber(root.addExistingObject(element.getReference())));
        var reference = new PdfDictionary(new PdfName("OBJR"));
        reference.put(PdfName.OBJ, annotation.getIndirectReference());
        reference.put(PdfName.PG, writer.getCurrentPage());
        var marks = element.get(PdfName.K);
        if (marks instanceof PdfArray several) {
            several.add(reference);
        } else {
            var both = new PdfArray(marks);
            both.add(reference);
            element.put(PdfName.K, both);
        }
        writer.addAnnotation(annotation);
    }
}
