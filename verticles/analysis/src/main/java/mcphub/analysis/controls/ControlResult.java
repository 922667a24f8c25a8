package mcphub.analysis.controls;

/** What came of one control on one version. */
public record ControlResult(Control control, Verdict verdict) {}
