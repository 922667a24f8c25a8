package mcphub.report;

/** The report belongs to another worker by now. */
final class LostLease extends RuntimeException {
    private static final long serialVersionUID = 1;

    LostLease(Job job) {
        super("Report " + job.id() + " was taken over by another worker");
    }
}
