package mcphub.policy;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mcphub.kernel.Standing;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOCase;
import org.jspecify.annotations.Nullable;

/** Reads the targets of policies; what cannot be understood is refused with what was expected. */
final class Targets {
    private static final Pattern SCORE = Pattern.compile("(?:(global|security|supply_chain|maturity):)?min:(\\d{1,3})");
    private static final Pattern LEVEL = Pattern.compile("min:([0-3])");
    private static final Pattern AGE = Pattern.compile("max_days:(\\d{1,5})");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,100}");
    private static final Pattern CONTROL = Pattern.compile("[A-Z][A-Z0-9_]{1,99}");
    private static final Pattern GLOB = Pattern.compile("\\S{1,500}");
    private static final Set<String> STATUSES =
            Set.of("CERTIFIED", "KNOWN_VULNERABLE", "DEPRECATED", "FAILED", "MALICIOUS_SUSPECTED");
    private static final String NAMES =
            "a source such as npm:@acme/files, github.com/acme/files or pkg:npm/%40acme/files, the name of a package, or a glob of those such as @acme/*";
    private static final int MAX_SCORE = 100;

    private Targets() {}

    /**
     * The target of a policy.
     *
     * @param type such as {@code SCORE}
     * @param semantics of the rulebook
     * @throws IllegalArgumentException for a value that the type does not know, with what was expected
     */
    static Target parse(String type, String value, JsonObject conditions, int semantics) {
        return switch (type) {
            case "MCP" ->
                semantics == 1
                        ? glob(value, NAMES, "name", (effect, f) -> List.of(f.name()))
                        : McpTarget.of(expect(GLOB, value, NAMES).group());
            case "SOURCE" ->
                glob(
                        value,
                        "a glob over URLs such as https://github.com/acme/* or npm:@acme/*",
                        "source",
                        // where it says that it is from speaks against it, and not for it
                        (effect, f) ->
                                semantics == 1 || effect != Effect.ALLOW ? f.sources() : List.of(f.fetchedFrom()));
            case "PINNED" -> pinned(value);
            case "CATEGORY" -> category(value);
            case "LICENSE" -> semantics == 1 ? new LicenseParts(value) : LicenseTarget.of(value);
            case "COMPONENT_LICENSE" -> ComponentLicenseTarget.of(value);
            case "SCORE" -> score(value, conditions, semantics);
            case "LEVEL" -> level(value);
            case "STATUS" -> status(value);
            case "AGE" -> age(value);
            case "CONTROL" -> control(value);
            default -> throw new IllegalArgumentException("no target_type is named " + type);
        };
    }

    private static Matcher expect(Pattern pattern, String value, String expected) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be " + expected + ", got \"" + value + '"');
        }
        return matcher;
    }

    private static boolean isLike(String text, String glob) {
        return FilenameUtils.wildcardMatch(text, glob, IOCase.INSENSITIVE);
    }

    private static Target glob(String value, String expected, String what, BiFunction<Effect, Facts, List<String>> of) {
        expect(GLOB, value, expected);
        return (effect, facts, now) -> {
            var all = of.apply(effect, facts);
            var like = all.stream().filter(text -> isLike(text, value)).findFirst();
            return like.map(text -> new Target.Match(
                            true, text.equals(value) ? what + ' ' + text : what + ' ' + text + " matches " + value))
                    .orElseGet(() ->
                            new Target.Match(false, what + ' ' + String.join(", ", all) + " does not match " + value));
        };
    }

    /** What a publisher typed counts against it, and not for it. */
    private static Target category(String value) {
        expect(SLUG, value, "a category's slug such as databases");
        return (effect, facts, now) -> {
            boolean counts = effect != Effect.ALLOW || facts.categoryConfirmed();
            return new Target.Match(
                    value.equals(facts.category()) && counts,
                    facts.category() == null
                            ? "no category"
                            : "category " + facts.category()
                                    + (counts ? "" : ", which no administrator has confirmed"));
        };
    }

    private static Target pinned(String value) {
        if (!value.equals("exact")) {
            throw new IllegalArgumentException("must be exact, got \"" + value + '"');
        }
        return new Target() {
            @Override
            public Match match(Effect effect, Facts facts, Instant now) {
                throw new IllegalStateException("Facts do not tell how something was asked for");
            }

            @Override
            public @Nullable Match judge(Effect effect, Subject subject, Instant now) {
                Boolean pinned = subject.pinned();
                return pinned == null ? null : Target.requirement(effect, pinned, pinned ? "pinned" : "not pinned");
            }
        };
    }

    private static Target score(String value, JsonObject conditions, int semantics) {
        if (value.equals("critical") || value.equals("high")) {
            Integer most = conditions.getInteger(value + "_max");
            if (most == null) {
                throw new IllegalArgumentException("the value " + value + " needs conditions." + value
                        + "_max: how many " + value + " findings are all right");
            }
            ToIntFunction<Facts> findings = value.equals("critical") ? Facts::criticalFindings : Facts::highFindings;
            return (effect, facts, now) -> compare(
                    effect,
                    value + " findings",
                    findings.applyAsInt(facts),
                    findings.applyAsInt(facts) <= most,
                    "<=",
                    ">",
                    most);
        }
        var matcher = expect(
                SCORE,
                value,
                "min:70, security:min:80, supply_chain:min:80, maturity:min:60 (0 to 100), critical or high");
        String dimension = matcher.group(1) == null ? "global" : matcher.group(1);
        int least = Integer.parseInt(matcher.group(2));
        if (least > MAX_SCORE) {
            throw new IllegalArgumentException("must ask for a score from 0 to 100, got " + least);
        }
        String words = dimension.replace('_', ' ') + " score";
        return (effect, facts, now) -> {
            Integer score = of(dimension, facts);
            boolean met = score != null && score >= least;
            String cap = met || !dimension.equals("global") ? "" : capped(facts);
            return score == null
                    ? Target.requirement(
                            effect,
                            false,
                            words
                                    + (semantics == 1
                                            ? " could not be judged, required is "
                                            : " not judged, required is ")
                                    + least)
                    : Target.requirement(effect, met, words + ' ' + score + (met ? " >= " : " < ") + least + cap);
        };
    }

    /** What keeps the score from being higher, whatever else is good. */
    private static String capped(Facts facts) {
        return facts.cap("at_most").map(cap -> ", " + Standing.cap(cap)).orElse("");
    }

    private static @Nullable Integer of(String dimension, Facts facts) {
        return switch (dimension) {
            case "security" -> facts.securityScore();
            case "supply_chain" -> facts.supplyChainScore();
            case "maturity" -> facts.maturityScore();
            default -> Integer.valueOf(facts.globalScore());
        };
    }

    private static Target.Match compare(
            Effect effect, String what, long is, boolean met, String good, String bad, long limit) {
        return Target.requirement(effect, met, what + ' ' + is + ' ' + (met ? good : bad) + ' ' + limit);
    }

    private static Target level(String value) {
        int least = Integer.parseInt(
                expect(LEVEL, value, "min:0, min:1, min:2 or min:3").group(1));
        return (effect, facts, now) -> {
            boolean met = facts.certificationLevel() >= least;
            String reason = facts.levelReason() != null || met
                    ? facts.levelReason()
                    : facts.cap("level_at_most").map(Standing::cap).orElse(null);
            return Target.requirement(
                    effect,
                    met,
                    "certification level " + facts.certificationLevel() + (met ? " >= " : " < ") + least
                            + (reason == null ? "" : " (" + reason + ")"));
        };
    }

    private static Target status(String value) {
        if (!STATUSES.contains(value)) {
            throw new IllegalArgumentException(
                    "must be CERTIFIED, KNOWN_VULNERABLE, DEPRECATED, FAILED or MALICIOUS_SUSPECTED, got \"" + value
                            + '"');
        }
        return new Target() {
            @Override
            public Match match(Effect effect, Facts facts, Instant now) {
                return new Match(value.equals(facts.status()), "status " + facts.status());
            }

            @Override
            public @Nullable Match judge(Effect effect, Subject subject, Instant now) {
                String status = subject.status();
                // what failed cannot be spoken for, only against
                return status == null || (subject.facts() == null && effect == Effect.ALLOW)
                        ? null
                        : value.equals("DEPRECATED") && subject.deprecated() != null
                                ? new Match(true, "deprecated by its registry")
                                : new Match(value.equals(status), "status " + status);
            }
        };
    }

    private static Target age(String value) {
        int most = Integer.parseInt(expect(AGE, value, "max_days:90 (0 to 99999 days since the snapshot)")
                .group(1));
        return (effect, facts, now) -> {
            long days = Duration.between(facts.snapshotAt(), now).toDays();
            return compare(effect, "days since the snapshot", days, days <= most, "<=", ">", most);
        };
    }

    private static Target control(String value) {
        expect(CONTROL, value, "a control's id such as SECRET_EXPOSED");
        return (effect, facts, now) -> {
            boolean failed = facts.failedControls().contains(value);
            return new Target.Match(failed, "control " + value + (failed ? " failed" : " did not fail"));
        };
    }
}
