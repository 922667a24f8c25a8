package mcphub.analysis.controls;

/** Decides one control over one version. The same source gives the same verdict. */
@FunctionalInterface
interface Judge {
    Verdict judge(Source source, Control control);
}
