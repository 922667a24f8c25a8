package mcphub.analysis.local;

/** The forms in which a report is written. None has a time in it: the same source gives the same text. */
public enum Form {
    /** For people at a terminal: a block for each finding, and the scores at the end. */
    TEXT,
    /** For programs, and to be a baseline. */
    JSON,
    /** SARIF 2.1.0, for code hosts. */
    SARIF,
    /** For comments and summaries of pipelines. */
    MARKDOWN;

    /** The whole report, with a line break at its end. */
    public String write(ScanReport report) {
        String text = switch (this) {
            case TEXT -> TextForm.write(report);
            case JSON -> JsonForm.write(report);
            case SARIF -> SarifForm.write(report);
            case MARKDOWN -> MarkdownForm.write(report);
        };
        return text.endsWith("\n") ? text : text + '\n';
    }
}
