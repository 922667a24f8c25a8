package mcphub.analysis.controls;

import org.jspecify.annotations.Nullable;

/**
 * What the advisories at hand say of one source.
 *
 * @param verdict of the control about known flaws
 * @param vulnerable why the source is known to be vulnerable: it is affected itself, or something that it brings is, gravely; null where it is not
 * @param gap why nothing follows from what was not found; null where everything was asked about, and everything is known
 */
public record Exposure(
        Verdict verdict,
        @Nullable String vulnerable,
        @Nullable String gap) {}
