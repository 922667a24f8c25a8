package mcphub.analysis.controls;

import mcphub.analysis.reading.Source;

/** Decides one control on the files of one version. Pure: no clock, no network, no randomness. */
@FunctionalInterface
public interface Judge {

    /** The answer, with the places where the control failed. */
    Verdict judge(Source source, Control control);
}
