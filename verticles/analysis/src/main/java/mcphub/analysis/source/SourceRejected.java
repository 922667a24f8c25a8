package mcphub.analysis.source;

/** The source itself is wrong, unknown or hostile: the same request will be refused again, so nobody should retry it. */
public final class SourceRejected extends SourceFailure {
    private final boolean absence;

    /** Refuses with a sentence that says what was found and what was expected. */
    public SourceRejected(String reason) {
        this(reason, false);
    }

    private SourceRejected(String reason, boolean absence) {
        super(reason, null);
        this.absence = absence;
    }

    /** What was asked for does not exist, or does not any more. */
    static SourceRejected absent(String reason) {
        return new SourceRejected(reason, true);
    }

    /** Whether it is only that there is no such thing. */
    public boolean isAbsence() {
        return absence;
    }

    static SourceRejected entry(String rawName, String problem) {
        return new SourceRejected("The archive's entry " + Quote.of(rawName) + " " + problem + ".");
    }
}
