package mcphub.policy;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import mcphub.policy.Verdict.Outcome;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOCase;
import org.jspecify.annotations.Nullable;

/**
 * The decision as it was before semantics 2, for evaluations that were kept then. Policies are looked at in their order; the first that matches and allows or denies decides, one
 * that warns adds a warning and goes on; what nothing decided is allowed. What the hub does not know is judged by its name alone, and then by the organization's word
 * on unknown MCPs.
 */
final class FirstGate {
    private final Rulebook rules;
    private final Gate.Circumstances circumstances;

    FirstGate(Rulebook rules, Gate.Circumstances circumstances) {
        this.rules = rules;
        this.circumstances = circumstances;
    }

    /** The verdict on one MCP; no other MCP has a part in it. */
    Verdict judge(Subject subject) {
        var warnings = new ArrayList<String>();
        var used = new ArrayList<Verdict.Used>();
        var trace = new ArrayList<Verdict.Step>();
        for (Policy policy : rules.policies()) {
            var step = look(policy, subject, used);
            trace.add(step);
            String sentence = sentence(policy, step.because());
            if (step.outcome() == Outcome.WARNED) {
                warnings.add(sentence);
            }
            if (step.outcome() == Outcome.DECIDED) {
                return new Verdict(
                        subject, policy.effect() == Effect.ALLOW, sentence, policy, warnings, used, trace, null);
            }
        }
        String unknown = subject.unknown();
        if (unknown == null) {
            return new Verdict(subject, true, null, null, warnings, used, trace, null);
        }
        String reason = "Unknown to this hub: " + unknown;
        if (rules.unknown() == Effect.WARN) {
            warnings.add(reason);
        }
        return new Verdict(subject, rules.unknown() != Effect.DENY, reason, null, warnings, used, trace, null);
    }

    static String sentence(Policy policy, String because) {
        return "Policy '" + policy.name() + "' " + policy.effect().verb() + ": " + because;
    }

    private Verdict.Step look(Policy policy, Subject subject, List<Verdict.Used> used) {
        var facts = subject.facts();
        String elsewhere = elsewhere(policy, facts);
        if (elsewhere != null) {
            return new Verdict.Step(policy, Outcome.SKIPPED, elsewhere);
        }
        if (facts == null) {
            return lookAtName(policy, subject);
        }
        var match = policy.target().match(policy.effect(), facts, circumstances.now());
        if (!match.matches()) {
            return new Verdict.Step(policy, Outcome.NOT_MATCHED, match.because());
        }
        var exception = rules.exception(policy, facts);
        if (exception != null) {
            used.add(new Verdict.Used(exception, policy));
            return new Verdict.Step(
                    policy, Outcome.EXCEPTED, "excepted until " + exception.endsAt() + ": " + exception.reason());
        }
        return new Verdict.Step(policy, matched(policy), match.because());
    }

    /** Of an MCP that the hub does not know only the name is known, which may speak against it, but not for it. */
    private static Verdict.Step lookAtName(Policy policy, Subject subject) {
        boolean matches = policy.namesMcps()
                && policy.effect() != Effect.ALLOW
                && FilenameUtils.wildcardMatch(subject.name(), policy.targetValue(), IOCase.INSENSITIVE);
        return matches
                ? new Verdict.Step(
                        policy, matched(policy), "name " + subject.name() + " matches " + policy.targetValue())
                : new Verdict.Step(policy, Outcome.SKIPPED, "nothing is known to look at");
    }

    /** What was known of something that was asked, as it was kept: {@code {catalogued, version_status, facts}}. */
    static Subject subject(Asked asked, JsonObject known) {
        var facts = known.getJsonObject("facts");
        return facts == null
                ? Subject.unknown(asked.name(), asked.version(), List.of(asked.name()), unknown(asked, known))
                : Subject.of(asked.name(), Facts.of(facts), null);
    }

    private static String unknown(Asked asked, JsonObject known) {
        String elsewhere = Known.elsewhere(asked);
        if (elsewhere != null) {
            return elsewhere;
        }
        String name = asked.name();
        if (!known.getBoolean("catalogued")) {
            return "no MCP '" + name + "' is in the catalog";
        }
        if (asked.version() == null) {
            return "no version of '" + name + "' was certified yet";
        }
        String status = known.getString("version_status");
        return status == null
                ? "the catalog has no version '" + asked.version() + "' of '" + name + "'"
                : "version '" + asked.version() + "' of '" + name + "' was never certified; its status is " + status;
    }

    private static Outcome matched(Policy policy) {
        return policy.effect() == Effect.WARN ? Outcome.WARNED : Outcome.DECIDED;
    }

    private @Nullable String elsewhere(Policy policy, @Nullable Facts facts) {
        String environment = circumstances.environment();
        if (!policy.environments().isEmpty()
                && (environment == null || !policy.environments().contains(environment))) {
            return "only for " + String.join(", ", policy.environments());
        }
        String area = policy.areaId();
        if (area != null && !area.equals(circumstances.areaId()) && (facts == null || !area.equals(facts.areaId()))) {
            return "only for another area";
        }
        return null;
    }
}
