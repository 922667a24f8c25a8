package mcphub.advisories;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.kernel.osv.AffectedVersions;
import mcphub.kernel.osv.Affectedness;

/** What a stored record says of a version, or of a range that is asked for. */
public final class Matching {
    private Matching() {}

    /**
     * Reads what is stored.
     *
     * @param ecosystem as OSV calls it
     * @param ranges as in the record, JSON
     * @param versions as in the record, JSON
     */
    public static AffectedVersions read(String ecosystem, String ranges, String versions) {
        return AffectedVersions.of(ecosystem, new JsonArray(ranges), new JsonArray(versions));
    }

    /**
     * Whether this is affected.
     *
     * @param version exact
     * @param requirement the range that is asked for; empty where the version is exact
     */
    public static Affectedness of(AffectedVersions affected, String version, String requirement) {
        return requirement.isEmpty() ? affected.version(version) : affected.range(requirement);
    }

    /** The versions that these ranges say are fixed. */
    public static List<String> fixed(String ranges) {
        return new JsonArray(ranges)
                .stream()
                        .filter(JsonObject.class::isInstance)
                        .map(range -> ((JsonObject) range).getJsonArray("events", new JsonArray()))
                        .flatMap(JsonArray::stream)
                        .filter(JsonObject.class::isInstance)
                        .map(event -> ((JsonObject) event).getString("fixed"))
                        .filter(java.util.Objects::nonNull)
                        .toList();
    }
}
