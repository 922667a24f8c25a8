package mcphub.advisories;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mcphub.kernel.osv.AffectedVersions;
import mcphub.kernel.osv.Affectedness;

/** Answers as a registry of npm does: of each package what hits the versions that are asked about, in any order. */
final class AuditStub {
    private final Map<String, List<JsonObject>> advisories = new TreeMap<>();
    private final Random order = new Random(4);

    /** That an advisory says this of a package, beside what it says already. */
    AuditStub with(String name, String id, String range) {
        advisories.computeIfAbsent(name, none -> new CopyOnWriteArrayList<>()).add(advisory(id, range));
        return this;
    }

    /** Forgets what there is of a package. */
    AuditStub without(String name) {
        advisories.remove(name);
        return this;
    }

    JsonObject answer(JsonObject question) {
        var names = new ArrayList<>(question.fieldNames());
        Collections.shuffle(names, order);
        var answer = new JsonObject();
        for (String name : names) {
            var hits = new ArrayList<>(advisories.getOrDefault(name, List.of()));
            hits.removeIf(advisory -> !isHit(advisory, question.getJsonArray(name)));
            Collections.shuffle(hits, order);
            if (!hits.isEmpty()) {
                answer.put(name, new JsonArray(hits));
            }
        }
        return answer;
    }

    private static boolean isHit(JsonObject advisory, JsonArray versions) {
        var ranges = AuditRanges.of(advisory.getString("vulnerable_versions")).orElseThrow();
        var affected = AffectedVersions.of("npm", new JsonArray(new JsonArray(ranges).encode()), new JsonArray());
        return versions.stream().anyMatch(version -> affected.version((String) version) == Affectedness.AFFECTED);
    }

    static JsonObject advisory(String id, String range) {
        return JsonObject.of(
                "id",
                1097678,
                "url",
                "https://github.com/advisories/" + id,
                "title",
                "Title",
                "severity",
                "high",
                "vulnerable_versions",
                range,
                "cwe",
                JsonArray.of("CWE-1321"),
                "cvss",
                JsonObject.of("score", 7.5, "vectorString", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"));
    }
}
