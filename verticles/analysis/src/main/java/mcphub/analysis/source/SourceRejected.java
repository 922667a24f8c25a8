package mcphub.analysis.source;

/** The source itself is wrong, unknown or hostile: the same request will be refused again, so nobody should retry it. */
public final class SourceRejected extends SourceFailure {

    /** Refuses with a sentence that says what was found and what was expected. */
    public SourceRejected(String reason) {
        super(reason, null);
    }

    static SourceRejected entry(String rawName, String problem) {
        return new SourceRejected("The archive's entry " + Quote.of(rawName) + " " + problem + ".");
    }
}
