package mcphub.report.layout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openpdf.text.pdf.PdfWriter;
import org.openpdf.text.xml.xmp.XmpWriter;

/** What a file says of itself to archives and screen readers: PDF/A-2a (ISO 19005-2), as OpenPDF writes it, and PDF/UA-1 (ISO 14289-1), which it does not know. */
final class Metadata {
    private static final String UA = "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"";
    /** PDF/A wants every name explained that is not its own. */
    private static final String EXPLAINED = """
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
            <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
            <pdfaProperty:name>part</pdfaProperty:name>\
            <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
            <pdfaProperty:category>internal</pdfaProperty:category>\
            <pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>\
            </rdf:li></rdf:Seq></pdfaSchema:property>\
            </rdf:li></rdf:Bag></pdfaExtension:schemas>""";

    private static final String EXTENSION = """
            xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#\"""";

    private Metadata() {}

    /** The XMP packet of a document whose title and conformance are set. */
    static byte[] of(PdfWriter writer) {
        var bytes = new ByteArrayOutputStream();
        try (var xmp = new XmpWriter(bytes, writer.getInfo(), writer.getPDFXConformance())) {
            xmp.addRdfDescription(UA, "<pdfuaid:part>1</pdfuaid:part>");
            xmp.addRdfDescription(EXTENSION, EXPLAINED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
