package mcphub.analysis.local;

import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.scoring.Scores;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says of a source.
 *
 * @param whole results with all findings that are reported
 * @param results those that the scores are of
 * @param document the scores as the API shows them
 * @param vulnerable why the source is known to be vulnerable; null where it is not
 */
public record Judged(
        List<ControlResult> whole,
        List<ControlResult> results,
        Scores scores,
        JsonObject document,
        @Nullable String vulnerable) {}
