package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a package.json, or an entry of a lock that quotes it, says of its licence. */
final class Terms {
    private Terms() {}

    static @Nullable String of(JsonNode entry) {
        var license = entry.path("license");
        var older = entry.path("licenses").path(0);
        for (var place : new JsonNode[] {license, license.path("type"), older, older.path("type")}) {
            if (place.isTextual() && !place.asText().isBlank()) {
                return place.asText().strip();
            }
        }
        return null;
    }
}
