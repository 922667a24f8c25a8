package mcphub.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a registry of npm answers to {@code npm audit}, as records in OSV form. It says less than a record does: neither when it changed, nor other names, and of each package only
 * what hits the versions that it was asked about. Blocks.
 */
final class NpmAudit {
    private static final String PATH = "/-/npm/v1/security/advisories/bulk";
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final Pattern GHSA = Pattern.compile("GHSA(-[23456789cfghjmpqrvwx]{4}){3}");
    private static final int LONGEST_TITLE = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final PoliteClient client;
    private final String address;

    /** @param address of the registry */
    NpmAudit(PoliteClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /**
     * Asks about these, and gives the records by their ids.
     *
     * @param counts learns of what is none
     */
    Map<String, ObjectNode> ask(List<Asked> packages, Counts counts) {
        var versions = new TreeMap<String, Collection<String>>();
        packages.forEach(asked -> versions.computeIfAbsent(asked.packageName(), none -> new TreeSet<>())
                .add(asked.version()));
        var answer = client.post(address + PATH, JSON.valueToTree(versions).toString(), MOST_BYTES);
        if (answer == null) {
            throw new Dumps.Refused("This registry answers nothing to npm audit: it has no " + PATH);
        }
        var found = new TreeMap<String, ObjectNode>();
        read(answer).properties().forEach(entry -> {
            if (!versions.containsKey(entry.getKey())) {
                counts.broken(entry.getKey(), "Nobody asked about it");
                return;
            }
            entry.getValue().forEach(advisory -> add(found, entry.getKey(), advisory, counts));
        });
        return found;
    }

    private static JsonNode read(byte[] bytes) {
        try {
            var answer = JSON.readTree(bytes);
            if (answer.isObject()) {
                return answer;
            }
        } catch (IOException e) {
            // said below
        }
        throw new Dumps.Refused("The answer is no JSON object");
    }

    private static void add(Map<String, ObjectNode> found, String name, JsonNode advisory, Counts counts) {
        var id = GHSA.matcher(advisory.path("url").asText(""));
        if (!id.find()) {
            counts.broken(name, "An advisory has no GHSA in its 'url'");
            return;
        }
        var ranges = AuditRanges.of(advisory.path("vulnerable_versions").asText(""));
        if (ranges.isEmpty()) {
            counts.broken(name + " " + id.group(), "'vulnerable_versions' is no range");
            return;
        }
        var record = found.computeIfAbsent(id.group(), none -> record(id.group(), advisory));
        var affected = ((ArrayNode) record.get("affected")).addObject();
        affected.putObject("package").put("ecosystem", "npm").put("name", name);
        affected.set("ranges", JSON.valueToTree(ranges.get()));
    }

    private static ObjectNode record(String id, JsonNode advisory) {
        String title = advisory.path("title").asText("").strip();
        var record = JSON.createObjectNode()
                .put("id", id)
                .put("summary", title.substring(0, Math.min(title.length(), LONGEST_TITLE)));
        String vector = advisory.path("cvss").path("vectorString").asText("");
        if (vector.startsWith("CVSS:")) {
            record.putArray("severity")
                    .addObject()
                    .put("type", vector.startsWith("CVSS:4") ? "CVSS_V4" : "CVSS_V3")
                    .put("score", vector);
        }
        record.putArray("affected");
        record.putArray("references")
                .addObject()
                .put("type", "ADVISORY")
                .put("url", advisory.path("url").asText());
        record.putObject("database_specific")
                .put("severity", advisory.path("severity").asText("").toUpperCase(Locale.ROOT));
        return record;
    }
}
