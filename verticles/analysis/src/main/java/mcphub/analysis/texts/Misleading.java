package mcphub.analysis.texts;

import java.util.Set;
import mcphub.analysis.reading.TextFile;

/**
 * A text that misleads a model.
 *
 * @param position in characters of the file
 * @param signs what of it misleads, at least one
 * @param isTold whether it is known that the model reads it
 * @param isQuoted whether it is given as an example of what others write
 * @param text what it says, as the model reads it
 */
public record Misleading(TextFile file, int position, Set<Sign> signs, boolean isTold, boolean isQuoted, String text) {
    public Misleading {
        signs = Set.copyOf(signs);
    }
}
