/** Scores, grade and certification level as pure functions over control results; the method itself is data in {@code config/scoring.yaml}. */
@NullMarked
package mcphub.analysis.scoring;

import org.jspecify.annotations.NullMarked;
