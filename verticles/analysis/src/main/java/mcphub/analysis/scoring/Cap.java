package mcphub.analysis.scoring;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.analysis.controls.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * An upper limit of the global score, of the level, or of both.
 *
 * @param reason why, as the end of a sentence that begins with the limit
 * @param atMost the limit of the score, 0 to 100; null where only the level is limited
 * @param levelAtMost the limit of the level, 0 to 3; null where only the score is limited
 * @param cause what brings it about
 */
public record Cap(
        String reason, @Nullable Integer atMost, @Nullable Integer levelAtMost, Cause cause) {
    private static final Set<String> OWN = Set.of("reason", "at_most", "level_at_most");
    private static final Set<String> KEYS =
            Stream.concat(OWN.stream(), Cause.KEYS.stream()).collect(Collectors.toUnmodifiableSet());

    public Cap {
        if (atMost == null && levelAtMost == null) {
            throw new IllegalArgumentException("the cap '" + reason + "' limits neither score nor level");
        }
        if (atMost != null && (atMost < 0 || atMost > 100)) {
            throw new IllegalArgumentException("the cap '" + reason + "' is " + atMost + ", not 0 to 100");
        }
        if (levelAtMost != null && (levelAtMost < 0 || levelAtMost > 3)) {
            throw new IllegalArgumentException("the cap '" + reason + "' is level " + levelAtMost + ", not 0 to 3");
        }
    }

    static Cap of(Yaml entry) {
        String reason = entry.only(KEYS).text("reason");
        return new Cap(
                reason,
                entry.optionalNumber("at_most").orElse(null),
                entry.optionalNumber("level_at_most").orElse(null),
                Cause.of(entry, reason));
    }

    /** The limit of the score; 100 for none. */
    int score() {
        return atMost == null ? 100 : atMost;
    }
}
