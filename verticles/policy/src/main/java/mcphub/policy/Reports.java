package mcphub.policy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import mcphub.kernel.Reply;
import org.jspecify.annotations.Nullable;

/** A judgement as pipelines read it: JSON, SARIF 2.1.0 (shown inline by code hosts), JUnit XML, and Markdown (for a job's summary). */
final class Reports {
    private static final String SARIF = "application/sarif+json";
    private static final String JUNIT = "application/xml";
    private static final String MARKDOWN = "text/markdown";
    private static final String DEFAULT_RULE = "mcphub/unknown";
    private static final String NOT_PINNED = "mcphub/warning";
    private static final String NOWHERE = ".mcp.json";

    private Reports() {}

    /** 200 in this media type. */
    static Reply write(Judgement judgement, String accept, boolean explain) {
        return switch (accept) {
            case SARIF -> Reply.ok(SARIF, Buffer.buffer(sarif(judgement).encodePrettily()));
            case JUNIT -> Reply.ok(JUNIT + "; charset=utf-8", Buffer.buffer(junit(judgement)));
            case MARKDOWN -> Reply.ok(MARKDOWN + "; charset=utf-8", Buffer.buffer(markdown(judgement)));
            default -> Reply.json(200, Buffer.buffer(judgement.encode(explain).encode()));
        };
    }

    /** One thing that a report says of one MCP. */
    private record Remark(Asked asked, String rule, String ruleName, boolean denied, String text) {}

    private static List<Remark> remarks(Judgement judgement) {
        var remarks = new ArrayList<Remark>();
        for (int i = 0; i < judgement.verdicts().size(); i++) {
            var asked = judgement.asked().get(i);
            var verdict = judgement.verdicts().get(i);
            if (!verdict.allowed()) {
                var policy = verdict.decidedBy();
                remarks.add(new Remark(
                        asked,
                        policy == null ? DEFAULT_RULE : policy.id(),
                        policy == null ? "MCPs that the hub does not know" : policy.name(),
                        true,
                        String.valueOf(verdict.reason())));
            }
            for (String warning : verdict.warnings()) {
                remarks.add(new Remark(asked, NOT_PINNED, "Warnings", false, warning));
            }
        }
        return remarks;
    }

    static JsonObject sarif(Judgement judgement) {
        Map<String, JsonObject> rules = new LinkedHashMap<>();
        var results = new JsonArray();
        for (Remark remark : remarks(judgement)) {
            rules.computeIfAbsent(
                    remark.rule(),
                    id -> JsonObject.of(
                            "id",
                            id,
                            "name",
                            remark.ruleName(),
                            "shortDescription",
                            JsonObject.of("text", remark.ruleName())));
            var place = remark.asked().place();
            String file = place == null || place.path() == null ? NOWHERE : place.path();
            results.add(JsonObject.of(
                    "ruleId", remark.rule(),
                    "level", remark.denied() ? "error" : "warning",
                    "message", JsonObject.of("text", remark.asked().name() + ": " + remark.text()),
                    "locations",
                            JsonArray.of(JsonObject.of(
                                    "physicalLocation",
                                    JsonObject.of(
                                            "artifactLocation", JsonObject.of("uri", file.replace(" ", "%20")),
                                            "region", JsonObject.of("startLine", place == null ? 1 : place.line()))))));
        }
        return JsonObject.of(
                "$schema", "https://json.schemastore.org/sarif-2.1.0.json",
                "version", "2.1.0",
                "runs",
                        JsonArray.of(JsonObject.of(
                                "tool",
                                JsonObject.of(
                                        "driver",
                                        JsonObject.of(
                                                "name",
                                                "MCP Hub",
                                                "rules",
                                                new JsonArray(new ArrayList<>(rules.values())))),
                                "results",
                                results)));
    }

    static String junit(Judgement judgement) {
        var out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "MCP Hub");
            xml.writeAttribute("tests", Integer.toString(judgement.verdicts().size()));
            xml.writeAttribute("failures", Long.toString(judgement.denied()));
            xml.writeAttribute("timestamp", judgement.at().toString());
            for (int i = 0; i < judgement.verdicts().size(); i++) {
                testcase(xml, judgement.asked().get(i), judgement.verdicts().get(i));
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

    private static void testcase(XMLStreamWriter xml, Asked asked, Verdict verdict) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "mcp");
        xml.writeAttribute("name", printable(asked.name() + (version(verdict) == null ? "" : ' ' + version(verdict))));
        var place = asked.place();
        if (place != null && place.path() != null) {
            xml.writeAttribute("file", printable(place.path()));
            xml.writeAttribute("line", Integer.toString(place.line()));
        }
        if (!verdict.allowed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(String.valueOf(verdict.reason())));
            xml.writeCharacters(printable(String.valueOf(verdict.reason())));
            xml.writeEndElement();
        }
        var warnings = verdict.warnings();
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

    static String markdown(Judgement judgement) {
        long denied = judgement.denied();
        var out = new StringBuilder();
        out.append(denied == 0 ? "## ✅ MCP Hub: PASS\n\n" : "## ❌ MCP Hub: FAIL\n\n");
        int many = judgement.verdicts().size();
        out.append(many).append(many == 1 ? " MCP, " : " MCPs, ").append(denied).append(" denied");
        if (judgement.environment() != null) {
            out.append(", environment `").append(judgement.environment()).append('`');
        }
        if (judgement.id() == null) {
            out.append(", simulated");
        }
        out.append(".\n\n| MCP | version | score | verdict | why |\n| --- | --- | --- | --- | --- |\n");
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
                    .append(facts == null ? "" : facts.globalScore())
                    .append(" | ")
                    .append(verdict.shade())
                    .append(" | ")
                    .append(cell(String.join("; ", why)))
                    .append(" |\n");
        }
        return out.toString();
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
