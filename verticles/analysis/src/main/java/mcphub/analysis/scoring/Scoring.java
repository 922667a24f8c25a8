package mcphub.analysis.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Dimension;
import mcphub.analysis.controls.Outcome;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.SubCategory;
import mcphub.analysis.controls.Yaml;
import mcphub.analysis.scoring.Scores.CertificationLevel;
import mcphub.analysis.scoring.Scores.Coverage;
import mcphub.analysis.scoring.Scores.DimensionScore;
import org.jspecify.annotations.Nullable;

/**
 * The scoring method: control results in, scores out. Every mean is made of the rounded numbers that are shown, so that anybody can
 * check it with a pencil. Where nothing at all was judged the global score is 0, the grade F and the level 0: no evidence is no merit.
 *
 * @param version the method's version, such as {@code v2.1}
 * @param weights percent of each dimension, together 100
 * @param penalties points that a finding takes, by severity
 * @param fullPenaltyUpTo points of one control beyond this count half
 * @param caps upper limits of the global score, the lowest first
 * @param grades the least global score of each grade
 * @param levels the least global score of each certification level
 * @param judgedByCode the dimension whose parts count only where a control about code could judge something, or any found something; null for none
 * @param without the controls that it does not know, of a method before
 */
public record Scoring(
        String version,
        Map<Dimension, Integer> weights,
        Map<Severity, Integer> penalties,
        int fullPenaltyUpTo,
        List<Cap> caps,
        Map<String, Integer> grades,
        Map<CertificationLevel, Integer> levels,
        @Nullable Dimension judgedByCode,
        Set<String> without) {

    public Scoring {
        weights = Map.copyOf(weights);
        penalties = Map.copyOf(penalties);
        caps = caps.stream().sorted(Comparator.comparingInt(Cap::score)).toList();
        grades = Map.copyOf(grades);
        levels = Map.copyOf(levels);
        without = Set.copyOf(without);
        if (weights.values().stream().mapToInt(Integer::intValue).sum() != 100) {
            throw new IllegalArgumentException("the weights of the dimensions are " + weights + ", not 100 together");
        }
    }

    /** The method that this build ships: {@code config/scoring.yaml}. */
    public static Scoring shipped() {
        return of(Yaml.resource("/config/scoring.yaml"));
    }

    /** The method before, by which organizations may still go: {@code config/scoring-v2.1.yaml}. */
    public static Scoring former() {
        return of(Yaml.resource("/config/scoring-v2.1.yaml"));
    }

    /** What its versions are versions of: {@code v2.1} of {@code v2.1.2}. */
    public String method() {
        int second = version.indexOf('.', version.indexOf('.') + 1);
        return second < 0 ? version : version.substring(0, second);
    }

    /** A method from the text of its file; says in words what is wrong with it. */
    public static Scoring of(String yaml) {
        var root = Yaml.parse("scoring.yaml", yaml)
                .only(Set.of(
                        "version",
                        "weights",
                        "penalties",
                        "full_penalty_up_to",
                        "caps",
                        "grades",
                        "levels",
                        "judged_by_code",
                        "without"));
        var grades = root.mapping("grades");
        return new Scoring(
                root.text("version"),
                numbers(root.mapping("weights"), Dimension.class, EnumSet.allOf(Dimension.class)),
                numbers(root.mapping("penalties"), Severity.class, EnumSet.allOf(Severity.class)),
                root.number("full_penalty_up_to"),
                root.mappings("caps").stream().map(Cap::of).toList(),
                grades.keys().stream().collect(Collectors.toMap(key -> key, grades::number)),
                numbers(
                        root.mapping("levels"),
                        CertificationLevel.class,
                        EnumSet.range(CertificationLevel.STATIC_VERIFIED, CertificationLevel.RUNTIME_CERTIFIED)),
                root.optionalText("judged_by_code")
                        .map(name -> root.choice(Dimension.class, name))
                        .orElse(null),
                Set.copyOf(root.texts("without")));
    }

    private static <E extends Enum<E>> Map<E, Integer> numbers(Yaml mapping, Class<E> type, Set<E> expected) {
        var numbers = new EnumMap<E, Integer>(type);
        mapping.keys().forEach(key -> numbers.put(mapping.choice(type, key), mapping.number(key)));
        if (!numbers.keySet().equals(expected)) {
            throw new IllegalArgumentException(mapping.where() + " names " + numbers.keySet() + ", not " + expected);
        }
        return numbers;
    }

    /** Scores the results of static analysis: without a check at run time, the level stops short of the last one. */
    public Scores score(List<ControlResult> results, Basis basis) {
        var dimensions = new EnumMap<Dimension, DimensionScore>(Dimension.class);
        for (var dimension : Dimension.values()) {
            dimensions.put(dimension, dimension(dimension, results));
        }
        var applied = applied(results, basis);
        int global = applied.stream().mapToInt(Cap::score).reduce(weighted(dimensions), Math::min);
        int judged = (int) results.stream().filter(Scoring::judged).count();
        var limit = Limit.of(level(global, judged), applied, basis.unjudged());
        return new Scores(
                global,
                dimensions,
                grade(global),
                limit.level(),
                limit.reason(),
                new Coverage(judged, results.size()),
                findings(results),
                applied,
                basis);
    }

    /** Of those about how much was read only the lowest. */
    private List<Cap> applied(List<ControlResult> results, Basis basis) {
        var applied = new ArrayList<Cap>();
        for (var cap : caps) {
            boolean isSaid = cap.cause().isOfCoverage()
                    && applied.stream().anyMatch(other -> other.cause().isOfCoverage());
            if (!isSaid && cap.cause().holds(results, basis)) {
                applied.add(cap);
            }
        }
        return applied;
    }

    private DimensionScore dimension(Dimension dimension, List<ControlResult> results) {
        var breakdown = new EnumMap<SubCategory, @Nullable Integer>(SubCategory.class);
        Arrays.stream(SubCategory.values())
                .filter(sub -> sub.dimension() == dimension)
                .forEach(sub -> breakdown.put(sub, subCategory(sub, results)));
        var judged = breakdown.values().stream()
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .toArray();
        Integer score = judged.length == 0
                ? null
                : roundedQuotient(Arrays.stream(judged).sum(), judged.length);
        return new DimensionScore(score, weights.getOrDefault(dimension, 0), breakdown);
    }

    /** Counted in half points, for what lies beyond the limit counts half. */
    private @Nullable Integer subCategory(SubCategory sub, List<ControlResult> results) {
        var own = results.stream()
                .filter(result -> result.control().subCategory() == sub && judged(result))
                .toList();
        if (own.isEmpty() || (sub.dimension() == judgedByCode && own.stream().noneMatch(Scoring::tellsOfCode))) {
            return null;
        }
        int halves = own.stream().mapToInt(this::penaltyInHalves).sum();
        return roundedQuotient(Math.max(0, 200 - halves), 2);
    }

    /** What was found counts, wherever it was. */
    private static boolean tellsOfCode(ControlResult judged) {
        return judged.control().isAboutCode() || judged.verdict().outcome() == Outcome.FAILED;
    }

    private int penaltyInHalves(ControlResult result) {
        int points = result.verdict().findings().stream()
                .mapToInt(finding -> penalties.getOrDefault(finding.severity(), 0))
                .sum();
        return Math.min(points, fullPenaltyUpTo) * 2 + Math.max(0, points - fullPenaltyUpTo);
    }

    private static int weighted(Map<Dimension, DimensionScore> dimensions) {
        int points = 0;
        int weight = 0;
        for (var dimension : dimensions.values()) {
            Integer score = dimension.score();
            if (score != null) {
                points += score * dimension.weightPercent();
                weight += dimension.weightPercent();
            }
        }
        return weight == 0 ? 0 : roundedQuotient(points, weight);
    }

    /** Half up, without a fraction ever being stored. */
    private static int roundedQuotient(int sum, int count) {
        return (2 * sum + count) / (2 * count);
    }

    private String grade(int global) {
        return grades.entrySet().stream()
                .filter(grade -> global >= grade.getValue())
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse("F");
    }

    private CertificationLevel level(int global, int judged) {
        return levels.entrySet().stream()
                .filter(level -> level.getKey() != CertificationLevel.RUNTIME_CERTIFIED)
                .filter(level -> judged > 0 && global >= level.getValue())
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElse(CertificationLevel.INTEGRITY_VERIFIED);
    }

    private static boolean judged(ControlResult result) {
        return result.verdict().outcome() != Outcome.INCONCLUSIVE;
    }

    private static Map<Severity, Integer> findings(List<ControlResult> results) {
        var counts = new EnumMap<Severity, Integer>(Severity.class);
        Arrays.stream(Severity.values()).forEach(severity -> counts.put(severity, 0));
        results.forEach(result ->
                result.verdict().findings().forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum)));
        return counts;
    }
}
