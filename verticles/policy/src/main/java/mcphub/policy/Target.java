package mcphub.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a policy looks at. A threshold is a requirement: it matches for ALLOW where it is met, for DENY and WARN where it is not. Anything else matches what it
 * describes.
 */
interface Target {
    /**
     * Whether the policy applies.
     *
     * @param matches whether it does
     * @param because the fact that decided, in plain words, such as {@code global score 35 < 70}
     */
    record Match(boolean matches, String because) {}

    /** Looks at the facts of one version at one moment. */
    Match match(Effect effect, Facts facts, Instant now);

    /** Looks at what is asked about, of which there may be no facts; null where that leaves nothing to look at. */
    default @Nullable Match judge(Effect effect, Subject subject, Instant now) {
        return subject.facts() == null ? null : match(effect, subject.facts(), now);
    }

    /** A requirement that is met or not. */
    static Match requirement(Effect effect, boolean met, String because) {
        return new Match((effect == Effect.ALLOW) == met, because);
    }
}
