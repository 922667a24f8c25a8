package mcphub.analysis.closure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A resolution as the evidence that is kept: the same for the same tree, down to the byte. */
public record ResolutionJson(String text, String sha256) {
    private static final int FORMAT = 2;

    /** Writes it. What the registry said is not in it, but for what became of it: a release that nobody takes changes nothing. */
    public static ResolutionJson of(Resolution resolution) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT).put("ecosystem", "npm");
        var client = resolution.client();
        json.putObject("client")
                .put("npm", client.npm())
                .put("node", client.node())
                .put("os", client.os())
                .put("cpu", client.cpu())
                .put("libc", client.libc());
        json.put("name", resolution.name())
                .put("version", resolution.version())
                .put("complete", resolution.isComplete());
        var needs = json.putArray("needs");
        resolution.needs().forEach(need -> needs.add(need(need)));
        var places = json.putArray("packages");
        resolution.places().forEach(place -> places.add(place(place)));
        var troubles = json.putArray("unresolved");
        resolution
                .troubles()
                .forEach(trouble -> troubles.addObject()
                        .put("kind", trouble.kind().name().toLowerCase(Locale.ROOT))
                        .put("name", trouble.name())
                        .put("spec", trouble.spec())
                        .put("from", trouble.from())
                        .put("why", trouble.why())
                        .put("optional", trouble.isOptional()));
        String text = json.toString();
        return new ResolutionJson(text, Hex.of(text));
    }

    private static ObjectNode place(Resolution.Place place) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("path", place.path()).put("name", place.name()).put("version", place.version());
        if (place.integrity() != null) {
            json.put("integrity", place.integrity());
        }
        json.put("scope", place.scope().name().toLowerCase(Locale.ROOT));
        if (place.isLeftOut()) {
            json.put("left_out", true);
        }
        if (place.hasInstallScript()) {
            json.put("install_script", true);
        }
        if (place.deprecated() != null) {
            json.put("deprecated", place.deprecated());
        }
        var needs = json.putArray("needs");
        place.needs().forEach(need -> needs.add(need(need)));
        return json;
    }

    private static ObjectNode need(Resolution.Need need) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", need.name()).put("spec", need.spec()).put("kind", need.kind());
        if (need.path() != null) {
            json.put("path", need.path());
        }
        return json.put("met", need.isMet());
    }
}
