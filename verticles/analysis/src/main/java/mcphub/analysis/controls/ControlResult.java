package mcphub.analysis.controls;

/** What came of one control. */
public record ControlResult(Control control, Verdict verdict) {}
