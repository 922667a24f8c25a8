package mcphub.analysis.scoring;

import java.util.List;
import mcphub.analysis.scoring.Scores.CertificationLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a level comes to.
 *
 * @param reason why it is not what the score alone would make it; null where it is
 */
record Limit(CertificationLevel level, @Nullable String reason) {

    /**
     * The level that a score makes, as far as nothing limits it.
     *
     * @param unjudged why the dependencies are not judged; null where they are
     */
    static Limit of(CertificationLevel level, List<Cap> applied, @Nullable String unjudged) {
        var limit = new Limit(level, null);
        if (unjudged != null) {
            limit = limit.at(CertificationLevel.STATIC_VERIFIED, unjudged);
        }
        for (var cap : applied) {
            if (cap.levelAtMost() != null) {
                limit = limit.at(CertificationLevel.of(cap.levelAtMost()), cap.reason());
            }
        }
        return limit;
    }

    private Limit at(CertificationLevel most, String why) {
        return level.compareTo(most) > 0 ? new Limit(most, why) : this;
    }
}
