package mcphub.analysis.controls;

/** What came of judging a control. INCONCLUSIVE is neither a pass nor a fail: this source cannot show it. */
public enum Outcome {
    PASSED,
    FAILED,
    INCONCLUSIVE
}
