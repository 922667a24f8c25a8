package mcphub.analysis.local;

import java.util.function.Function;

/** The forms in which a report is written. None has a time in it: the same source gives the same text. */
public enum Form {
    /** For people at a terminal: a block for each finding, and the scores at the end. */
    TEXT(TextForm::write),
    /** For programs, and to be a baseline. */
    JSON(JsonForm::write),
    /** SARIF 2.1.0, for code hosts. */
    SARIF(SarifForm::write),
    /** For comments and summaries of pipelines. */
    MARKDOWN(MarkdownForm::write);

    private final Function<ScanReport, String> writer;

    Form(Function<ScanReport, String> writer) {
        this.writer = writer;
    }

    /** The whole report, with a line break at its end. */
    public String write(ScanReport report) {
        String text = writer.apply(report);
        return text.endsWith("\n") ? text : text + '\n';
    }
}
