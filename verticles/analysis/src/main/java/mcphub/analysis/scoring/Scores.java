package mcphub.analysis.scoring;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mcphub.analysis.controls.Dimension;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.SubCategory;
import org.jspecify.annotations.Nullable;

/**
 * What one version scored.
 *
 * @param global 0 to 100; 0 where nothing at all was judged
 * @param dimensions every dimension, in their order
 * @param grade A, B, C, D or F
 * @param level the certification level
 * @param levelReason why the level is not what the score alone would make it; null where it is
 * @param coverage how many of the controls were judged
 * @param findings how many findings there are of each severity, every severity present
 * @param caps the limits that hold, the lowest of the score first
 * @param basis what else the scores rest on
 */
public record Scores(
        int global,
        Map<Dimension, DimensionScore> dimensions,
        String grade,
        CertificationLevel level,
        @Nullable String levelReason,
        Coverage coverage,
        Map<Severity, Integer> findings,
        List<Cap> caps,
        Basis basis) {

    public Scores {
        caps = List.copyOf(caps);
        dimensions = Collections.unmodifiableMap(new EnumMap<>(dimensions));
        findings = Collections.unmodifiableMap(new EnumMap<>(findings));
    }

    /**
     * What one dimension scored.
     *
     * @param score 0 to 100; null where none of its controls was judged
     * @param weightPercent its share of the global score before shares of unjudged dimensions are handed on
     * @param breakdown every sub-category, in their order; null where none of its controls was judged
     */
    public record DimensionScore(
            @Nullable Integer score, int weightPercent, Map<SubCategory, @Nullable Integer> breakdown) {

        public DimensionScore {
            breakdown = Collections.unmodifiableMap(new EnumMap<>(breakdown));
        }
    }

    /** How many controls were judged, of all. */
    public record Coverage(int judged, int all) {}

    /** How much a version has shown. */
    public enum CertificationLevel {
        INTEGRITY_VERIFIED(0),
        STATIC_VERIFIED(1),
        SECURITY_CERTIFIED(2),
        RUNTIME_CERTIFIED(3);

        private final int number;

        CertificationLevel(int number) {
            this.number = number;
        }

        /** The level of this number, 0 to 3. */
        static CertificationLevel of(int number) {
            return Arrays.stream(values())
                    .filter(level -> level.number == number)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no level " + number));
        }

        /** The number the API uses, 0 to 3. */
        public int number() {
            return number;
        }
    }
}
