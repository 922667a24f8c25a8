package mcphub.policy;

import io.vertx.core.buffer.Buffer;
import java.io.StringWriter;
import java.util.ArrayList;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import mcphub.kernel.Reply;
import mcphub.kernel.SarifLog;
import mcphub.kernel.Standing;
import org.jspecify.annotations.Nullable;

/** A judgement as pipelines read it: JSON, SARIF 2.1.0 (shown inline by code hosts), JUnit XML, and Markdown (for a job's summary). */
final class Reports {
    private static final String JUNIT = "application/xml";
    private static final String MARKDOWN = "text/markdown";

    private Reports() {}

    /**
     * 200 in this media type.
     *
     * @param isAudit whether nothing is enforced: a failure is told, and stops nobody
     * @param ask where what is denied can be asked for; null: nowhere
     */
    static Reply write(Judgement judgement, String accept, boolean explain, boolean isAudit, @Nullable String ask) {
        String where = judgement.denied() == 0 ? null : ask;
        return switch (accept) {
            case SarifLog.MEDIA_TYPE ->
                Reply.ok(
                        SarifLog.MEDIA_TYPE,
                        Buffer.buffer(Sarif.of(judgement, isAudit).encodePrettily()));
            case JUNIT -> Reply.ok(JUNIT + "; charset=utf-8", Buffer.buffer(junit(judgement, isAudit)));
            case MARKDOWN -> Reply.ok(MARKDOWN + "; charset=utf-8", Buffer.buffer(markdown(judgement, isAudit, where)));
            default -> {
                var json = judgement.encode(explain);
                if (isAudit) {
                    json.put("would_be", json.getString("result")).put("result", "PASS");
                }
                yield Reply.json(200, (where == null ? json : json.put("ask", where)).toBuffer());
            }
        };
    }

    static String junit(Judgement judgement, boolean isAudit) {
        var out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "MCP Hub");
            xml.writeAttribute("tests", Integer.toString(judgement.verdicts().size()));
            xml.writeAttribute("failures", Long.toString(isAudit ? 0 : judgement.denied()));
            xml.writeAttribute("timestamp", judgement.at().toString());
            for (int i = 0; i < judgement.verdicts().size(); i++) {
                testcase(xml, judgement.asked().get(i), judgement.verdicts().get(i), isAudit);
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A string takes everything", e);
        }
        return out.toString();
    }

    private static void testcase(XMLStreamWriter xml, Asked asked, Verdict verdict, boolean isAudit)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        var place = asked.place();
        // readers take equal ones for one test
        xml.writeAttribute("classname", printable(place == null || place.path() == null ? "mcp" : place.path()));
        String what = asked.name() + (version(verdict) == null ? "" : ' ' + version(verdict));
        xml.writeAttribute("name", printable(place == null ? what : place.server() + " (" + what + ')'));
        if (place != null && place.path() != null) {
            xml.writeAttribute("file", printable(place.path()));
            xml.writeAttribute("line", Integer.toString(place.line()));
        }
        if (!verdict.allowed() && !isAudit) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(String.valueOf(verdict.reason())));
            xml.writeCharacters(printable(String.valueOf(verdict.reason())));
            xml.writeEndElement();
        }
        var warnings = new ArrayList<>(verdict.warnings());
        if (!verdict.allowed() && isAudit) {
            warnings.addFirst("Would be denied: " + verdict.reason());
        }
        if (!warnings.isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(printable(String.join("\n", warnings)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
    }

    static String markdown(Judgement judgement, boolean isAudit, @Nullable String ask) {
        long denied = judgement.denied();
        var out = new StringBuilder();
        out.append(
                denied == 0
                        ? "## ✅ MCP Hub: PASS\n\n"
                        : isAudit
                                ? "## ⚠️ MCP Hub: PASS, and would be FAIL (audit mode)\n\n"
                                : "## ❌ MCP Hub: FAIL\n\n");
        int many = judgement.verdicts().size();
        out.append(many).append(many == 1 ? " MCP, " : " MCPs, ").append(denied).append(" denied");
        if (judgement.environment() != null) {
            out.append(", environment `").append(judgement.environment()).append('`');
        }
        if (judgement.id() == null) {
            out.append(", simulated");
        }
        out.append(".\n\n");
        judgement.notes().forEach(note -> out.append(cell(note)).append(".\n\n"));
        out.append("| MCP | version | score | verdict | used in | why |\n| --- | --- | --- | --- | --- | --- |\n");
        for (int i = 0; i < judgement.verdicts().size(); i++) {
            var asked = judgement.asked().get(i);
            var verdict = judgement.verdicts().get(i);
            var facts = verdict.subject().facts();
            var why = new ArrayList<String>();
            if (verdict.reason() != null) {
                why.add(verdict.reason());
            }
            why.addAll(verdict.warnings());
            String version = version(verdict);
            out.append("| ")
                    .append(cell(asked.name()))
                    .append(" | ")
                    .append(version == null ? "" : cell(version))
                    .append(" | ")
                    .append(facts == null ? "" : score(facts))
                    .append(" | ")
                    .append(verdict.shade())
                    .append(" | ")
                    .append(asked.place() == null ? "" : cell(shown(asked.place())))
                    .append(" | ")
                    .append(cell(String.join("; ", why)))
                    .append(" |\n");
        }
        if (ask != null) {
            out.append("\nWhat is denied can be asked for at `").append(ask).append("`.\n");
        }
        return out.toString();
    }

    private static String score(Facts facts) {
        return facts.globalScore()
                + facts.cap("at_most").map(cap -> ", " + Standing.limits(cap)).orElse("");
    }

    private static String shown(Asked.Place place) {
        return (place.path() == null ? "line " : place.path() + ':') + place.line() + ' ' + place.server();
    }

    private static @Nullable String version(Verdict verdict) {
        var facts = verdict.subject().facts();
        return facts == null ? verdict.subject().version() : facts.version();
    }

    /** Names are anybody's choice: nothing in them is markup. */
    private static String cell(String text) {
        return text.replaceAll("[\\r\\n]+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|#!])", "\\\\$1");
    }
}
