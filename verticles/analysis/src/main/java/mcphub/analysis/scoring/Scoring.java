package mcphub.analysis.scoring;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.controls.Outcome;
import mcphub.analysis.controls.Severity;
import mcphub.kernel.Yaml;
import org.jspecify.annotations.Nullable;

/** The scoring method: a pure function from control results to scores, with the numbers of {@code config/scoring.yaml}. */
public final class Scoring {
    private final Method method;

    private Scoring(Method method) {
        this.method = method;
    }

    /** Reads the method from {@code config/scoring.yaml}; an unknown or missing key is an error. */
    public static Scoring load() {
        var mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build();
        return new Scoring(mapper.convertValue(Yaml.resource("config/scoring.yaml"), Method.class));
    }

    /** The method's version, such as {@code v2.1}. */
    public String version() {
        return method.version();
    }

    /** Scores the results of one version. With nothing judged at all, the global score is 0. */
    public Scores score(List<ControlResult> results) {
        Map<String, Scores.Dimension> dimensions = new LinkedHashMap<>();
        method.dimensions().forEach((name, rule) -> dimensions.put(name, dimension(name, rule, results)));
        int critical = count(results, Severity.CRITICAL);
        int weighted = global(dimensions.values());
        int global = critical > 0 ? Math.min(weighted, method.criticalCap()) : weighted;
        return new Scores(
                global,
                dimensions,
                grade(global),
                Math.min(level(global), method.highestLevelWithoutRuntimeCheck()),
                (int) results.stream().filter(Scoring::isJudged).count(),
                results.size(),
                critical,
                count(results, Severity.HIGH),
                count(results, Severity.MEDIUM),
                count(results, Severity.LOW));
    }

    private Scores.Dimension dimension(String name, DimensionRule rule, List<ControlResult> results) {
        Map<String, @Nullable Integer> breakdown = new LinkedHashMap<>();
        for (String sub : rule.subCategories()) {
            breakdown.put(
                    sub,
                    subCategory(results.stream()
                            .filter(r -> r.control().category().equals(name)
                                    && r.control().subCategory().equals(sub))
                            .filter(Scoring::isJudged)
                            .toList()));
        }
        var judged = breakdown.values().stream()
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        return new Scores.Dimension(
                judged.getCount() == 0 ? null : roundHalfUp(judged.getAverage()), rule.weight(), breakdown);
    }

    private @Nullable Integer subCategory(List<ControlResult> judged) {
        if (judged.isEmpty()) {
            return null;
        }
        double penalty = judged.stream().mapToDouble(this::penalty).sum();
        return Math.max(0, roundHalfUp(100 - penalty));
    }

    private double penalty(ControlResult result) {
        int full = result.verdict().findings().stream()
                .mapToInt(f -> points(f.severity()))
                .sum();
        int limit = method.fullPenaltyUpTo();
        return full <= limit ? full : limit + (full - limit) / 2.0;
    }

    private int points(Severity severity) {
        return Objects.requireNonNull(method.penalties().get(severity.label()));
    }

    private static int global(Collection<Scores.Dimension> dimensions) {
        double sum = 0;
        double weights = 0;
        for (Scores.Dimension dimension : dimensions) {
            if (dimension.score() != null) {
                sum += dimension.score() * dimension.weight();
                weights += dimension.weight();
            }
        }
        return weights == 0 ? 0 : roundHalfUp(sum / weights);
    }

    private String grade(int global) {
        return best(method.grades(), global);
    }

    private int level(int global) {
        return Integer.parseInt(best(method.levels(), global));
    }

    /** The first name whose threshold is reached; the yaml lists the highest first. */
    private static String best(Map<String, Integer> thresholds, int score) {
        return thresholds.entrySet().stream()
                .filter(entry -> score >= entry.getValue())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isJudged(ControlResult result) {
        return result.verdict().outcome() != Outcome.INCONCLUSIVE;
    }

    private static int count(List<ControlResult> results, Severity severity) {
        return (int) results.stream()
                .flatMap(r -> r.verdict().findings().stream())
                .map(Finding::severity)
                .filter(severity::equals)
                .count();
    }

    /** Half up in decimal: 0.5·90 + 0.3·80 + 0.2·75 is 84, whatever the binary fractions make of it. */
    private static int roundHalfUp(double value) {
        return (int) Math.floor(value + 0.5 + 1e-9);
    }

    private record Method(
            String version,
            Map<String, DimensionRule> dimensions,
            Map<String, Integer> penalties,
            int fullPenaltyUpTo,
            int criticalCap,
            Map<String, Integer> grades,
            Map<String, Integer> levels,
            int highestLevelWithoutRuntimeCheck) {}

    private record DimensionRule(double weight, List<String> subCategories) {}
}
