package mcphub.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import mcphub.policy.Verdict.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The decision: a pure function of rules, facts and circumstances. The organization's policies are looked at in their order; the first that matches and allows or
 * denies decides, one that warns adds a warning and goes on; what nothing decided is as the organization says of what is unmatched, and of what the hub does not
 * know as it says of that. The policies of an area are looked at after that, among themselves, and can only deny. What is suspected of malice is denied whatever
 * anybody says.
 */
final class Gate {
    private final Rulebook rules;
    private final Circumstances circumstances;

    /**
     * Where and when.
     *
     * @param environment such as {@code production}; null for none in particular
     * @param areaId the area that asks; null for none
     */
    record Circumstances(
            @Nullable String environment, @Nullable String areaId, Instant now) {
        Circumstances in(@Nullable String other) {
            return new Circumstances(other, areaId, now);
        }
    }

    Gate(Rulebook rules, Circumstances circumstances) {
        this.rules = rules;
        this.circumstances = circumstances;
    }

    /** What policies said, until one decided. */
    private record Said(List<String> warnings, List<Verdict.Used> used, List<Verdict.Step> trace) {
        Verdict verdict(Subject subject, boolean allowed, @Nullable String reason, @Nullable Policy by) {
            return new Verdict(subject, allowed, reason, by, warnings, used, trace, null);
        }
    }

    /** The verdict on one release in one environment; nothing else has a part in it. */
    Verdict judge(Subject subject) {
        var said = new Said(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        if (subject.suspicion() != null) {
            return said.verdict(
                    subject,
                    false,
                    "MALICIOUS_SUSPECTED: " + subject.suspicion()
                            + "; it stays denied until an administrator of the platform has cleared it",
                    null);
        }
        var verdict = decided(subject, said, policy -> policy.areaId() == null);
        if (verdict == null) {
            verdict = undecided(subject, said);
        }
        for (String area : areas(subject)) {
            var inArea = decided(subject, said, policy -> area.equals(policy.areaId()));
            if (verdict.allowed() && inArea != null && !inArea.allowed()) {
                verdict = inArea;
            }
        }
        return verdict;
    }

    private Set<String> areas(Subject subject) {
        var areas = new TreeSet<String>();
        if (circumstances.areaId() != null) {
            areas.add(circumstances.areaId());
        }
        if (subject.facts() != null && subject.facts().areaId() != null) {
            areas.add(subject.facts().areaId());
        }
        return areas;
    }

    private @Nullable Verdict decided(Subject subject, Said said, Predicate<Policy> which) {
        for (Policy policy : rules.policies()) {
            if (!which.test(policy)) {
                continue;
            }
            var step = look(policy, subject, said.used());
            said.trace().add(step);
            String sentence = FirstGate.sentence(policy, step.because());
            if (step.outcome() == Outcome.WARNED) {
                said.warnings().add(sentence);
            }
            if (step.outcome() == Outcome.DECIDED) {
                return said.verdict(subject, policy.effect() == Effect.ALLOW, sentence, policy);
            }
        }
        return null;
    }

    private Verdict undecided(Subject subject, Said said) {
        String unknown = subject.unknown();
        var rule = unknown == null ? rules.unmatched() : rules.unknown();
        if (subject.grace() && rule == Effect.DENY) {
            rule = Effect.WARN;
        }
        String reason = unknown == null
                ? "No policy decides about it, and what no policy decides about "
                        + (rule == Effect.DENY ? "is denied" : "is warned of")
                : "Unknown to this hub: " + unknown;
        var approval = unknown == null ? null : rules.approval(subject.keys());
        if (approval != null) {
            said.warnings()
                    .add("Approved without evidence by " + approval.by() + " until " + approval.endsAt() + ": "
                            + approval.reason());
            return said.verdict(subject, true, null, null);
        }
        if (rule == Effect.WARN) {
            said.warnings().add(reason);
        }
        return said.verdict(
                subject, rule != Effect.DENY, unknown == null && rule == Effect.ALLOW ? null : reason, null);
    }

    private Verdict.Step look(Policy policy, Subject subject, List<Verdict.Used> used) {
        String environment = circumstances.environment();
        var environments = policy.environments();
        if (!environments.isEmpty()
                && (environment == null || environments.stream().noneMatch(environment::equalsIgnoreCase))) {
            return new Verdict.Step(policy, Outcome.SKIPPED, "only for " + String.join(", ", environments));
        }
        var match = policy.target().judge(policy.effect(), subject, circumstances.now());
        if (match == null) {
            return new Verdict.Step(policy, Outcome.SKIPPED, "nothing is known to look at");
        }
        if (!match.matches()) {
            return new Verdict.Step(policy, Outcome.NOT_MATCHED, match.because());
        }
        var exception = subject.facts() == null ? null : rules.exception(policy, subject.facts());
        if (exception != null) {
            used.add(new Verdict.Used(exception, policy));
            return new Verdict.Step(
                    policy, Outcome.EXCEPTED, "excepted until " + exception.endsAt() + ": " + exception.reason());
        }
        return new Verdict.Step(
                policy, policy.effect() == Effect.WARN ? Outcome.WARNED : Outcome.DECIDED, match.because());
    }

    /**
     * The environments in which something is judged where this one is named: itself where the organization has it, in the organization's own letters; else each that it has, by name, and
     * none.
     *
     * @return with null for none in particular; empty where an environment that the organization does not have is denied
     */
    static List<@Nullable String> environments(Rulebook rules, @Nullable String named) {
        for (String known : rules.environments()) {
            if (known.equalsIgnoreCase(named)) {
                return List.of(known);
            }
        }
        var all = new ArrayList<@Nullable String>();
        if (named != null && rules.strictElsewhere()) {
            return all;
        }
        rules.environments().stream()
                .sorted(java.util.Comparator.comparing((String name) -> name.toLowerCase(Locale.ROOT)))
                .forEach(all::add);
        all.add(null);
        return all;
    }

    /** The name of an environment for people. */
    static String shown(@Nullable String environment) {
        return Objects.requireNonNullElse(environment, "none");
    }
}
