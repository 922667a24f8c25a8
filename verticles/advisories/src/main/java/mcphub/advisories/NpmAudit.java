package mcphub.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
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
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final PoliteClient client;
    private final String address;

    /** @param address of the registry */
    NpmAudit(PoliteClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /**
     * What was answered about whole packages.
     *
     * @param records by their ids, without a time
     * @param claims which of them about which package
     * @param unread packages of which something cannot be read
     */
    record Answer(SortedMap<String, ObjectNode> records, Set<Claim> claims, Set<String> unread) {}

    /**
     * Asks about these.
     *
     * @param packages all that is to be asked about each of them
     * @param counts learns of what is no advisory
     */
    Answer ask(List<Asked> packages, Counts counts) {
        var versions = new TreeMap<String, Collection<String>>();
        packages.forEach(asked -> versions.computeIfAbsent(asked.packageName(), none -> new TreeSet<>())
                .add(asked.version()));
        var body = client.post(address + PATH, JSON.valueToTree(versions).toString(), MOST_BYTES);
        if (body == null) {
            throw new Dumps.Refused("This registry answers nothing to npm audit: it has no " + PATH);
        }
        var answer = new Answer(new TreeMap<>(), new HashSet<>(), new HashSet<>());
        read(body).properties().forEach(entry -> {
            if (!versions.containsKey(entry.getKey())) {
                counts.broken(entry.getKey(), "Nobody asked about it");
            } else if (entry.getValue().isArray()) {
                entry.getValue().forEach(advisory -> add(answer, entry.getKey(), advisory, counts));
            } else {
                counts.broken(entry.getKey(), "What is answered is no list of advisories");
                answer.unread().add(entry.getKey());
            }
        });
        answer.records().values().forEach(record -> record.set("affected", inOrder(record.get("affected"))));
        return answer;
    }

    /** Each entry once, in an order that depends on nothing but what they are. */
    static ArrayNode inOrder(Iterable<JsonNode> affected) {
        var sorted = new TreeMap<String, JsonNode>();
        affected.forEach(entry -> {
            var plain = JSON.<JsonNode>valueToTree(JSON.convertValue(entry, Map.class));
            sorted.put(plain.toString(), plain);
        });
        return JSON.createArrayNode().addAll(sorted.values());
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

    private static void add(Answer answer, String name, JsonNode advisory, Counts counts) {
        var id = GHSA.matcher(advisory.path("url").asText(""));
        if (!id.find()) {
            counts.broken(name, "An advisory has no GHSA in its 'url'");
            answer.unread().add(name);
            return;
        }
        var ranges = AuditRanges.of(advisory.path("vulnerable_versions").asText(""));
        if (ranges.isEmpty()) {
            counts.broken(name + " " + id.group(), "'vulnerable_versions' is no range");
            answer.unread().add(name);
            return;
        }
        answer.claims().add(new Claim("npm", name, id.group()));
        var record = record(id.group(), advisory);
        var affected = record.putArray("affected").addObject();
        affected.putObject("package").put("ecosystem", "npm").put("name", name);
        affected.set("ranges", JSON.valueToTree(ranges.get()));
        answer.records().merge(id.group(), record, NpmAudit::both);
    }

    /** One says what both affect; where they differ in anything else, always the same one. */
    private static ObjectNode both(ObjectNode one, ObjectNode other) {
        var all = ((ArrayNode) one.remove("affected")).addAll((ArrayNode) other.remove("affected"));
        var record = one.toString().compareTo(other.toString()) <= 0 ? one : other;
        record.set("affected", all);
        return record;
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
        record.putArray("references")
                .addObject()
                .put("type", "ADVISORY")
                .put("url", advisory.path("url").asText());
        record.putObject("database_specific")
                .put("severity", advisory.path("severity").asText("").toUpperCase(Locale.ROOT));
        return record;
    }
}
