package mcphub.advisories;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import that is done has proved to have everything of. What could not be read is unknown: one broken file of an ecosystem, or one that may be of it, and it has not.
 *
 * @param isClaimed whether it was to have everything of something
 * @param proved the ecosystems of which it has, each with the time of its newest record
 * @param gap why it has not of others that it was to have everything of, as a sentence; null where there are none
 */
public record Completeness(
        boolean isClaimed,
        Map<String, Instant> proved,
        @Nullable String gap) {
    public Completeness {
        proved = Map.copyOf(proved);
    }

    /**
     * Judges what was read.
     *
     * @param claimed the ecosystems of which it was to have everything
     * @param counts of all of it
     */
    public static Completeness of(List<String> claimed, Counts counts) {
        var proved = new LinkedHashMap<String, Instant>();
        var gaps = new ArrayList<String>();
        for (String ecosystem : claimed) {
            var newest = counts.newest(ecosystem);
            String broken = counts.broken(ecosystem);
            if (broken != null) {
                gaps.add(ecosystem + ": " + broken);
            } else if (newest == null) {
                gaps.add(ecosystem + ": no record is of it");
            } else {
                proved.put(ecosystem, newest);
            }
        }
        return new Completeness(
                !claimed.isEmpty(),
                proved,
                gaps.isEmpty()
                        ? null
                        : "The last import that was to be complete has not everything of "
                                + String.join("; of ", gaps));
    }

    /** The same as the statement takes it that notes it. */
    JsonObject into(JsonObject input) {
        var times = new JsonObject();
        proved.forEach((ecosystem, time) -> times.put(ecosystem, time.toString()));
        return input.put("claimed", isClaimed).put("proved", times.encode()).put("incomplete", gap);
    }
}
