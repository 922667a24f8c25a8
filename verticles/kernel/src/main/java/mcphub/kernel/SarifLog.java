package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every SARIF 2.1.0 log of the hub is made of, so that code hosts take it. */
public final class SarifLog {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/sarif+json";

    /** Where the reader is sent for whom a rule has no page of its own. */
    public static final String PAGE = "https://modelcontextprotocol.io/";

    private SarifLog() {}

    /**
     * A log of one run, whose last field are its results, so that they can also be written one after the other.
     *
     * @param semanticVersion of what judged
     * @param series alerts of one series replace each other; ends with a slash
     * @param more fields of the run
     */
    public static JsonObject of(
            String semanticVersion, String series, List<JsonObject> rules, JsonObject more, JsonArray results) {
        var driver = JsonObject.of("name", "MCP Hub", "semanticVersion", semanticVersion, "informationUri", PAGE)
                .put("rules", new JsonArray(rules));
        var run = JsonObject.of("tool", JsonObject.of("driver", driver), "columnKind", "utf16CodeUnits")
                .put("automationDetails", JsonObject.of("id", series))
                .mergeIn(more)
                .put("results", results);
        return JsonObject.of(
                "$schema",
                "https://json.schemastore.org/sarif-2.1.0.json",
                "version",
                "2.1.0",
                "runs",
                JsonArray.of(run));
    }

    /**
     * A rule.
     *
     * @param help what it means, and what to do
     * @param level of its results that say no other: error, warning or note
     */
    public static JsonObject rule(String id, String name, String help, String page, String level, JsonArray tags) {
        return JsonObject.of("id", id, "name", name)
                .put("shortDescription", JsonObject.of("text", name))
                .put("fullDescription", JsonObject.of("text", help))
                .put("help", JsonObject.of("text", help))
                .put("helpUri", page)
                .put("defaultConfiguration", JsonObject.of("level", level))
                .put("properties", JsonObject.of("tags", tags));
    }

    /** A line of a file. */
    public static JsonObject place(String uri, int line) {
        return JsonObject.of(
                "physicalLocation",
                JsonObject.of("artifactLocation", JsonObject.of("uri", uri))
                        .put("region", JsonObject.of("startLine", Math.max(1, line))));
    }

    /**
     * A path as a relative reference: each segment by itself, its bytes in UTF-8.
     *
     * @param nowhere what stands for no path at all
     */
    public static String uri(String path, String nowhere) {
        String plain = path.replace('\\', '/').replaceFirst("^(?:\\./)++", "");
        String encoded = Stream.of(plain.split("/", -1))
                .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%7E", "~"))
                .collect(Collectors.joining("/"));
        return encoded.isEmpty() ? nowhere : encoded;
    }
}
