package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import mcphub.kernel.Standing;
import mcphub.kernel.Yaml;

/**
 * The numbers of the scoring method that this build ships: {@code config/scoring.yaml}. What was judged by another method has other numbers, which nobody here knows.
 *
 * @param numbers the file, as it is
 */
record Method(JsonObject numbers) {
    private static final Method SHIPPED = new Method(new JsonObject(Yaml.resource("config/scoring.yaml")));

    static Method shipped() {
        return SHIPPED;
    }

    String version() {
        return numbers.getString("version");
    }

    /** Whether the snapshot was judged by it. */
    boolean judged(JsonObject snapshot) {
        return version().equals(snapshot.getString("scoring_version"));
    }

    /** "at most 59 where something critical was found; at most 69 where there is no manifest that can be read". */
    String caps() {
        return numbers.getJsonArray("caps").stream()
                .map(JsonObject.class::cast)
                .map(cap -> Standing.limits(cap) + " where " + cap.getString("reason"))
                .collect(Collectors.joining("; "));
    }

    int fullPenaltyUpTo() {
        return numbers.getInteger("full_penalty_up_to");
    }

    int level(String name) {
        return numbers.getJsonObject("levels").getInteger(name);
    }

    /** "critical 40, high 20, medium 10, low 5". */
    String penalties() {
        var penalties = numbers.getJsonObject("penalties");
        return Words.SEVERITIES.stream()
                .map(severity -> severity + " " + penalties.getInteger(severity))
                .collect(Collectors.joining(", "));
    }

    /** "security with 50, supply chain with 30 and maturity with 20". */
    String weights() {
        var weights = numbers.getJsonObject("weights");
        return Words.join(Words.DIMENSIONS.keySet().stream()
                .map(name -> name.replace('_', ' ') + " with " + weights.getInteger(name))
                .toList());
    }

    /** "A from 90 points, B from 80, C from 70, D from 60". */
    String grades() {
        return numbers.getJsonObject("grades").stream()
                .map(grade -> grade.getKey() + " from " + grade.getValue())
                .collect(Collectors.joining(", "))
                .replaceFirst(",", " points,");
    }
}
