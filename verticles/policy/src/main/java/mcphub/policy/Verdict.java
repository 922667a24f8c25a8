package mcphub.policy;

import java.util.List;
import java.util.stream.Stream;
import mcphub.policy.Rulebook.PolicyException;
import org.jspecify.annotations.Nullable;

/**
 * What the gate says about one MCP.
 *
 * @param reason why, in words; null where nothing decided
 * @param decidedBy the policy that decided; null where none did
 * @param warnings what policies warn of
 * @param used the exceptions for which policies were skipped that would have matched
 * @param remedy what would make it allowed, or who could; null where it is allowed
 * @param trace every policy that was looked at, in order
 */
record Verdict(
        Subject subject,
        boolean allowed,
        @Nullable String reason,
        @Nullable Policy decidedBy,
        List<String> warnings,
        List<Used> used,
        List<Step> trace,
        @Nullable String remedy) {

    /** An exception, and the policy that it silenced. */
    record Used(PolicyException exception, Policy policy) {}

    /** What came of one policy. */
    record Step(Policy policy, Outcome outcome, String because) {}

    /** What can come of a policy. */
    enum Outcome {
        SKIPPED,
        NOT_MATCHED,
        EXCEPTED,
        WARNED,
        DECIDED
    }

    /** The same with these warnings. */
    Verdict with(List<String> others) {
        return new Verdict(subject, allowed, reason, decidedBy, others, used, trace, remedy);
    }

    /** The same with what would make it allowed. */
    Verdict remedied(@Nullable String by) {
        return new Verdict(subject, allowed, reason, decidedBy, warnings, used, trace, by);
    }

    /** Allowed with this warning instead. */
    Verdict let(String warning) {
        return new Verdict(
                subject,
                true,
                null,
                null,
                Stream.concat(Stream.of(warning), warnings.stream()).toList(),
                used,
                trace,
                null);
    }

    /** Denied before any policy was looked at. */
    static Verdict refused(Subject subject, String reason) {
        return new Verdict(subject, false, reason, null, List.of(), List.of(), List.of(), null);
    }

    /** The same with more warnings. */
    Verdict warning(List<String> more) {
        return more.isEmpty()
                ? this
                : with(Stream.concat(warnings.stream(), more.stream()).toList());
    }

    /** The reason, or what is warned of; null where there is nothing to say. */
    @Nullable
    String why() {
        return reason != null || warnings.isEmpty() ? reason : String.join("; ", warnings);
    }

    /** {@code ALLOWED} or {@code DENIED}. */
    String result() {
        return allowed ? "ALLOWED" : "DENIED";
    }

    /** The same, with {@code WARNED} for what is allowed with warnings. */
    String shade() {
        return allowed && !warnings.isEmpty() ? "WARNED" : result();
    }
}
