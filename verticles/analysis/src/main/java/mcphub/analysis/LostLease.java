package mcphub.analysis;

/** This worker was too slow or thought dead, and the job belongs to another one: stop, and write nothing more. */
final class LostLease extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostLease(Job job) {
        super("The lease of job " + job.id() + " ran out", null, false, false);
    }
}
