package mcphub.analysis;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mcphub.scanner.surface.Surface;

/** What a version offers, as the API tells it: bounded, without secrets, and with characters that a database takes. */
final class Offered {
    private static final int MOST_CHARACTERS = 1_000_000;

    private final UnaryOperator<String> redaction;
    private final List<String> gaps;
    private int characters;

    private Offered(Surface surface, UnaryOperator<String> redaction) {
        this.redaction = redaction;
        this.gaps = new ArrayList<>(surface.gaps());
    }

    /** {@code {"digest", "complete", "server", "proxy", "tools", "prompts", "resources", "transports", "capabilities", "gaps"}}. */
    static JsonObject of(Surface surface, UnaryOperator<String> redaction) {
        var offered = new Offered(surface, redaction);
        var tools = offered.list("tools", surface.tools(), offered::tool);
        var prompts = offered.list("prompts", surface.prompts(), offered::prompt);
        var resources = offered.list("resources", surface.resources(), offered::resource);
        return new JsonObject()
                .put("digest", surface.digest())
                .put("complete", surface.isComplete())
                .put("server", surface.isServer())
                .put("proxy", surface.isProxy())
                .put("tools", tools)
                .put("prompts", prompts)
                .put("resources", resources)
                .put("transports", new JsonArray(List.copyOf(surface.transports())))
                .put("capabilities", new JsonArray(List.copyOf(surface.capabilities())))
                .put(
                        "gaps",
                        new JsonArray(offered.gaps.stream().map(offered::told).toList()));
    }

    private <T> JsonArray list(String what, Collection<T> all, Function<T, JsonObject> document) {
        var list = new JsonArray();
        for (var one : all) {
            var said = document.apply(one);
            characters += said.encode().length();
            if (characters > MOST_CHARACTERS) {
                gaps.add("There are more " + what + " than are kept");
                break;
            }
            list.add(said);
        }
        return list;
    }

    private JsonObject tool(Surface.Tool tool) {
        var annotations = new JsonObject();
        tool.annotations().forEach((name, value) -> annotations.put(told(name), told(value)));
        return new JsonObject()
                .put("name", told(tool.name()))
                .put("title", told(tool.title()))
                .put("description", told(tool.description()))
                .put("input_schema", read(tool.inputSchema()) instanceof JsonObject schema ? schema : new JsonObject())
                .put("annotations", annotations)
                .put("file", told(tool.file()))
                .put("line", tool.line())
                .put("complete", tool.isComplete())
                .put("conditional", tool.isConditional());
    }

    private JsonObject prompt(Surface.Prompt prompt) {
        var arguments = new JsonArray();
        if (read(prompt.arguments()) instanceof JsonArray said) {
            said.stream().filter(JsonObject.class::isInstance).forEach(arguments::add);
        }
        return new JsonObject()
                .put("name", told(prompt.name()))
                .put("title", told(prompt.title()))
                .put("description", told(prompt.description()))
                .put("arguments", arguments)
                .put("file", told(prompt.file()))
                .put("line", prompt.line())
                .put("complete", prompt.isComplete());
    }

    private JsonObject resource(Surface.Resource resource) {
        return new JsonObject()
                .put("uri", told(resource.uri()))
                .put("template", resource.isTemplate())
                .put("name", told(resource.name()))
                .put("description", told(resource.description()))
                .put("mime_type", told(resource.mimeType()))
                .put("file", told(resource.file()))
                .put("line", resource.line())
                .put("complete", resource.isComplete());
    }

    private Object read(String json) {
        try {
            var text = told(json);
            return text.startsWith("[") ? new JsonArray(text) : new JsonObject(text);
        } catch (DecodeException cut) {
            return "";
        }
    }

    /** Half characters become whole ones by the way. */
    private String told(String text) {
        var whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return redaction.apply(whole.replace("\u0000", "\uFFFD").replace("\\u0000", "\uFFFD"));
    }
}
