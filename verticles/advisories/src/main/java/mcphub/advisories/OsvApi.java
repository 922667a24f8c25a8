package mcphub.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The API of osv.dev, or of a server that answers like it: which records hit packages, and each of them. Blocks. */
final class OsvApi {
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int MOST_PAGES = 100;
    private static final int MOST_QUESTIONS = 1_000;
    private static final int MOST_CLAIMS = 100_000;
    private static final int LONGEST_ID = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private final PoliteClient client;
    private final String address;

    /** @param address in front of {@code /v1} */
    OsvApi(PoliteClient client, String address) {
        this.client = client;
        this.address = address;
    }

    /**
     * What a batch of questions was answered.
     *
     * @param ids of all records that hit, with when they changed last
     * @param claims which of them about which package
     */
    record Found(SortedMap<String, Instant> ids, Set<Claim> claims) {}

    /** The records that hit these. */
    Found query(List<Asked> packages) {
        var found = new Found(new TreeMap<>(), new HashSet<>());
        for (int from = 0; from < packages.size(); from += MOST_QUESTIONS) {
            query(packages.subList(from, Math.min(packages.size(), from + MOST_QUESTIONS)), found);
        }
        return found;
    }

    private void query(List<Asked> packages, Found found) {
        var open = packages.stream().map(OsvApi::question).toList();
        for (int page = 0; !open.isEmpty(); page++) {
            if (page == MOST_PAGES || found.claims().size() > MOST_CLAIMS) {
                throw new Dumps.Refused("The answer goes on after " + page + " pages");
            }
            open = ask(open, found);
        }
    }

    private static JsonObject question(Asked asked) {
        var question =
                JsonObject.of("package", JsonObject.of("ecosystem", asked.ecosystem(), "name", asked.packageName()));
        return asked.version().isEmpty() ? question : question.put("version", asked.version());
    }

    /** Asks, and gives what to ask for the pages behind. */
    private List<JsonObject> ask(List<JsonObject> questions, Found found) {
        String body = JsonObject.of("queries", new JsonArray(questions)).encode();
        var answer = client.post(address + "/v1/querybatch", body, MOST_BYTES);
        if (answer == null) {
            throw new Dumps.Refused("Nothing answers at /v1/querybatch");
        }
        var results = read(answer).path("results");
        if (results.size() != questions.size()) {
            throw new Dumps.Refused(
                    "The answer has " + results.size() + " results to " + questions.size() + " questions");
        }
        var open = new ArrayList<JsonObject>();
        for (int i = 0; i < questions.size(); i++) {
            for (var one : results.get(i).path("vulns")) {
                String id = one.path("id").asText("");
                if (!id.isBlank() && id.length() <= LONGEST_ID) {
                    var about = questions.get(i).getJsonObject("package");
                    found.ids()
                            .put(id, Times.read(one.path("modified").asText("")).orElse(Instant.MAX));
                    found.claims().add(new Claim(about.getString("ecosystem"), about.getString("name"), id));
                }
            }
            String token = results.get(i).path("next_page_token").asText("");
            if (!token.isEmpty()) {
                open.add(questions.get(i).copy().put("page_token", token));
            }
        }
        return open;
    }

    private static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new Dumps.Refused("The answer is no JSON");
        }
    }

    /** The bytes of a record; null where the server has none of this id. */
    byte @Nullable [] record(String id) {
        return client.get(address + "/v1/vulns/" + URLEncoder.encode(id, StandardCharsets.UTF_8), Records.LONGEST);
    }
}
