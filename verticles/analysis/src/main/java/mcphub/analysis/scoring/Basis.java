package mcphub.analysis.scoring;

import mcphub.analysis.controls.Composition;
import mcphub.analysis.reading.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What scores rest on beside the results of controls.
 *
 * @param readPercent how much of the code that runs was looked at, by rules of text or otherwise, 0 to 100
 * @param parsedPercent how much of the code that entry points reach was parsed, 0 to 100; null where that was not counted
 * @param isByRules whether most of it is in languages that are read by rules of text only
 * @param kind what the version is; null where that was not asked
 * @param unjudged why the dependencies are not judged, which the level stops at; null where they are
 */
public record Basis(
        int readPercent,
        @Nullable Integer parsedPercent,
        boolean isByRules,
        @Nullable Kind kind,
        @Nullable String unjudged) {
    /** All of the code was parsed, and all dependencies were judged. */
    public static final Basis WHOLE = new Basis(100, 100, false, null, null);

    /**
     * That of a source.
     *
     * @param kind as above
     * @param unjudged as above
     */
    public static Basis of(Composition composition, @Nullable Kind kind, @Nullable String unjudged) {
        return new Basis(
                composition.codeReadPercent(),
                composition.parsedPercent(),
                Boolean.TRUE.equals(composition.readByRules()),
                kind,
                unjudged);
    }

    /** How much was parsed; how much was looked at where that was not counted. */
    int parsed() {
        return parsedPercent == null ? readPercent : parsedPercent;
    }
}
