package mcphub.analysis.scoring;

import java.util.List;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Outcome;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * An upper limit of the global score. Exactly one thing brings it about.
 *
 * @param reason why, as the end of a sentence that begins with the limit
 * @param atMost the limit, 0 to 100
 * @param finding a finding of this severity; null where another thing does
 * @param control that this control failed; null where another thing does
 * @param codeReadBelow that less than so many percent of the code was read; null where another thing does
 */
public record Cap(
        String reason,
        int atMost,
        @Nullable Severity finding,
        @Nullable String control,
        @Nullable Integer codeReadBelow) {

    public Cap {
        int causes = (finding == null ? 0 : 1) + (control == null ? 0 : 1) + (codeReadBelow == null ? 0 : 1);
        if (causes != 1) {
            throw new IllegalArgumentException("the cap '" + reason + "' has " + causes + " causes, not one");
        }
        if (atMost < 0 || atMost > 100) {
            throw new IllegalArgumentException("the cap '" + reason + "' is " + atMost + ", not 0 to 100");
        }
    }

    static Cap of(Yaml entry) {
        return new Cap(
                entry.text("reason"),
                entry.number("at_most"),
                entry.optionalText("finding")
                        .map(name -> entry.choice(Severity.class, name))
                        .orElse(null),
                entry.optionalText("control").orElse(null),
                entry.optionalNumber("code_read_below").orElse(null));
    }

    boolean holds(List<ControlResult> results, int codeReadPercent) {
        if (codeReadBelow != null) {
            return codeReadPercent < codeReadBelow;
        }
        return results.stream()
                .anyMatch(result -> control != null
                        ? result.control().id().equals(control)
                                && result.verdict().outcome() == Outcome.FAILED
                        : result.verdict().findings().stream().anyMatch(found -> found.severity() == finding));
    }
}
