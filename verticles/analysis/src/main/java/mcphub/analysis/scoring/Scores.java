package mcphub.analysis.scoring;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one version.
 *
 * @param global 0 to 100
 * @param dimensions security, supply_chain, maturity, in this order
 * @param grade A to F
 * @param level certification level, 0 to 3
 * @param judged controls with an outcome
 * @param total controls in all
 * @param critical findings of this severity; the same for the other three
 */
public record Scores(
        int global,
        Map<String, Dimension> dimensions,
        String grade,
        int level,
        int judged,
        int total,
        int critical,
        int high,
        int medium,
        int low) {

    /** The score of one dimension; null where nothing of it could be judged, or there is no such dimension. */
    public @Nullable Integer of(String dimension) {
        var found = dimensions.get(dimension);
        return found == null ? null : found.score();
    }

    /**
     * One dimension.
     *
     * @param score 0 to 100; null where nothing of it could be judged
     * @param weight its part of the global score, as the method says
     * @param breakdown score by sub-category, null where nothing of it could be judged
     */
    public record Dimension(@Nullable Integer score, double weight, Map<String, @Nullable Integer> breakdown) {}
}
